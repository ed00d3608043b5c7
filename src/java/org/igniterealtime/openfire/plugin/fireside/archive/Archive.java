package org.igniterealtime.openfire.plugin.fireside.archive;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.event.Subscription;
import org.igniterealtime.openfire.plugin.fireside.host.Server;
import org.igniterealtime.openfire.plugin.fireside.route.LateMessage;
import org.igniterealtime.openfire.plugin.fireside.route.RoutedMessage;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;
import org.xmpp.packet.JID;

/**
 * The messages of local accounts, one archive an account. What comes in by {@link RoutedMessage} events is written
 * behind, in order; what a page sends is written first ({@link #send}) and routed after, so that an acknowledged message
 * is on disk and a refused one has gone nowhere. {@link Stored}, {@link Marked} and {@link WasRead} tell what is kept.
 */
public final class Archive implements AutoCloseable {
    /** Newer than any message. */
    public static final long NEWEST = Long.MAX_VALUE;
    private static final int STEP = 500;
    /** Characters of what makes a message of a room itself. */
    private static final int ORIGIN = 128;

    private final Database database;
    private final Events events;
    private final Server server;
    private final Stamp stamp;
    private final ArchiveStore store = new ArchiveStore();
    private final RoomStore rooms = new RoomStore();
    private final ArchiveWriter writer;
    private final Preview.Previews previews;
    private final WriteAhead ahead = new WriteAhead();
    private final RoomLines lines;
    private volatile Earlier earlier;
    private final Subscription routed;
    private final Subscription late;

    /**
     * @param spool the file that takes what comes while the database is down
     * @param spoolBytes how large it may grow
     * @param previews says what the lists of chats say of a message
     * @param elsewhere does on another thread what may block
     */
    public Archive(Database database, Events events, Server server, Stamp stamp, Admission admission, Path spool,
                   LongSupplier spoolBytes, Preview.Previews previews, Function<Callable<Boolean>, CompletableFuture<Boolean>> elsewhere) {
        this.database = database;
        this.events = events;
        this.server = server;
        this.stamp = stamp;
        this.writer = new ArchiveWriter(database, store, events, admission, new Spool(spool, spoolBytes),
            previews, elsewhere::apply);
        this.previews = previews;
        this.lines = new RoomLines(events, previews);
        this.routed = events.on(RoutedMessage.class, this::routed);
        this.late = events.on(LateMessage.class, this::late);
    }

    public void open() {
        writer.start();
    }

    /**
     * Keeps a message that a page sends, before it is routed.
     *
     * @param reference of the page's action; the message travels with it as its id. The same reference again is the
     *     same message: it is kept once
     * @param stanza the whole of it as XML, where it is more than its text; or empty
     * @return the message once it is committed and on disk, or an {@link Outage}; {@code fresh} is false for one that
     *     had been kept before, which must not be routed again
     */
    public CompletableFuture<Sent> send(String owner, JID peer, String reference, String body, String stanza) {
        return send(owner, peer, reference, body, stanza, Meaning.WORDS);
    }

    /** The same of a message that is about another one. */
    public CompletableFuture<Sent> send(String owner, JID peer, String reference, String body, String stanza, Meaning meaning) {
        // Numbered and queued as one, so that the order of ids is the order of writing.
        synchronized (writer) {
            Kept message = new Kept(stamp.next(), owner, peer.toBareJID(), true, reference, reference, body, stanza,
                Kept.State.SENT, "");
            ahead.add(message);
            return writer.keep(message, meaning).whenComplete((sent, outage) -> {
                if (outage != null || !sent.fresh()) {
                    ahead.drop(message);
                }
            });
        }
    }

    /** What {@link #send} made. */
    public record Sent(Kept message, boolean fresh) {
    }

    /** The number of a message that was kept before it is routed ({@link #send}). */
    public OptionalLong numbered(JID sender, String stanzaId) {
        return server.isAccount(sender) ? ahead.find(sender.getNode(), stanzaId).map(Kept::id).map(OptionalLong::of).orElse(OptionalLong.empty())
            : OptionalLong.empty();
    }

    private void routed(RoutedMessage message) {
        String from = message.from().toBareJID();
        String to = message.to().toBareJID();
        if (from.length() > Jids.MOST || to.length() > Jids.MOST) {
            writer.skipped();
            return;
        }
        boolean sentHere = server.isAccount(message.from());
        boolean sentToUs = server.isAccount(message.to());
        Optional<Kept> written = sentHere ? ahead.take(message.from().getNode(), message.stanzaId()) : Optional.empty();
        if (!message.body().isEmpty() || message.meaning().isMore()) {
            long id = written.map(Kept::id).orElse(message.id());
            if (sentHere && written.isEmpty()) {
                writer.keepLater(new Change.Message(kept(message, id, message.from().getNode(), to, true), message.meaning()));
            }
            if (sentToUs && !from.equals(to)) {
                writer.keepLater(new Change.Message(kept(message, id, message.to().getNode(), from, false), message.meaning()));
            }
        }
        marks(message, sentHere, sentToUs, from, to);
    }

