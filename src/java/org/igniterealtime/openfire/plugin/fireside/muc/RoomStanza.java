package org.igniterealtime.openfire.plugin.fireside.muc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.dom4j.Element;
import org.dom4j.QName;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;
import org.xmpp.packet.Presence;

/** The stanzas of rooms (XEP-0045). */
public final class RoomStanza {
    private static final Set<String> ROLES = Set.of("moderator", "participant", "visitor");
    private static final Set<String> AFFILIATIONS = Set.of("owner", "admin", "member");
    private static final Set<String> SHOWS = Set.of("away", "xa", "dnd");

    private static final int LONGEST_WORDS = 300;
    private static final String LIKENESS = "like-";

    private RoomStanza() {
    }

    // ---- what we say

    /** Asks to be let in (§7.2.1). @param password or empty (§7.2.5) @param history messages wanted of before (§7.2.14) */
    public static Presence enter(JID room, String nick, String password, int history) {
        Presence presence = rename(room, nick);
        Element x = presence.getElement().addElement("x", Ns.MUC);
        x.addElement("history").addAttribute("maxstanzas", Integer.toString(history));
        if (!password.isEmpty()) {
            x.addElement("password").setText(password);
        }
        return presence;
    }

    /** Asks for another nick (§7.6). */
    public static Presence rename(JID room, String nick) {
        Presence presence = new Presence();
        presence.setTo(new JID(room.getNode(), room.getDomain(), nick));
        return presence;
    }

    /** Asks a room, or a service, what it is (§6.4). */
    public static IQ info(JID whom) {
        IQ iq = new IQ(IQ.Type.get);
        iq.setTo(whom);
        iq.setChildElement("query", Ns.DISCO_INFO);
        return iq;
    }

    /** Asks for the form in which an owner configures the room (§10.2). */
    public static IQ configuration(JID room) {
        IQ iq = new IQ(IQ.Type.get);
        iq.setTo(room);
        iq.setChildElement("query", Ns.MUC_OWNER);
        return iq;
    }

    /** Asks to be let in again. @param since what was said from then on is wanted (§7.2.14) */
    public static Presence enterAgain(JID room, String nick, String password, int history, Instant since) {
        Presence presence = enter(room, nick, password, history);
        Xml.child(Xml.child(presence.getElement(), "x", Ns.MUC), "history", Ns.MUC).addAttribute("since", since.truncatedTo(ChronoUnit.SECONDS).toString());
        return presence;
    }

    /** Asks whether a room still has one's own session in it (XEP-0410 §3.2). */
    public static IQ selfPing(JID room, String nick) {
        IQ iq = new IQ(IQ.Type.get);
        iq.setTo(new JID(room.getNode(), room.getDomain(), nick));
        iq.setChildElement("ping", Ns.PING);
        return iq;
    }

    /** §7.14. */
    public static Presence leave(JID room, String nick) {
        Presence presence = new Presence(Presence.Type.unavailable);
        presence.setTo(new JID(room.getNode(), room.getDomain(), nick));
        return presence;
    }

    /** §7.4. @param id by which the room's own copy of it is known */
    public static Message text(JID room, String id, String body) {
        Message message = new Message();
        message.setType(Message.Type.groupchat);
        message.setTo(room);
        message.setID(id);
        message.setBody(body);
        message.getElement().addElement("origin-id", Ns.STANZA_ID).addAttribute("id", id);
        return message;
    }

    /** What is about another message. @param body for those who do not understand it, or null */
    public static Message about(JID room, String id, String body, List<Element> beside) {
        Message message = new Message();
        message.setType(Message.Type.groupchat);
        message.setTo(room);
        message.setID(id);
        if (body != null) {
            message.setBody(body);
        }
        beside.forEach(message.getElement()::add);
        message.getElement().addElement("origin-id", Ns.STANZA_ID).addAttribute("id", id);
        return message;
    }

