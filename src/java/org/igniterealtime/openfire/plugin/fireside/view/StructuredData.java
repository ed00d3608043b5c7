package org.igniterealtime.openfire.plugin.fireside.view;

import com.google.gson.Gson;
import java.util.Map;

/** What a page says of itself to machines, as JSON-LD that may stand in a script element: no letter of it can end one. */
public final class StructuredData {
    // Writes <, >, &, = and ' as escapes.
    private static final Gson GSON = new Gson();

    private StructuredData() {
    }

    /** @param properties texts, lists and maps of them */
    public static SafeHtml of(Map<String, ?> properties) {
        return new SafeHtml(GSON.toJson(properties));
    }
}