    private void marks(RoutedMessage message, boolean sentHere, boolean sentToUs, String from, String to) {
        if (sentToUs && !message.receiptOf().isEmpty()) {
            writer.keepLater(new Change.State(message.to().getNode(), from, message.receiptOf(), Kept.State.DELIVERED, ""));
        }
        if (sentToUs && !message.displayed().isEmpty()) {
            writer.keepLater(new Change.Displayed(message.to().getNode(), from, message.displayed()));
        }
        if (sentHere && !message.displayed().isEmpty()) {
            writer.keepLater(new Change.Read(message.from().getNode(), to, 0, message.displayed()));
        }
    }

    // What was stored while the plugin was away is nowhere else once it has been handed out.
    private void late(LateMessage message) {
        String peer = message.from().toBareJID();
        if (!server.isAccount(message.to()) || peer.equals(message.to().toBareJID())) {
            return;
        }
        if (peer.length() > Jids.MOST) {
            writer.skipped();
            return;
        }
        boolean told = message.id() > 0;
        String origin = told ? Long.toHexString(message.id()) : Kept.LATE + Integer.toHexString(Objects.hash(peer, message.stanzaId(), message.body())) + '-'
            + Long.toHexString(message.at().toEpochMilli());
        writer.keepLater(new Change.Late(new Kept(told ? message.id() : Stamp.at(message.at()), message.to().getNode(), peer, false, origin,
            bounded(message.stanzaId()), message.body(), message.stanza(), Kept.State.SENT, ""), message.meaning()));
    }

    private static Kept kept(RoutedMessage message, long id, String owner, String peer, boolean outgoing) {
        return new Kept(id, owner, peer, outgoing, Long.toHexString(id), bounded(message.stanzaId()), message.body(),
            message.stanza(), Kept.State.SENT, "");
    }

    private static String bounded(String stanzaId) {
        return stanzaId.length() <= Jids.MOST ? stanzaId : "";
    }

    /** A message that the owner sent came back as an error (RFC 6120 §8.3); its archive says so from now on. @param peer to whom, or null where our own server says it */
    public void failed(String owner, String peer, String stanzaId, String condition) {
        writer.keepLater(new Change.State(owner, peer, bounded(stanzaId), Kept.State.FAILED, condition));
    }

    /** What lists and quotes say of a message. */
    public Preview preview(Kept message) {
        return Preview.of(message, previews);
    }

    /** Likewise of one of a room. */
    public Preview preview(Spoken message) {
        return Preview.of(message, previews);
    }

    /** The owner has read a chat up to a message. */
    public void read(String owner, String peer, long id) {
        writer.keepLater(new Change.Read(owner, peer, id, ""));
    }

    /** A page of a chat, newest first. Blocks. */
    public List<Kept> page(String owner, String peer, long before, int most) {
        return database.readPrepared(prepared -> store.page(prepared, owner, peer, before, most));
    }

    /** What came after a message of a chat, oldest first. Blocks. */
    public List<Kept> after(String owner, String peer, long after, int most) {
        return database.readPrepared(prepared -> store.after(prepared, owner, peer, after, most));
    }

    /** One message of a chat. Blocks. */
    public Optional<Kept> find(String owner, String peer, long id) {
        return database.readPrepared(prepared -> store.byId(prepared, owner, id)).filter(each -> each.peer().equals(peer) && each.bearing().kind() == Meaning.Kind.WORDS);
    }

    /** The answers of a thread, oldest first. Blocks. @param root the message with which it began */
    public List<Kept> thread(String owner, long root, int most) {
        return database.readPrepared(prepared -> store.thread(prepared, owner, root, most));
    }

    /** One message by the id it travelled with. Blocks. */
    public Optional<Kept> byStanzaId(String owner, String peer, String stanzaId, boolean outgoing) {
        return database.readPrepared(prepared -> store.byStanzaId(prepared, owner, peer, stanzaId, outgoing));
    }

    /** The newest chats. Blocks. */
    public List<Chat> chats(String owner, long before, int most) {
        return database.readPrepared(prepared -> store.chats(prepared, owner, before, most));
    }

    /** One chat; one without messages when there is none yet. Blocks. */
    public Chat chat(String owner, String peer) {
        return database.readPrepared(prepared -> store.chat(prepared, owner, peer)).orElse(Chat.none(owner, peer));
    }

    /** The chats with something unread, newest first. Blocks. */
    public List<Chat> unread(String owner, int most) {
        return database.readPrepared(prepared -> store.unread(prepared, owner, most));
    }

    // ---- rooms

