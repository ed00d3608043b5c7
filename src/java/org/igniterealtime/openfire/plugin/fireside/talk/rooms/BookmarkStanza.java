package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.Regard;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.RegardStanza;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Forms;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/** Bookmarks as an account's other clients have them: a node of the account with an item for each room (XEP-0402 §2, §3). */
final class BookmarkStanza {
    private static final int NAME = 100;
    private static final int PASSWORD = 200;

    private BookmarkStanza() {
    }

    // All without an addressee: COMPAT: Openfire 4.2 takes what is addressed to an account that has no node yet for somebody else's.

    static IQ all() {
        IQ iq = new IQ(IQ.Type.get);
        iq.setChildElement("pubsub", Ns.PUBSUB).addElement("items").addAttribute("node", Ns.BOOKMARKS);
        return iq;
    }

    /**
     * Makes the node: nobody else sees it, and it keeps more than one. COMPAT: where it is the host's (somebody else has the address that
     * takes what is asked of ours), 4.2 ignores publish-options, and keeps one.
     */
    static IQ create() {
        IQ iq = new IQ(IQ.Type.set);
        Element pubsub = iq.setChildElement("pubsub", Ns.PUBSUB);
        pubsub.addElement("create").addAttribute("node", Ns.BOOKMARKS);
        Forms.add(pubsub.addElement("configure"), "submit", Ns.PUBSUB + "#node_config").flag("pubsub#persist_items", true)
            .text("pubsub#max_items", "-1").text("pubsub#access_model", "whitelist").text("pubsub#send_last_published_item", "never")
            .flag("pubsub#notify_retract", true);
        return iq;
    }

    /** @param before as other clients have it: what we do not know of it stays */
    static IQ publish(Bookmark bookmark, Optional<Element> before) {
        IQ iq = new IQ(IQ.Type.set);
        Element item = iq.setChildElement("pubsub", Ns.PUBSUB).addElement("publish").addAttribute("node", Ns.BOOKMARKS).addElement("item")
            .addAttribute("id", bookmark.room());
        Element conference = item.addElement("conference", Ns.BOOKMARKS);
        before.ifPresent(known -> Xml.children(known).stream()
            .filter(child -> !child.getName().equals("nick") && (bookmark.password().isEmpty() || !child.getName().equals("password"))).forEach(child -> conference.add(child.createCopy())));
        regard(conference, bookmark.regard());
        if (!bookmark.title().isEmpty()) {
            conference.addAttribute("name", bookmark.title());
        }
        conference.addAttribute("autojoin", Boolean.toString(bookmark.autojoin()));
        conference.addElement("nick").setText(bookmark.nick());
        if (!bookmark.password().isEmpty()) {
            conference.addElement("password").setText(bookmark.password());
        }
        return iq;
    }

    private static void regard(Element conference, Regard regard) {
        Element there = Xml.child(conference, "extensions", Ns.BOOKMARKS);
        Element extensions = there == null ? conference.addElement("extensions") : there;
        RegardStanza.write(extensions, regard);
        if (extensions.elements().isEmpty()) {
            conference.remove(extensions);
        }
    }

    static IQ retract(String room) {
        IQ iq = new IQ(IQ.Type.set);
        iq.setChildElement("pubsub", Ns.PUBSUB).addElement("retract").addAttribute("node", Ns.BOOKMARKS).addAttribute("notify", "true")
            .addElement("item").addAttribute("id", room);
        return iq;
    }

    /** What is in the node. @param items the element {@code items} */
    static List<Listing> read(Element items) {
        List<Listing> listings = new ArrayList<>();
        for (Element item : Xml.children(items)) {
            Optional<JID> room = Jids.bare(item.attributeValue("id", "")).filter(jid -> jid.getNode() != null);
            Element conference = Xml.child(item, "conference", Ns.BOOKMARKS);
            if (room.isPresent() && conference != null && listings.size() < BookmarkStore.MOST) {
                listings.add(new Listing(room.get().toString(), conference.createCopy()));
            }
        }
        return listings;
    }

    /** A room as the node has it. */
    record Listing(String room, Element conference) {
        /** @param known as it is listed here, or would be */
        Bookmark bookmark(Bookmark known) {
            String nick = conference.elementTextTrim("nick");
            String password = conference.elementText("password");
            String autojoin = conference.attributeValue("autojoin", "");
            return known.said(cut(conference.attributeValue("name", "").strip()), nick == null || nick.isBlank() ? known.nick() : cut(nick),
                autojoin.equals("true") || autojoin.equals("1"), RegardStanza.read(Xml.child(conference, "extensions", Ns.BOOKMARKS)),
                password == null || password.length() > PASSWORD ? "" : password);
        }

        private static String cut(String text) {
            return text.substring(0, text.offsetByCodePoints(0, Math.min(NAME, text.codePointCount(0, text.length()))));
        }
    }
}
