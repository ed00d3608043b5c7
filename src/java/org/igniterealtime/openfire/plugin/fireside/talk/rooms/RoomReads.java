package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.util.Optional;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.archive.Archive;
import org.igniterealtime.openfire.plugin.fireside.archive.Spoken;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.talk.reads.MessageName;
import org.igniterealtime.openfire.plugin.fireside.talk.reads.Reads;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.JID;

/** How far people have read in rooms: here, and with other clients, which tell it by a node (XEP-0490) or by a marker in the room (XEP-0333). */
final class RoomReads {
    /** Among so many messages the one is looked for that a marker calls by its sender's id. */
    private static final int LATELY = 100;
    private static final String LIKENESS = "like-";

    private final Platform platform;
    private final Bookmarks bookmarks;
    private final Reads reads;

    RoomReads(Platform platform, Bookmarks bookmarks, Reads reads) {
        this.platform = platform;
        this.bookmarks = bookmarks;
        this.reads = reads;
    }

    void register() {
        reads.on((username, chat, name) -> {
            if (name.by().equals(chat.toString())) {
                find(name.by(), name.id()).ifPresent(id -> read(username, name.by(), id));
            }
        });
    }

    /** Somebody has read a room up to a message. Blocks. */
    void read(String username, String room, long upTo) {
        Optional<Person> person = platform.sessions().person(username);
        if (person.isEmpty()) {
            bookmarks.readElsewhere(username, room, upTo);
        } else if (bookmarks.read(person.get(), room, upTo)) {
            platform.sessions().signal(username, new RoomsFeature.RowChanged(room, false, true));
            reads.read(username, room, () -> name(room, upTo));
        }
    }

    // The newest one that is not newer than that, by the id that the room gave it; a room that gives none has no name for it.
    private Optional<MessageName> name(String room, long upTo) {
        return platform.archive().room(room, upTo + 1, 1).stream().findFirst().map(Spoken::origin).filter(origin -> !origin.startsWith(LIKENESS))
            .map(origin -> new MessageName(room, origin));
    }

    /** A client of an account says in a room that it has displayed a message (XEP-0333 §4). From any thread. @param stanza what the room said */
    void marked(JID account, String room, Element stanza) {
        Element displayed = Xml.child(stanza, "displayed", Ns.MARKERS);
        String id = displayed == null ? "" : displayed.attributeValue("id", "");
        if (id.isEmpty() || !platform.server().isAccount(account)) {
            return;
        }
        platform.sessions().dataLane().call(room, () -> {
            find(room, id).ifPresent(upTo -> read(account.getNode(), room, upTo));
            return null;
        });
    }

    private Optional<Long> find(String room, String id) {
        return platform.archive().idInRoom(room, id).or(() -> platform.archive().room(room, Archive.NEWEST, LATELY).stream()
            .filter(said -> said.stanzaId().equals(id)).map(Spoken::id).findFirst());
    }
}
