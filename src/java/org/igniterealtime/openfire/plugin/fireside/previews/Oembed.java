package org.igniterealtime.openfire.plugin.fireside.previews;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.fetch.Result;

/** The answer of an oEmbed service (oembed.com §2.3), as far as it is text and a picture; its HTML is not read. */
final class Oembed {
    private Oembed() {
    }

    static Optional<Found> found(Result.Fetched fetched) {
        try {
            JsonElement answer = JsonParser.parseString(new String(fetched.bytes(), StandardCharsets.UTF_8));
            return answer.isJsonObject() ? Optional.of(found(fetched, answer.getAsJsonObject())) : Optional.empty();
        } catch (JsonParseException none) {
            return Optional.empty();
        }
    }

    private static Found found(Result.Fetched fetched, JsonObject answer) {
        Preview.Picture picture = Found.picture(fetched.address(), said(answer, "thumbnail_url"), "", said(answer, "thumbnail_width"),
            said(answer, "thumbnail_height"));
        return new Found(Line.of(said(answer, "title"), Found.TITLE), Line.of(said(answer, "author_name"), Found.TEXT),
            Line.of(said(answer, "provider_name"), Found.SITE), picture);
    }

    private static String said(JsonObject answer, String name) {
        JsonElement value = answer.get(name);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }
}