    /** Has a room take back what somebody said in it (XEP-0425 §4). @param of the id that the room gave it @param reason or empty */
    public static IQ moderate(JID room, String of, String reason) {
        IQ iq = new IQ(IQ.Type.set);
        iq.setTo(room);
        Element moderate = iq.setChildElement("moderate", Ns.MODERATION);
        moderate.addAttribute("id", of);
        moderate.addElement(QName.get("retract", Ns.RETRACTION));
        if (!reason.isEmpty()) {
            moderate.addElement(QName.get("reason", Ns.MODERATION)).setText(reason);
        }
        return iq;
    }

    /** That one is writing, or not any more (XEP-0085 §5.5); not worth keeping (XEP-0334 §4.4). @param state as {@code composing} */
    public static Message writing(JID room, String state) {
        Message message = new Message();
        message.setType(Message.Type.groupchat);
        message.setTo(room);
        message.getElement().addElement(state, Ns.CHAT_STATES);
        message.getElement().addElement("no-store", Ns.HINTS);
        return message;
    }

    /** §8.1. */
    public static Message subject(JID room, String subject) {
        Message message = new Message();
        message.setType(Message.Type.groupchat);
        message.setTo(room);
        message.setSubject(subject);
        return message;
    }

    /** Has the room invite somebody (§7.8.2). */
    public static Message invite(JID room, JID whom) {
        Message message = new Message();
        message.setTo(room);
        message.getElement().addElement("x", Ns.MUC_USER).addElement("invite").addAttribute("to", whom.toString());
        return message;
    }

    /** Makes somebody's role another one, {@code none} sends him out (§8.2 to §8.4, §9.6). */
    public static IQ role(JID room, String nick, String role) {
        IQ iq = new IQ(IQ.Type.set);
        iq.setTo(room);
        iq.setChildElement("query", Ns.MUC_ADMIN).addElement("item").addAttribute("nick", nick).addAttribute("role", role);
        return iq;
    }

    /** Makes what somebody is to the room another thing (§9.1 to §9.8, §10.3 to §10.6). */
    public static IQ affiliation(JID room, JID whom, String affiliation) {
        IQ iq = new IQ(IQ.Type.set);
        iq.setTo(room);
        iq.setChildElement("query", Ns.MUC_ADMIN).addElement("item").addAttribute("jid", whom.toBareJID()).addAttribute("affiliation", affiliation);
        return iq;
    }

    /** §10.9. */
    public static IQ destroy(JID room) {
        IQ iq = new IQ(IQ.Type.set);
        iq.setTo(room);
        iq.setChildElement("query", Ns.MUC_OWNER).addElement("destroy");
        return iq;
    }

    // ---- what rooms say

    /** The statuses of a presence or a message (§15.6). */
    public static Set<Integer> statuses(Packet packet) {
        Set<Integer> statuses = new HashSet<>(4);
        Element x = user(packet);
        if (x != null) {
            for (Element status : Xml.children(x, "status", Ns.MUC_USER)) {
                String code = status.attributeValue("code", "");
                if (code.matches("[1-9][0-9]{2}")) {
                    statuses.add(Integer.valueOf(code));
                }
            }
        }
        return statuses;
    }

    public static Element user(Packet packet) {
        return Xml.child(packet.getElement(), "x", Ns.MUC_USER);
    }

    /** §7.2.3, what a presence says of somebody; of what is not known the least is taken to be true. */
    static Occupant occupant(Presence presence) {
        Element x = user(presence);
        Element item = x == null ? null : Xml.child(x, "item", Ns.MUC_USER);
        String role = item == null ? "" : item.attributeValue("role", "");
        String affiliation = item == null ? "" : item.attributeValue("affiliation", "");
        String show = presence.getElement().elementTextTrim("show");
        return new Occupant(presence.getFrom().getResource(), item == null ? "" : bare(item.attributeValue("jid", "")),
            // One string each for all who are in rooms.
            ROLES.contains(role) ? role.intern() : "visitor", AFFILIATIONS.contains(affiliation) ? affiliation.intern() : "none",
            show != null && SHOWS.contains(show) ? show.intern() : "online");
    }

    private static String bare(String jid) {
        try {
            return jid.isEmpty() ? "" : new JID(jid).toBareJID();
        } catch (IllegalArgumentException none) {
            return "";
        }
    }

