package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.IQ;

/**
 * Keeps a person's rooms the same here and in his other clients: what their node says counts. What is listed here before there is such
 * a node is told to them.
 */
final class BookmarkSync {
    private static final Logger LOG = LoggerFactory.getLogger(BookmarkSync.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private record Telling(String owner, String room) {
    }

    private final Bookmarks bookmarks;
    // What has become another here and is on its way to the node, until it has been taken: what is read before is older.
    private final Map<Telling, Bookmark> changing = Caffeine.newBuilder().expireAfterWrite(SETTLED).executor(Runnable::run)
        .<Telling, Bookmark>build().asMap();
    // What is listed here and on its way to the node, until it is seen there or has failed. That it was taken does not say that who
    // reads sees it already.
    private final Set<Telling> telling = Collections.newSetFromMap(Caffeine.newBuilder().expireAfterWrite(SETTLED).executor(Runnable::run)
        .<Telling, Boolean>build().asMap());

    BookmarkSync(Bookmarks bookmarks) {
        this.bookmarks = bookmarks;
    }

    /**
     * What has become of the rooms that were listed before.
     *
     * @param now all that are listed; those that are known here where the node cannot be read
     * @param gone those that are not any more
     */
    record Outcome(List<Bookmark> now, List<String> gone) {
    }

    /** Reads the node, at a log-in; before that, once an account, what is listed the old way. */
    CompletionStage<Outcome> begin(Session session) {
        String owner = session.person().username();
        return session.data("rooms", () -> bookmarks.isTakenOver(owner)).thenCompose(known -> known ? read(session) : takeOver(session));
    }

    // Where the old list cannot be read now it is for the next log-in.
    private CompletionStage<Outcome> takeOver(Session session) {
        return OldBookmarks.read(session).exceptionally(fault -> Optional.empty()).thenCompose(old -> session.ask(BookmarkStanza.all(), PATIENCE)
            .thenCompose(answer -> session.data("rooms", () -> {
                if (old.isPresent() && (answer.getType() == IQ.Type.result || isMissing(answer))) {
                    takeOver(session, old.get(), answer);
                }
                return session.person();
            }))).thenCompose(any -> read(session));
    }

    // What the node has counts for more; what nobody lists there yet goes there, with all that was said of it.
    private void takeOver(Session session, List<BookmarkStanza.Listing> old, IQ answer) {
        Person person = session.person();
        for (BookmarkStanza.Listing listing : old) {
            if (before(answer, listing.room()).isEmpty() && bookmarks.find(person, listing.room()).isEmpty()) {
                announce(session, listing.room());
                Bookmark bookmark = listing.bookmark(fresh(person, listing.room()));
                bookmarks.save(person, bookmark);
                publish(session, bookmark, Optional.of(listing.conference()));
            }
        }
        bookmarks.takenOver(person.username());
    }

    private static Bookmark fresh(Person person, String room) {
        return Bookmark.of(room, "", nick(person));
    }

    /** Reads the node, when it has changed. */
    CompletionStage<Outcome> read(Session session) {
        return session.ask(BookmarkStanza.all(), PATIENCE).handle((answer, fault) -> {
            boolean missing = fault == null && answer.getType() == IQ.Type.error && isMissing(answer);
            if (fault != null || answer.getType() == IQ.Type.error && !missing) {
                LOG.debug("The bookmarks of {} cannot be read", session.person().username(), fault);
            }
            Element items = fault == null && answer.getType() == IQ.Type.result ? Xml.child(answer.getChildElement(), "items", Ns.PUBSUB) : null;
            return session.data("rooms", () -> items != null ? taken(session.person(), BookmarkStanza.read(items), isWhole(answer, items)) : told(session, missing));
        }).thenCompose(outcome -> outcome);
    }

    private static boolean isMissing(IQ answer) {
        Element error = answer.getElement().element("error");
        return error != null && error.element("item-not-found") != null;
    }

    private Outcome told(Session session, boolean missing) {
        List<Bookmark> ours = known(session.person());
        if (missing) {
            ours.forEach(each -> publish(session, each));
        }
        return new Outcome(ours, List.of());
    }

    // Of a list so long that it comes in pages, what is not in the first one is not gone (XEP-0059 §2.6).
    private static boolean isWhole(IQ answer, Element items) {
        return Xml.child(answer.getChildElement(), "set", Ns.RSM) == null && items.elements().size() <= BookmarkStore.MOST;
    }

    private Outcome taken(Person person, List<BookmarkStanza.Listing> there, boolean whole) {
        Map<String, Bookmark> ours = new HashMap<>();
        known(person).forEach(each -> ours.put(each.room(), each));
        for (BookmarkStanza.Listing listing : there) {
            giveUp(person, listing.room());
            Bookmark known = ours.remove(listing.room());
            Bookmark said = listing.bookmark(known == null ? fresh(person, listing.room()) : known);
            Bookmark changed = changing.get(new Telling(person.username(), listing.room()));
            if (!said.equals(known) && (changed == null || changed.isTold(said))) {
                bookmarks.save(person, said);
            }
        }
        List<String> gone = !whole ? List.of() : ours.keySet().stream().filter(room -> !telling.contains(new Telling(person.username(), room))).toList();
        gone.forEach(room -> bookmarks.remove(person, room));
        return new Outcome(known(person), gone);
    }

    private List<Bookmark> known(Person person) {
        return bookmarks.of(person).stream().map(Bookmarks.Listed::bookmark).toList();
    }

    private static String nick(Person person) {
        return person.name().isBlank() ? person.username() : person.name();
    }

    /** Is about to keep and then to tell of a room; until it is told, the node's silence means nothing. */
    void announce(Session session, String room) {
        telling.add(new Telling(session.person().username(), room));
    }

    /** What was announced is on its way no more. */
    void giveUp(Person person, String room) {
        telling.remove(new Telling(person.username(), room));
    }

    /** Is about to change a room that is listed; until its node has that, what the node says of it is older. */
    void change(Session session, Bookmark bookmark) {
        changing.put(new Telling(session.person().username(), bookmark.room()), bookmark);
        publish(session, bookmark);
    }

    /** Tells the other clients of a room that was listed or changed here. */
    void publish(Session session, Bookmark bookmark) {
        publish(session, bookmark, Optional.empty());
    }

    // Into what is there of it, or into what is known of it otherwise.
    private void publish(Session session, Bookmark bookmark, Optional<Element> otherwise) {
        announce(session, bookmark.room());
        session.ask(BookmarkStanza.create(), PATIENCE)
            .thenCompose(made -> session.ask(BookmarkStanza.all(), PATIENCE))
            .thenCompose(all -> session.ask(BookmarkStanza.publish(bookmark, before(all, bookmark.room()).or(() -> otherwise)), PATIENCE))
            .whenComplete((done, fault) -> {
                changing.remove(new Telling(session.person().username(), bookmark.room()), bookmark);
                if (fault != null || done.getType() == IQ.Type.error) {
                    giveUp(session.person(), bookmark.room());
                    LOG.debug("{} is not among the bookmarks of {}", bookmark.room(), session.person().username(), fault);
                }
            });
    }

    private static Optional<Element> before(IQ all, String room) {
        Element items = all.getType() == IQ.Type.error ? null : Xml.child(all.getChildElement(), "items", Ns.PUBSUB);
        return items == null ? Optional.empty() : BookmarkStanza.read(items).stream().filter(listing -> listing.room().equals(room))
            .map(BookmarkStanza.Listing::conference).findFirst();
    }

    /** Tells them of one that is listed no more. */
    CompletableFuture<IQ> retract(Session session, String room) {
        return session.ask(BookmarkStanza.retract(room), PATIENCE);
    }
}
