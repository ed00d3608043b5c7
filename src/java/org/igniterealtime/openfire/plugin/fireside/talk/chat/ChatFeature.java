package org.igniterealtime.openfire.plugin.fireside.talk.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.igniterealtime.openfire.plugin.fireside.archive.Chat;
import org.igniterealtime.openfire.plugin.fireside.archive.Kept;
import org.igniterealtime.openfire.plugin.fireside.archive.Marked;
import org.igniterealtime.openfire.plugin.fireside.archive.Stored;
import org.igniterealtime.openfire.plugin.fireside.archive.WasRead;
import org.igniterealtime.openfire.plugin.fireside.desk.media.MediaFeature;
import org.igniterealtime.openfire.plugin.fireside.feature.Feature;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.page.Shell;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.session.Signals;
import org.igniterealtime.openfire.plugin.fireside.social.people.People;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Looking;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.Attention;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.Occasion;
import org.igniterealtime.openfire.plugin.fireside.talk.reads.Reads;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.xmpp.packet.JID;

/** Registers chat, and keeps the pages that show it as the archive has it. */
public final class ChatFeature implements Feature {
    /** Who has not said for so long that he still writes has stopped. */
    private static final Duration TYPING = Duration.ofSeconds(30);

    /** What has lain in the host's offline store longer than that draws nobody to it. */
    private static final Duration NEW = Duration.ofMinutes(1);

    /** What comes late waits so long for more of its kind. */
    private static final Duration GATHER = Duration.ofMillis(250);

    private record Talk(Session session, String peer) {
    }

    /** A row that is drawn once it is known whose face it has. */
    private record Row(Chat chat, boolean onTop) {
        Row then(Row newer) {
            return new Row(newer.chat, onTop || newer.onTop);
        }
    }

    private record Faceless(Session session, String peer) {
    }

