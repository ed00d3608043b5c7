package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.dom4j.Namespace;
import org.dom4j.QName;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.IQ;
import org.xmpp.packet.PacketError;

/**
 * Rooms that older clients have listed all in one (XEP-0048): in private storage (XEP-0049), and in a node of the account. They are
 * read, and never written.
 */
final class OldBookmarks {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int DEEPEST = 20;

    private OldBookmarks() {
    }

    /** @return what is listed in either, as a newer client has it (XEP-0402 §5); empty where one of them cannot be read just now */
    static CompletionStage<Optional<List<BookmarkStanza.Listing>>> read(Session session) {
        CompletionStage<IQ> stored = session.ask(stored(), PATIENCE);
        CompletionStage<IQ> published = session.ask(published(), PATIENCE);
        return stored.thenCombine(published, (one, other) -> {
            if (isOverdue(one) || isOverdue(other)) {
                return Optional.<List<BookmarkStanza.Listing>>empty();
            }
            Map<String, BookmarkStanza.Listing> all = new LinkedHashMap<>();
            storages(one).forEach(each -> convert(each).forEach(listing -> all.putIfAbsent(listing.room(), listing)));
            storages(other).forEach(each -> convert(each).forEach(listing -> all.putIfAbsent(listing.room(), listing)));
            return Optional.of(all.values().stream().limit(BookmarkStore.MOST).toList());
        });
    }

    private static IQ stored() {
        IQ iq = new IQ(IQ.Type.get);
        iq.setChildElement("query", Ns.PRIVATE).addElement(QName.get("storage", Namespace.get(Ns.OLD_BOOKMARKS)));
        return iq;
    }

    private static IQ published() {
        IQ iq = new IQ(IQ.Type.get);
        iq.setChildElement("pubsub", Ns.PUBSUB).addElement("items").addAttribute("node", Ns.OLD_BOOKMARKS);
        return iq;
    }

    // That there is none such is an answer; that the server cannot say is none.
    private static boolean isOverdue(IQ answer) {
        return answer.getType() == IQ.Type.error && answer.getError() != null && (answer.getError().getType() == PacketError.Type.wait
            || answer.getError().getCondition() == PacketError.Condition.internal_server_error);
    }

    private static List<Element> storages(IQ answer) {
        Element child = answer.getType() == IQ.Type.error ? null : answer.getChildElement();
        if (child == null || !Xml.isShallow(child, DEEPEST)) {
            return List.of();
        }
        List<Element> storages = new ArrayList<>(Xml.children(child, "storage", Ns.OLD_BOOKMARKS));
        Xml.children(child, "items", Ns.PUBSUB).forEach(items -> Xml.children(items).forEach(item ->
            storages.addAll(Xml.children(item, "storage", Ns.OLD_BOOKMARKS))));
        return storages;
    }

    /** The address becomes the item's id, what else there is stays under its name. */
    static List<BookmarkStanza.Listing> convert(Element storage) {
        List<BookmarkStanza.Listing> listings = new ArrayList<>();
        for (Element old : Xml.children(storage, "conference", Ns.OLD_BOOKMARKS)) {
            Jids.bare(old.attributeValue("jid", "")).filter(room -> room.getNode() != null)
                .ifPresent(room -> listings.add(new BookmarkStanza.Listing(room.toString(), converted(old))));
        }
        return listings;
    }

    private static Element converted(Element old) {
        Element conference = DocumentHelper.createElement(QName.get("conference", Namespace.get(Ns.BOOKMARKS)));
        conference.addAttribute("name", old.attributeValue("name"));
        String autojoin = old.attributeValue("autojoin", "");
        conference.addAttribute("autojoin", Boolean.toString(autojoin.equals("true") || autojoin.equals("1")));
        for (String word : List.of("nick", "password")) {
            Element said = Xml.child(old, word, Ns.OLD_BOOKMARKS);
            if (said != null && !said.getText().isBlank()) {
                conference.addElement(word).setText(said.getText());
            }
        }
        List<Element> more = Xml.children(old).stream().filter(each -> !each.getNamespaceURI().equals(Ns.OLD_BOOKMARKS)).toList();
        if (!more.isEmpty()) {
            Element extensions = conference.addElement("extensions");
            more.forEach(each -> extensions.add(each.createCopy()));
        }
        return conference;
    }
}
