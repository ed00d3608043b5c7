package org.igniterealtime.openfire.plugin.fireside.muc;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Forms;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;

/**
 * What a room says of itself (XEP-0045 §6.4).
 *
 * @param name or empty
 * @param description or empty
 * @param occupants how many are in it, -1 where that is not said
 * @param features XEP-0030 §3, among them {@code muc_membersonly} and the like (XEP-0045 §15.3)
 * @param picture hexadecimal SHA-1 of its picture (XEP-0486), or empty where it says none
 */
public record RoomAbout(String name, String description, int occupants, Set<String> features, String picture) {
    /** What is known of one that was not asked. */
    public static final RoomAbout NOTHING = new RoomAbout("", "", -1, Set.of(), "");

    private static final int NAME = 100;
    private static final int DESCRIPTION = 1_000;
    private static final int FEATURES = 200;

    /** One that has been given a name. */
    public static RoomAbout named(String name) {
        return new RoomAbout(name, "", -1, Set.of(), "");
    }

    /** @param query of the answer about a room */
    public static RoomAbout read(Element query) {
        Set<String> features = new HashSet<>();
        for (Element feature : Xml.children(query, "feature", Ns.DISCO_INFO)) {
            if (features.size() < FEATURES) {
                features.add(feature.attributeValue("var", ""));
            }
        }
        String name = Xml.children(query, "identity", Ns.DISCO_INFO).stream().map(each -> each.attributeValue("name", "")).findFirst().orElse("");
        Map<String, List<String>> more = Xml.children(query, "x", Ns.DATA_FORMS).stream().map(Forms::values)
            .filter(values -> values.getOrDefault(Forms.FORM_TYPE, List.of()).contains(Ns.MUC_ROOM_INFO)).findFirst().orElse(Map.of());
        String picture = first(more, "muc#roominfo_avatarhash").toLowerCase(Locale.ROOT);
        String occupants = first(more, "muc#roominfo_occupants");
        return new RoomAbout(line(name, NAME), cut(XmlText.clean(first(more, "muc#roominfo_description")).strip(), DESCRIPTION),
            occupants.matches("[0-9]{1,9}") ? Integer.parseInt(occupants) : -1, Set.copyOf(features), isHash(picture) ? picture : "");
    }

    static boolean isHash(String text) {
        return text.matches("[0-9a-f]{40}");
    }

    private static String first(Map<String, List<String>> values, String name) {
        return values.getOrDefault(name, List.of()).stream().findFirst().orElse("").strip();
    }

    private static String line(String text, int longest) {
        return cut(XmlText.clean(text).replaceAll("\\s+", " ").strip(), longest);
    }

    private static String cut(String text, int longest) {
        return text.substring(0, text.offsetByCodePoints(0, Math.min(longest, text.codePointCount(0, text.length()))));
    }

    /** Whether it has said that it can do something, or is so. */
    public boolean has(String feature) {
        return features.contains(feature);
    }

    /** Whether it may have a picture that can be asked for. */
    public boolean pictured() {
        return !picture.isEmpty() || has(Ns.VCARD);
    }

    /** With another picture. */
    public RoomAbout with(String hash) {
        return new RoomAbout(name, description, occupants, features, hash);
    }
}
