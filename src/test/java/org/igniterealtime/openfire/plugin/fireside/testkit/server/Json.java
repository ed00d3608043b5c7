package org.igniterealtime.openfire.plugin.fireside.testkit.server;

import java.util.Collection;
import java.util.stream.Collectors;

/** As much JSON as the answers need. */
final class Json {

    private Json() {
    }

    static String error(String message) {
        return "{\"error\":" + string(message) + "}";
    }

    static String strings(Collection<String> values) {
        return values.stream().map(Json::string).collect(Collectors.joining(",", "[", "]"));
    }

    static String string(String value) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
