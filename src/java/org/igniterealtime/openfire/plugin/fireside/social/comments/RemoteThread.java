package org.igniterealtime.openfire.plugin.fireside.social.comments;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Item;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Entry;
import org.igniterealtime.openfire.plugin.fireside.social.posts.EntryStanza;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Foot;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.igniterealtime.openfire.plugin.fireside.xmpp.NodeUri;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/**
 * The comments and likes of a post of another server, as its service has them, the oldest first. Who said something is who the
 * service says published it; where it does not say, the service itself.
 */
record RemoteThread(List<ThreadView.Told> said) {
    static final RemoteThread NONE = new RemoteThread(List.of());
    /** Items that are asked for, and taken. */
    static final int MOST = 500;

    private static final int DEEPEST = 100;
    private static final int LONGEST_ID = 255;
    private static final int COUNTER = (1 << 20) - 1;

    RemoteThread {
        said = List.copyOf(said);
    }

    /** Of an answer of whatever content. */
    static RemoteThread read(NodeUri node, IQ answer) {
        Element pubsub = answer.getType() == IQ.Type.result ? answer.getChildElement() : null;
        Element items = pubsub == null ? null : Xml.child(pubsub, "items", Ns.PUBSUB);
        List<ThreadView.Told> said = new ArrayList<>();
        if (items != null) {
            for (Element item : Xml.children(items, "item", Ns.PUBSUB)) {
                if (said.size() < MOST) {
                    told(node, item).ifPresent(said::add);
                }
            }
        }
        said.sort(Comparator.comparingLong(told -> told.item().created()));
        return new RemoteThread(said);
    }

    private static Optional<ThreadView.Told> told(NodeUri node, Element item) {
        String id = item.attributeValue("id", "");
        Element entry = Xml.child(item, "entry", Ns.ATOM);
        if (id.isEmpty() || id.length() > LONGEST_ID || entry == null || !Xml.isShallow(entry, DEEPEST)) {
            return Optional.empty();
        }
        String publisher = Jids.bare(item.attributeValue("publisher")).map(JID::toString).orElse(node.service().toString());
        return EntryStanza.parse(entry).map(read -> told(id, publisher, read));
    }

    private static ThreadView.Told told(String id, String publisher, Entry entry) {
        Instant time = entry.published().isBefore(Instant.EPOCH) ? Instant.EPOCH : entry.published();
        // As a page names it: the same each time it is read.
        long created = Stamp.at(time) + (id.hashCode() & COUNTER);
        return new ThreadView.Told(new Item(0, id, publisher, "", created, created), entry);
    }

    /** How much a cache pays for it. */
    int weight() {
        return 200 + said.stream().map(ThreadView.Told::entry).mapToInt(entry -> 500 + entry.title().length() + entry.text().length()
            + entry.html().length()).sum();
    }

    List<ThreadView.Told> comments() {
        return said.stream().filter(told -> !told.entry().like()).toList();
    }

    /** Who likes it, each once, the first first: bare JIDs. Nobody counts of whom the service does not say who he is. */
    Set<String> likers() {
        Set<String> likers = new LinkedHashSet<>();
        said.stream().filter(told -> told.entry().like()).map(told -> told.item().publisher()).filter(publisher -> publisher.indexOf('@') > 0)
            .forEach(likers::add);
        return likers;
    }

    Foot foot(String viewer) {
        Set<String> likers = likers();
        return new Foot(likers.size(), comments().size(), likers.contains(viewer));
    }

    /** The ids of somebody's likes. */
    List<String> likes(String who) {
        return said.stream().filter(told -> told.entry().like() && told.item().publisher().equals(who)).map(told -> told.item().id()).toList();
    }

    /** The ids of what a page names so. */
    List<String> ids(long created) {
        return said.stream().map(ThreadView.Told::item).filter(item -> item.created() == created).map(Item::id).toList();
    }

    RemoteThread with(String who, Entry entry) {
        List<ThreadView.Told> more = new ArrayList<>(without(entry.id()).said());
        more.add(told(entry.id(), who, entry));
        return new RemoteThread(more);
    }

    RemoteThread without(String id) {
        return new RemoteThread(said.stream().filter(told -> !told.item().id().equals(id)).toList());
    }
}
