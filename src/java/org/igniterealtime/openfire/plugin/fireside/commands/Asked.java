package org.igniterealtime.openfire.plugin.fireside.commands;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.xmpp.packet.JID;

/**
 * What a stage of a command gets.
 *
 * @param who full JID
 * @param values of the form that was filled in, by the names of its fields
 */
public record Asked(JID who, Locale locale, Map<String, List<String>> values) {
    /** The first value of a field, or empty. */
    public String value(String field) {
        return values.getOrDefault(field, List.of()).stream().findFirst().orElse("").strip();
    }

    /** All lines of a field. */
    public String text(String field) {
        return String.join("\n", values.getOrDefault(field, List.of()));
    }

    /** XEP-0004 §3.3. */
    public boolean flag(String field) {
        return value(field).equals("1") || value(field).equals("true");
    }
}
