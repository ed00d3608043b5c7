package org.igniterealtime.openfire.plugin.fireside.live;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;

/** Reading and writing the little JSON that travels (RFC 8259). */
public final class Json {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
    private static final TypeAdapter<JsonElement> ANY = GSON.getAdapter(JsonElement.class);

    private Json() {
    }

    static String quote(String text) {
        return GSON.toJson(text);
    }

    /** @throws IOException when the text is no JSON, to the letter */
    public static JsonElement parse(String text) throws IOException {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        try {
            JsonElement element = ANY.read(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new IOException("Something follows");
            }
            return element;
        } catch (JsonParseException | IllegalStateException | NumberFormatException malformed) {
            throw new IOException(malformed);
        }
    }
}
