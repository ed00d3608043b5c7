package org.igniterealtime.openfire.plugin.fireside.mam;

import java.time.format.DateTimeFormatter;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.dom4j.QName;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.JID;

/** The one place where a row of an archive becomes the stanza that it was. */
final class ArchivedStanza {
    private static final String CLIENT = "jabber:client";
    /** One that is nested deeper is told by its words alone: to write it may end the thread's stack. */
    private static final int DEEPEST = 100;

    private ArchivedStanza() {
    }

    /** Of an account's archive. @param owner bare */
    static Element of(JID owner, HistoryStore.Row row) {
        Element message = whole(row);
        if (message == null) {
            message = words(row, row.outgoing() ? owner.toString() : row.who(), row.outgoing() ? row.who() : owner.toString(), "chat");
        }
        // What this server gave the other side is for the other side (XEP-0313 §3.5).
        Element told = message;
        Xml.children(message, "stanza-id", Ns.STANZA_ID).stream().filter(id -> isOf(id.attributeValue("by", ""), owner.getDomain())).forEach(told::remove);
        named(message, owner, Stamp.text(row.id()));
        return message;
    }

    /** Of a room's archive (XEP-0313 §6.1.2). @param named whether who reads may know who the occupants are */
    static Element of(JID room, HistoryStore.Row row, boolean named) {
        String from = row.who().isEmpty() ? room.toString() : room + "/" + row.who();
        Element whole = whole(row);
        Element message = whole == null ? words(row, from, null, "groupchat") : whole;
        message.addAttribute("to", null);
        message.addAttribute("from", from);
        Xml.children(message, "x", Ns.MUC_USER).forEach(message::remove);
        if (named && !row.sender().isEmpty()) {
            message.addElement(QName.get("x", Ns.MUC_USER)).addElement("item").addAttribute("jid", row.sender());
        }
        Xml.children(message, "stanza-id", Ns.STANZA_ID).stream().filter(id -> room.toString().equals(id.attributeValue("by"))).forEach(message::remove);
        named(message, room, row.origin());
        return message;
    }

    private static void named(Element message, JID by, String id) {
        message.addElement(QName.get("stanza-id", Ns.STANZA_ID)).addAttribute("by", by.toString()).addAttribute("id", id);
    }

    private static boolean isOf(String by, String domain) {
        try {
            return new JID(by.strip()).getDomain().equals(domain);
        } catch (IllegalArgumentException nobody) {
            return false;
        }
    }

    private static Element whole(HistoryStore.Row row) {
        if (row.stanza().isEmpty()) {
            return null;
        }
        try {
            Element message = Xml.parse(row.stanza());
            if (!Xml.isShallow(message, DEEPEST)) {
                return null;
            }
            qualify(message);
            return message;
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    // The host keeps what stands in the stream's namespace without one.
    private static void qualify(Element element) {
        if (element.getNamespaceURI().isEmpty()) {
            element.setQName(QName.get(element.getName(), CLIENT));
            Xml.children(element).forEach(ArchivedStanza::qualify);
        }
    }

    /** Says of one of which nothing is left that it was taken back (XEP-0424 §5.1). */
    static Element retracted(Element message, HistoryStore.Retraction by) {
        Element retracted = message.addElement(QName.get("retracted", Ns.RETRACTION));
        if (!by.id().isEmpty()) {
            retracted.addAttribute("id", by.id());
        }
        retracted.addAttribute("stamp", DateTimeFormatter.ISO_INSTANT.format(Stamp.time(by.key())));
        return message;
    }

    // What a page sent as nothing but words, or what was too large to be kept whole. A file's address stands for it.
    private static Element words(HistoryStore.Row row, String from, String to, String type) {
        Element message = DocumentHelper.createElement(QName.get("message", CLIENT));
        message.addAttribute("from", from);
        message.addAttribute("to", to);
        message.addAttribute("type", type);
        if (!row.stanzaId().isEmpty()) {
            message.addAttribute("id", row.stanzaId());
        }
        if (!row.body().isEmpty()) {
            message.addElement("body").setText(row.body());
        }
        if (row.outgoing() && !row.stanzaId().isEmpty()) {
            message.addElement(QName.get("origin-id", Ns.STANZA_ID)).addAttribute("id", row.stanzaId());
        }
        return message;
    }
}