    /**
     * Keeps what a room said, later; {@link Said} tells when it is kept, {@link Revised} what it changed. The id of one that comes
     * now is made here, in order.
     */
    public void said(Spoken message, Meaning meaning) {
        if (message.id() == 0 || earlier == null || !earlier.takes(message, meaning)) {
            saidIndeed(message, meaning);
        }
    }

    /** Likewise, whoever brings what was said before. */
    public void saidIndeed(Spoken message, Meaning meaning) {
        synchronized (writer) {
            Spoken numbered = message.id() > 0 ? message : message.withId(stamp.next());
            boolean fits = numbered.room().length() <= Jids.MOST && numbered.nick().length() <= Jids.MOST && numbered.origin().length() <= ORIGIN;
            if (fits) {
                writer.keepLater(new Change.Said(numbered, meaning));
            } else {
                writer.skipped();
            }
        }
    }

    /** Has what rooms said before brought here. */
    public void bring(Earlier earlierOnes) {
        earlier = earlierOnes;
    }

    /** Keeps what a room said before anybody here kept it, of which {@link TakenOver} tells. What is kept already is left out. Blocks. @return how many are new */
    public int takeOver(List<Spoken> messages) {
        List<Spoken> fresh = database.writePrepared(prepared -> {
            List<Spoken> added = new ArrayList<>();
            for (Spoken message : messages) {
                if (!rooms.isKnown(prepared, message)) {
                    added.add(rooms.add(prepared, message, preview(message)));
                }
            }
            return added;
        });
        events.publish(new TakenOver(fresh));
        return fresh.size();
    }

    /** A page of what a room said, newest first. Blocks. */
    public List<Spoken> room(String room, long before, int most) {
        if (earlier != null) {
            earlier.bring(room);
        }
        return database.readPrepared(prepared -> rooms.page(prepared, room, before, most));
    }

    /** What lists say of the newest message of a room, from memory where it is known. Blocks where it is not. */
    public Optional<RoomLine> line(String room) {
        if (earlier != null) {
            earlier.bring(room);
        }
        return lines.of(room, () -> database.readPrepared(prepared -> rooms.page(prepared, room, NEWEST, 1)).stream().findFirst());
    }

    /** The message to which a room gave an id. Blocks. */
    public Optional<Long> idInRoom(String room, String origin) {
        return database.readPrepared(prepared -> rooms.byOrigin(prepared, room, origin)).map(Spoken::id);
    }

    /** What a room said after a message, oldest first. Blocks. */
    public List<Spoken> roomAfter(String room, long after, int most) {
        return database.readPrepared(prepared -> rooms.after(prepared, room, after, most));
    }

    /** One message of a room. Blocks. */
    public Optional<Spoken> findInRoom(String room, long id) {
        return database.readPrepared(prepared -> rooms.byId(prepared, room, id)).filter(each -> each.bearing().kind() == Meaning.Kind.WORDS);
    }

    /** Whether somebody has said something with an id in a room before. Blocks. @param sender bare JID */
    public boolean isInRoom(String room, String stanzaId, String sender) {
        return database.readPrepared(prepared -> rooms.byStanzaId(prepared, room, stanzaId)).stream().anyMatch(each -> each.sender().equals(sender));
    }

    /** The answers of a thread, oldest first. Blocks. @param root the message with which it began */
    public List<Spoken> roomThread(String room, long root, int most) {
        return database.readPrepared(prepared -> rooms.thread(prepared, room, root, most));
    }

    /** How much a room has said after a message, counted up to a bound. Blocks. */
    public int countRoom(String room, long after, int most) {
        return database.readPrepared(prepared -> rooms.count(prepared, room, after, most));
    }

    /** Removes what a room said. Blocks. */
    public void forgetRoom(String room) {
        database.writePrepared(prepared -> {
            rooms.forget(prepared, room);
            return null;
        });
        lines.forget(room);
    }

    /** What it has, for who looks for something. */
    public Contents contents() {
        return new Contents(database, store, rooms);
    }

    // ---- what goes

    /** Removes what is older, in small transactions. Blocks. */
    public void expire(Instant before) {
        int removed;
        do {
            removed = database.writePrepared(prepared -> store.expire(prepared, Stamp.at(before), STEP) + rooms.expire(prepared, Stamp.at(before), STEP));
        } while (removed >= STEP);
        lines.forgetAll();
    }

    /** Removes an account's archive. Blocks. */
    public void forget(String owner) {
        database.writePrepared(prepared -> {
            store.forget(prepared, owner);
            return null;
        });
    }

    /** Whether the database could not be written when last tried. */
    public boolean down() {
        return writer.down();
    }

    /** Bytes waiting on disk for the database to come back. */
    public long spooled() {
        return writer.spooled();
    }

    /** Changes lost since the spool was full, and messages left out since an address was too long. */
    public long lost() {
        return writer.lost();
    }

    /** Writes what is queued, then ends. */
    @Override
    public void close() {
        routed.close();
        late.close();
        lines.close();
        writer.close();
    }
}