    /** What a message says of its sender's writing (XEP-0085 §4), or empty. */
    static String state(Message message) {
        return Xml.children(message.getElement()).stream().filter(each -> each.getNamespaceURI().equals(Ns.CHAT_STATES)).map(Element::getName).findFirst().orElse("");
    }

    /** The condition of a stanza error (RFC 6120 §8.3.3). */
    public static String condition(Packet packet) {
        Element error = packet.getElement().element("error");
        return error == null ? "undefined-condition" : Xml.children(error).stream()
            .filter(each -> each.getNamespaceURI().equals(Ns.STANZA_ERRORS) && !each.getName().equals("text"))
            .map(Element::getName).findFirst().orElse("undefined-condition");
    }

    /** When it was said, where that was before (XEP-0203); of what says a time to come, nothing. */
    public static Optional<Instant> delay(Message message) {
        Element delay = Xml.child(message.getElement(), "delay", Ns.DELAY);
        try {
            return delay == null ? Optional.empty()
                : Optional.of(Instant.parse(delay.attributeValue("stamp", ""))).filter(at -> at.isBefore(Instant.now()) && at.toEpochMilli() > 0);
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    /** The id that a room gave a message (XEP-0359 §3), or empty. */
    public static String stanzaId(Message message, JID room) {
        return Xml.children(message.getElement(), "stanza-id", Ns.STANZA_ID).stream()
            .filter(id -> room.toString().equals(id.attributeValue("by"))).map(id -> id.attributeValue("id", "")).findFirst().orElse("");
    }

    /** What a bare room says in a presence of its picture (XEP-0153 §3.2, XEP-0486): its hash, empty for none, or nothing. */
    static Optional<String> picture(Presence presence) {
        Element update = Xml.child(presence.getElement(), "x", Ns.VCARD_UPDATE);
        Element photo = update == null ? null : Xml.child(update, "photo", Ns.VCARD_UPDATE);
        return photo == null ? Optional.empty() : Optional.of(photo.getTextTrim().toLowerCase(Locale.ROOT)).filter(hash -> hash.isEmpty() || RoomAbout.isHash(hash));
    }

    /** The new name of who takes another one (§7.6), or empty. */
    static String renamed(Presence presence) {
        Element x = user(presence);
        Element item = x == null ? null : Xml.child(x, "item", Ns.MUC_USER);
        return item == null ? "" : item.attributeValue("nick", "");
    }

    /** What an error says besides its condition (RFC 6120 §8.3.2), for people, or empty. */
    public static String words(Packet packet) {
        Element error = packet.getElement().element("error");
        Element text = error == null ? null : Xml.child(error, "text", Ns.STANZA_ERRORS);
        String words = text == null ? "" : XmlText.clean(text.getText()).replaceAll("\\s+", " ").strip();
        return words.substring(0, words.offsetByCodePoints(0, Math.min(LONGEST_WORDS, words.codePointCount(0, words.length()))));
    }

    /** The nick of the moderator who had the room take something back (XEP-0425 §4), or empty. */
    public static String moderator(Message message) {
        for (Element each : Xml.children(message.getElement())) {
            Element moderated = Xml.children(each).stream().filter(child -> child.getName().equals("moderated")).findFirst().orElse(null);
            String by = moderated == null ? "" : moderated.attributeValue("by", "");
            if (by.startsWith(message.getFrom().toBareJID() + '/')) {
                return by.substring(by.indexOf('/') + 1);
            }
        }
        return "";
    }

    /** By what a room knows who said a message (XEP-0421 §3), or empty; its word only where it says that it can. */
    public static String occupantId(Packet packet) {
        Element id = Xml.child(packet.getElement(), "occupant-id", Ns.OCCUPANT_ID);
        String value = id == null ? "" : id.attributeValue("id", "");
        return value.length() > 255 ? "" : value;
    }

    /** Whether that is no id that a room gave, but what stands for one. */
    public static boolean isLikeness(String origin) {
        return origin.startsWith(LIKENESS);
    }

    /** What stands for the id of a message to which its room gives none: the same words of the same one, sent as the same. */
    public static String likeness(String nick, String id, String body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest((nick + '\n' + id + '\n' + body).getBytes(StandardCharsets.UTF_8));
            return LIKENESS + HexFormat.of().formatHex(digest, 0, 20);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
