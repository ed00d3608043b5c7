package org.igniterealtime.openfire.plugin.fireside.desk.directory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Forms;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/**
 * A public room, as it describes itself (XEP-0045 §6.4). Of one that not everybody may enter there is no more than its name.
 *
 * @param jid bare
 * @param about what it is for, or empty
 * @param occupants how many are in it, -1 where that is not said
 * @param way who may enter
 */
public record Room(JID jid, String name, String about, int occupants, Way way) {
    private static final int NAME = 100;
    private static final int ABOUT = 300;

    /** Who may enter a room. */
    public enum Way { EVERYBODY, PASSWORD, MEMBERS }

    /** @return empty for what is no room, or one that does not say that it is public */
    static Optional<Room> read(IQ answer) {
        Element query = answer.getType() == IQ.Type.result ? answer.getChildElement() : null;
        if (query == null || answer.getFrom() == null || answer.getFrom().getNode() == null) {
            return Optional.empty();
        }
        Set<String> features = Xml.children(query, "feature", Ns.DISCO_INFO).stream().map(feature -> feature.attributeValue("var", "")).collect(Collectors.toSet());
        if (!features.contains("muc_public") || features.contains("muc_hidden")) {
            return Optional.empty();
        }
        JID jid = answer.getFrom().asBareJID();
        Way way = features.contains("muc_membersonly") ? Way.MEMBERS : features.contains("muc_passwordprotected") ? Way.PASSWORD : Way.EVERYBODY;
        String called = Xml.children(query, "identity", Ns.DISCO_INFO).stream().map(identity -> Line.of(identity.attributeValue("name", ""), NAME))
            .filter(name -> !name.isEmpty()).findFirst().orElseGet(() -> JID.unescapeNode(jid.getNode()));
        if (way != Way.EVERYBODY) {
            return Optional.of(new Room(jid, called, "", -1, way));
        }
        Map<String, List<String>> info = Xml.children(query, "x", Ns.DATA_FORMS).stream().map(Forms::values)
            .filter(values -> values.getOrDefault(Forms.FORM_TYPE, List.of()).contains(Ns.MUC_ROOM_INFO)).findFirst().orElse(Map.of());
        return Optional.of(new Room(jid, called, Line.of(first(info, "muc#roominfo_description"), ABOUT), number(first(info, "muc#roominfo_occupants")), way));
    }

    private static String first(Map<String, List<String>> values, String name) {
        return values.getOrDefault(name, List.of()).stream().findFirst().orElse("");
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    }

    Entry entry() {
        return new Entry(Kind.ROOM, jid.toString(), 0, name, Map.of(Entry.Field.WORDS, List.of(name, JID.unescapeNode(jid.getNode()), about)), Set.of());
    }
}