    private final Supplier<People> everybody;
    private final MediaFeature media;
    private final Supplier<Attention> attention;
    private final Supplier<Reads> reads;
    // They expire, since a session may end without a word.
    private final Map<Talk, Runnable> writing = Caffeine.newBuilder().expireAfterWrite(TYPING.multipliedBy(2))
        .executor(Runnable::run).<Talk, Runnable>build().asMap();
    private final Map<Talk, Boolean> outOfOrder = Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1))
        .executor(Runnable::run).<Talk, Boolean>build().asMap();
    // Of several sessions of one person that a message is delivered to, one says that it came.
    private final Cache<String, Boolean> receipted = Caffeine.newBuilder().maximumSize(50_000)
        .expireAfterWrite(Duration.ofMinutes(10)).executor(Runnable::run).build();
    // Taken out again when the face is known; a session that ends before leaves its rows to the clock.
    private final Cache<Faceless, Row> awaited = Caffeine.newBuilder().maximumSize(50_000)
        .expireAfterWrite(Duration.ofMinutes(10)).executor(Runnable::run).build();
    private Platform platform;
    private People people;
    private ChatView view;
    private Regards regards;
    private Unread unread;
    private Outbox outbox;

    public ChatFeature(Supplier<People> everybody, MediaFeature media, Supplier<Attention> attention, Supplier<Reads> reads) {
        this.everybody = everybody;
        this.media = media;
        this.attention = attention;
        this.reads = reads;
    }

    /** For the features that send messages; there once this feature has registered. */
    public Outbox outbox() {
        return outbox;
    }

    /** Has some addresses in messages lead to places of ours. */
    public void inside(Inside inside) {
        view.inside(inside);
    }

    @Override
    public void register(Platform rooms) {
        platform = rooms;
        people = everybody.get();
        regards = new Regards(new RegardStore(rooms.database()));
        unread = new Unread(rooms.archive(), regards);
        LinkCards cards = new LinkCards(rooms, media.cards());
        cards.register();
        view = new ChatView(rooms, people, unread, media, cards, regards);
        new ChatRegards(rooms, regards, view).register();
        new ChatReads(rooms, reads.get()).register();
        rooms.shell().place("chats", view);
        rooms.nav().add("chats", 1, "nav.chats", "message-circle", unread::total);
        rooms.sessions().prepare(unread::read);
        outbox = new Outbox(rooms, media.media());
        new ChatActions(rooms, view, outbox).register();
        new Looking<>(new ChatTalk(rooms.archive(), view, cards), rooms.views(), "chats", "chat").register(rooms.actions());
        List.of(Ns.CHAT_STATES, Ns.RECEIPTS, Ns.MARKERS, Ns.CORRECTION, Ns.RETRACTION, Ns.REACTIONS, Ns.REPLY, Ns.FALLBACK, Ns.STANZA_ID, Ns.STYLING).forEach(rooms.disco()::add);
        rooms.events().on(Stored.class, this::counted);
        rooms.events().on(Marked.class, marked -> rooms.sessions().signal(marked.owner(), marked));
        rooms.events().on(WasRead.class, read -> count(read.chat(), read));
        rooms.signals().on(Counted.class, this::recount);
        rooms.signals().on(Stored.class, this::stored);
        rooms.signals().on(Marked.class, this::marked);
        rooms.signals().on(WasRead.class, (session, read) -> showRow(session, read.chat(), false));
        rooms.signals().on(Signals.MessageSeen.class, this::messageSeen);
        rooms.signals().on(Signals.PresenceSeen.class, (session, seen) -> faceChanged(session, seen.contact()));
        rooms.signals().on(Signals.RosterSeen.class, this::rosterSeen);
    }

    // ---- what the archive tells: counted once a person, shown by each of his sessions

    private record Counted() {
    }

    private void counted(Stored stored) {
        platform.sessions().person(stored.message().owner()).ifPresent(person -> {
            Chat chat = stored.chat() != null ? stored.chat() : uncounted(person, stored.message());
            count(chat, new Stored(stored.message(), chat));
            if (!stored.message().outgoing() && chat.unread() > 0 && !regards.isMuted(person, chat.peer()) && stored.message().at().isAfter(Instant.now().minus(NEW))) {
                attention.get().draw(person, new Place("chats", chat.peer()), locale -> new Occasion(
                    people.remembered(person, chat.peer()).map(Face::name).orElse(chat.peer()), platform.archive().preview(stored.message()).text()));
            }
        });
    }

    private void count(Chat chat, Object signal) {
        platform.sessions().person(chat.owner()).ifPresent(person -> {
            boolean changed = unread.set(person, chat.peer(), chat.unread());
            platform.sessions().signal(chat.owner(), signal);
            if (changed) {
                platform.sessions().signal(chat.owner(), new Counted());
            }
        });
    }

    private void recount(Session session, Counted counted) {
        session.once(Counted.class, () -> platform.shell().recount(session));
    }

    private void stored(Session session, Stored stored) {
        Kept message = stored.message();
        eachWith(session, message.peer(), (page, showing) -> append(message, page, showing));
        if (!message.outgoing()) {
            stopsTyping(session, message.peer());
        }
        if (message.id() < stored.chat().last()) {
            putInOrder(session, message.peer());
        }
        showRow(session, stored.chat(), true);
    }

    private void append(Kept message, Page page, ChatView.Showing showing) {
        if (showing.sight().isLive()) {
            page.patch(view.appended(message, showing.name(), page.locale()));
        }
        if (showing.sight().hasInThread(message.id(), message.bearing().root())) {
            page.patch(view.inThread(message, true, showing.name(), page.locale()));
        }
    }

    // What the host kept while we were away comes after newer messages; the page shows it at its own time.
    private void putInOrder(Session session, String peer) {
        if (outOfOrder.putIfAbsent(new Talk(session, peer), true) == null) {
            drawAgainSoon(session, peer);
        }
    }

    private void drawAgainSoon(Session session, String peer) {
        platform.sessions().clock().after(GATHER, () -> session.run(() -> {
            outOfOrder.remove(new Talk(session, peer));
            eachWith(session, peer, (page, showing) -> platform.shell().refresh(session, page, false));
        }));
    }

    // While the database is down nobody counts but we.
    private Chat uncounted(Person person, Kept message) {
        int count = message.outgoing() ? 0 : unread.of(person, message.peer()) + 1;
        return new Chat(message.owner(), message.peer(), message.id(), platform.archive().preview(message), message.outgoing(), count, 0);
    }

    private void marked(Session session, Marked marked) {
        eachWith(session, marked.peer(), (page, showing) -> marked.messages().forEach(message -> {
            page.patch(view.replaced(message, showing.name(), page.locale()));
            if (showing.sight().hasInThread(message.id(), message.bearing().root())) {
                page.patch(view.inThread(message, false, showing.name(), page.locale()));
            }
        }));
    }

    private record RowOf(String peer, boolean onTop) {
    }

    private void showRow(Session session, Chat chat, boolean onTop) {
        if (!Shell.mayShow(session, ChatView.Showing.class)) {
            return;
        }
        Faceless key = new Faceless(session, chat.peer());
        Row row = new Row(chat, onTop);
        // A newer row must not be drawn before an older one that still waits for the face.
        if (awaited.asMap().computeIfPresent(key, (same, older) -> older.then(row)) != null) {
            return;
        }
        if (people.remembered(session.person(), chat.peer()).isPresent()) {
            session.once(new RowOf(chat.peer(), onTop), () -> patchRow(session, chat, onTop));
            return;
        }
        awaited.put(key, row);
        session.then(session.data("faces", () -> people.face(session.person(), new JID(chat.peer()))), (face, fault) -> {
            Row newest = awaited.asMap().remove(key);
            if (newest != null) {
                patchRow(session, newest.chat(), newest.onTop());
            }
        });
    }

    private void patchRow(Session session, Chat chat, boolean onTop) {
        Shell.each(session, ChatView.Showing.class, (page, showing) -> {
            page.patch(view.row(session.person(), chat, showing, onTop, page.locale()));
        });
    }

    // ---- what was delivered to the session

    private void messageSeen(Session session, Signals.MessageSeen seen) {
        if (!seen.error().isEmpty()) {
            // Only whom it went to, or our server, can say so (RFC 6120 §8.3.1). COMPAT: Openfire 4.2 lets the sender say it of what somebody blocks.
            boolean ours = seen.contact().isEmpty() || seen.contact().equals(platform.server().domain()) || seen.contact().equals(session.person().jid().toString());
            platform.archive().failed(session.person().username(), ours ? null : seen.contact(), seen.id(), seen.error());
            return;
        }
        if (seen.text() && seen.wantsReceipt() && !seen.id().isEmpty()) {
            receipt(session, seen);
        }
        if (seen.chatState().equals("composing") && !seen.text()) {
            startsTyping(session, seen.contact());
        } else if (!seen.chatState().isEmpty()) {
            stopsTyping(session, seen.contact());
        }
    }

    private void receipt(Session session, Signals.MessageSeen seen) {
        String key = session.person().username() + ' ' + seen.from() + ' ' + seen.id();
        if (receipted.asMap().putIfAbsent(key, true) != null) {
            return;
        }
        JID from = new JID(seen.from());
        session.data("trust", () -> platform.rosters().showsPresence(session.person().username(), from)).thenAccept(trusted -> {
            if (trusted) {
                session.send(ChatStanza.receipt(from, seen.id()), "chat " + seen.contact());
            }
        });
    }

    private void startsTyping(Session session, String peer) {
        if (session.pages().stream().noneMatch(page -> page.loading() || shows(page, peer))) {
            return;
        }
        Talk key = new Talk(session, peer);
        Runnable callOff = platform.sessions().clock().after(TYPING, () -> {
            // Here, not in the mailbox: that of a session that has ended runs nothing, and the session would stay in the map.
            writing.remove(key);
            session.run(() -> showTyping(session, peer, false));
        });
        Runnable before = writing.put(key, callOff);
        if (before == null) {
            showTyping(session, peer, true);
        } else {
            before.run();
        }
    }

    private void stopsTyping(Session session, String peer) {
        Runnable callOff = writing.remove(new Talk(session, peer));
        if (callOff != null) {
            callOff.run();
            showTyping(session, peer, false);
        }
    }

    private void showTyping(Session session, String peer, boolean typing) {
        eachWith(session, peer, (page, showing) -> page.patch(view.typing(typing, showing.name(), page.locale())));
    }

    private static boolean shows(Page page, String peer) {
        return ChatView.shown(page).map(showing -> showing.peer().equals(peer)).orElse(false);
    }

    // ---- who they are

    private void faceChanged(Session session, String peer) {
        Optional<Face> face = people.remembered(session.person(), peer);
        if (face.isEmpty()) {
            return;
        }
        Shell.each(session, ChatView.Showing.class, (page, showing) -> {
            if (showing.rows().has(peer)) {
                page.patch(view.mark(face.get(), page.locale()));
            }
            if (showing.peer().equals(peer)) {
                page.patch(view.head(session.person(), peer, face.get(), page.locale()));
            }
        });
    }

    private void rosterSeen(Session session, Signals.RosterSeen seen) {
        eachWith(session, seen.contact(), (page, showing) -> platform.shell().refresh(session, page, true));
    }

    private static void eachWith(Session session, String peer, BiConsumer<Page, ChatView.Showing> change) {
        Shell.each(session, ChatView.Showing.class, (page, showing) -> {
            if (showing.peer().equals(peer)) {
                change.accept(page, showing);
            }
        });
    }
}
