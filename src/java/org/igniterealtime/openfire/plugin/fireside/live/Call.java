package org.igniterealtime.openfire.plugin.fireside.live;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page sent: an action with its reference and fields, or a beat.
 *
 * @param reference made by the page, 1 to 64 of letters, digits, {@code -} and {@code _}; empty for a beat
 * @param action as {@code chat/send}; empty for a beat
 * @param beat the last frame that the page has taken, or -1
 */
public record Call(String reference, String action, Map<String, String> fields, long beat) {
    /** Fields that one action may have. */
    private static final int MOST_FIELDS = 256;
    private static final Pattern BEGINNING = Pattern.compile("\\{\"ref\":\"([A-Za-z0-9_-]{1,64})\"");

    /** Why a text is no call. The reference is given back when it could be read, so that the page knows whose it is. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;
        private final String reference;

        Malformed(String why, String reference) {
            super(why);
            this.reference = reference;
        }

        public String reference() {
            return reference;
        }
    }

    /** @throws Malformed when the text is not JSON, or lacks a part, or has one of the wrong kind */
    public static Call parse(String text) throws Malformed {
        JsonObject object = object(text);
        if (object.has("beat")) {
            return new Call("", "", Map.of(), number(object.get("beat")));
        }
        String reference = string(object, "ref", "").filter(Call::isReference).orElseThrow(() -> new Malformed("ref", ""));
        String action = string(object, "action", reference).orElseThrow(() -> new Malformed("action", reference));
        return new Call(reference, action, fields(object, reference), -1);
    }

    /** A field of the action, or empty when it was not sent. */
    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Whether a text can be a reference. */
    public static boolean isReference(String text) {
        return !text.isEmpty() && text.length() <= 64
            && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_');
    }

    /** The reference of a text that is not read further, when it begins with it as those of our script do; or empty. */
    public static String referenceOf(String text) {
        Matcher beginning = BEGINNING.matcher(text);
        return beginning.lookingAt() ? beginning.group(1) : "";
    }

    private static JsonObject object(String text) throws Malformed {
        try {
            JsonElement element = Json.parse(text);
            if (element != null && element.isJsonObject()) {
                return element.getAsJsonObject();
            }
            throw new Malformed("not an object", "");
        } catch (IOException malformed) {
            throw new Malformed("not JSON", "");
        }
    }

    private static long number(JsonElement value) throws Malformed {
        try {
            long number = value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber() ? value.getAsLong() : -1;
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException tooLarge) {
            throw new Malformed("beat", "");
        }
        throw new Malformed("beat", "");
    }

    private static Optional<String> string(JsonObject object, String name, String reference) throws Malformed {
        JsonElement value = object.get(name);
        if (value == null || !value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
            throw new Malformed(name, reference);
        }
        return Optional.of(value.getAsString());
    }

    private static Map<String, String> fields(JsonObject object, String reference) throws Malformed {
        JsonElement element = object.get("fields");
        if (element == null) {
            return Map.of();
        }
        if (!element.isJsonObject() || element.getAsJsonObject().size() > MOST_FIELDS) {
            throw new Malformed("fields", reference);
        }
        Map<String, String> fields = new HashMap<>();
        for (Map.Entry<String, JsonElement> field : element.getAsJsonObject().entrySet()) {
            if (!field.getValue().isJsonPrimitive()) {
                throw new Malformed("fields", reference);
            }
            fields.put(field.getKey(), field.getValue().getAsString());
        }
        return Map.copyOf(fields);
    }
}
