package org.igniterealtime.openfire.plugin.fireside.desk.media;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.igniterealtime.openfire.plugin.fireside.live.Json;

/**
 * The field {@code files} of a form with {@code media/attach.vm}: a JSON list of what is attached, as
 * {@code [{"url": "https://…", "name": "…", "type": "image/png", "size": 1, "width": 1, "height": 1, "length": 1, "alt": "…"}]}. All but the address
 * may be left out.
 */
public final class AttachmentForm {
    private static final int LONGEST = 64 * 1024;
    private static final Gson GSON = new Gson();

    private AttachmentForm() {
    }

    /**
     * @param field as it came; empty for nothing
     * @return what is attached, each within its bounds; empty when it is no such list, or one of more than {@link AttachmentStanza#MOST}
     */
    public static Optional<List<Attachment>> read(String field) {
        return read(field, AttachmentStanza.MOST);
    }

    /** The same of a list that may be longer. @param most files */
    public static Optional<List<Attachment>> read(String field, int most) {
        if (field.isBlank()) {
            return Optional.of(List.of());
        }
        try {
            JsonElement list = field.length() > LONGEST ? null : Json.parse(field);
            return list == null || !list.isJsonArray() || list.getAsJsonArray().size() > most ? Optional.empty()
                : files(list.getAsJsonArray().asList());
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    /** The same the other way; empty for nothing. */
    public static String write(List<Attachment> files) {
        return files.isEmpty() ? "" : GSON.toJson(files);
    }

    /** The same for a page that shows them. @param look where it loads a picture of one from, or empty */
    public static String write(List<Attachment> files, Function<Attachment, String> look) {
        JsonArray list = new JsonArray();
        for (Attachment file : files) {
            JsonObject said = GSON.toJsonTree(file).getAsJsonObject();
            said.addProperty("look", look.apply(file));
            list.add(said);
        }
        return files.isEmpty() ? "" : list.toString();
    }

    private static Optional<List<Attachment>> files(List<JsonElement> list) {
        List<Attachment> files = new ArrayList<>();
        for (JsonElement each : list) {
            String url = each.isJsonObject() ? text(each.getAsJsonObject(), "url") : "";
            if (!Bounds.isAddress(url)) {
                return Optional.empty();
            }
            JsonObject said = each.getAsJsonObject();
            files.add(Bounds.attachment(url, text(said, "name"), text(said, "type"), text(said, "size"), text(said, "width"), text(said, "height"),
                text(said, "alt"), "").lasting(Bounds.length(text(said, "length"))));
        }
        return Optional.of(List.copyOf(files));
    }

    // Texts and numbers alike; what is something else counts as not said.
    private static String text(JsonObject said, String name) {
        JsonElement value = said.get(name);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }
}
