package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.muc.Occupant;
import org.igniterealtime.openfire.plugin.fireside.muc.Room;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;

/** Whom a text in a room names, for clients as XEP-0372 §3.2 has it: who is addressed at its beginning, as {@code Ana: }, or anywhere after an {@code @}. */
final class Mentions {
    /** Names that one message gives a reference each. */
    private static final int MOST = 20;

    /** @param begin of the name, in characters that people see as such or nearly (XEP-0426 §3, code points) @param end after its last one */
    record Mention(String nick, int begin, int end) {
    }

    private Mentions() {
    }

    /** Says whom a message names among those who are in its room. */
    static void refer(Message message, Room room) {
        for (Mention each : find(message.getBody(), room.occupants().stream().map(Occupant::nick).toList())) {
            message.getElement().addElement("reference", Ns.REFERENCE).addAttribute("type", "mention").addAttribute("begin", Integer.toString(each.begin()))
                .addAttribute("end", Integer.toString(each.end())).addAttribute("uri", uri(room.jid(), each.nick()));
        }
    }

    static List<Mention> find(String body, List<String> nicks) {
        List<Mention> found = new ArrayList<>();
        boolean quoted = false;
        boolean first = true;
        for (int at = 0; at < body.length() && found.size() < MOST; at++) {
            boolean begins = at == 0 || body.charAt(at - 1) == '\n';
            quoted = begins ? body.charAt(at) == '>' : quoted;
            if (quoted) {
                continue;
            }
            boolean sign = body.charAt(at) == '@' && (begins || " \t([{\"'".indexOf(body.charAt(at - 1)) >= 0);
            int name = sign ? at + 1 : at;
            Optional<String> nick = sign || first ? longest(body, name, nicks) : Optional.empty();
            if (nick.isPresent() && (sign || addresses(body, name + nick.get().length()))) {
                int begin = body.codePointCount(0, name);
                found.add(new Mention(nick.get(), begin, begin + nick.get().codePointCount(0, nick.get().length())));
                at = name + nick.get().length() - 1;
            }
            first = false;
        }
        return found;
    }

    private static boolean addresses(String body, int end) {
        return end < body.length() && (body.charAt(end) == ':' || body.charAt(end) == ',');
    }

    // Of Ana and Ana Maria it is the one that fits to its end.
    private static Optional<String> longest(String body, int at, List<String> nicks) {
        return nicks.stream().filter(nick -> !nick.isEmpty() && body.startsWith(nick, at))
            .filter(nick -> at + nick.length() == body.length() || !Character.isLetterOrDigit(body.codePointAt(at + nick.length())))
            .max(Comparator.comparingInt(String::length));
    }

    /** An occupant's, whose own address the room may not tell (RFC 5122 §2.7). */
    static String uri(JID room, String nick) {
        return "xmpp:" + encoded(room.getNode()) + '@' + room.getDomain() + '/' + encoded(nick);
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = each > 0 && (Character.isLetterOrDigit(each) || "-._~!$'()*+".indexOf(each) >= 0);
            encoded.append(plain ? String.valueOf((char) each) : String.format("%%%02X", each & 0xFF));
        }
        return encoded.toString();
    }

    /** Whether a stanza refers to somebody by his address, or the one that he has in its room. @param nick that he has now @param me bare JID */
    static boolean refers(String stanza, String room, String nick, String me) {
        // Few do, and to read one costs more than to look.
        if (!stanza.contains(Ns.REFERENCE)) {
            return false;
        }
        String there = uri(new JID(room), nick);
        Element message = Xml.parse(stanza);
        return Xml.children(message, "reference", Ns.REFERENCE).stream().filter(each -> each.attributeValue("type", "").equals("mention"))
            .map(each -> each.attributeValue("uri", "")).anyMatch(uri -> uri.equals(there) || uri.equals("xmpp:" + room + '/' + nick) || uri.equals("xmpp:" + me));
    }
}
