package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Attachment;
import org.igniterealtime.openfire.plugin.fireside.desk.media.AttachmentForm;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.muc.Rooms;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Cursor;
import org.igniterealtime.openfire.plugin.fireside.talk.words.Whole;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;
import org.xmpp.packet.JID;

/** What a page may do with rooms: go in, make one, leave, say something, read. */
final class RoomActions {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_PASSWORD = 200;
    private static final int SLUG = 40;

    private final Platform platform;
    private final Rooms rooms;
    private final Entrance entrance;
    private final Making making;
    private final Bookmarks bookmarks;
    private final BookmarkSync sync;
    private final RoomOutbox outbox;
    private final RoomView view;
    private final RoomReads reads;
    private final Remarks remarks;

    RoomActions(Platform platform, Rooms rooms, Entrance entrance, Bookmarks bookmarks, BookmarkSync sync, RoomOutbox outbox, RoomView view,
                RoomReads reads) {
        this.platform = platform;
        this.rooms = rooms;
        this.entrance = entrance;
        this.making = new Making(rooms, entrance);
        this.bookmarks = bookmarks;
        this.sync = sync;
        this.outbox = outbox;
        this.view = view;
        this.reads = reads;
        this.remarks = new Remarks(platform, rooms, outbox);
    }

    void register() {
        platform.actions().on("rooms/create", this::create);
        on("rooms/join", this::join);
        on("rooms/leave", this::leave);
        on("rooms/send", this::send);
        on("rooms/read", this::read);
        Whole.register(platform, "rooms/whole", view::whole);
        remarks.register();
    }

    @FunctionalInterface
    private interface With {
        CompletionStage<Optional<Refusal>> act(Session session, Page page, JID room, Call call);
    }

    private void on(String name, With with) {
        platform.actions().on(name, (session, page, call) -> Jids.bare(call.field("to")).filter(room -> room.getNode() != null)
            .map(room -> with.act(session, page, room, call))
            .orElseGet(() -> Action.refused(Refusal.invalid("rooms.badAddress"))));
    }

    // ---- in and out

    private CompletionStage<Optional<Refusal>> join(Session session, Page page, JID room, Call call) {
        String password = XmlText.clean(call.field("password"));
        if (password.length() > LONGEST_PASSWORD) {
            return Action.refused(Refusal.of(Refusal.Kind.FORBIDDEN, "rooms.wrongPassword"));
        }
        String nick = nick(session.person(), call.field("nick"));
        return session.data("rooms", () -> wanted(session.person(), room, call.field("nick").isBlank() ? "" : nick, password)
            .map(known -> known.nick().isEmpty() ? known.enteredAs(nick, password) : known))
            .thenCompose(as -> as.isEmpty() ? Action.refused(tooMany()) : entrance.enter(session, room, as.get().nick(), as.get().password())
                .thenCompose(refused -> refused.isPresent() ? refused(session, page, room, refused.get()) : keep(session, page, room, as.get())));
    }

    // The room's own place asks for the password.
    private CompletionStage<Optional<Refusal>> refused(Session session, Page page, JID room, Refusal why) {
        if (!why.key().equals(Entrance.LOCKED)) {
            return Action.refused(why);
        }
        session.run(() -> platform.shell().move(session, page, new Place("rooms", room.toString())));
        return Action.done();
    }

    // As it will be listed; nothing where the list is full. Blocks.
    private Optional<Bookmark> wanted(Person person, JID room, String nick, String password) {
        Optional<Bookmark> known = bookmarks.find(person, room.toString()).map(Bookmarks.Listed::bookmark);
        if (known.isEmpty() && isFull(person)) {
            return Optional.empty();
        }
        Bookmark before = known.orElseGet(() -> Bookmark.of(room.toString(), "", nick));
        return Optional.of(before.enteredAs(nick.isEmpty() ? before.nick() : nick, password));
    }

    private boolean isFull(Person person) {
        return bookmarks.of(person).size() >= BookmarkStore.MOST;
    }

    private static Refusal tooMany() {
        return Refusal.of(Refusal.Kind.TOO_MANY, "rooms.tooMany", BookmarkStore.MOST);
    }

    private CompletionStage<Optional<Refusal>> keep(Session session, Page page, JID room, Bookmark bookmark) {
        sync.announce(session, bookmark.room());
        return session.data("rooms", () -> {
            bookmarks.save(session.person(), bookmark);
            platform.sessions().signal(session.person().username(), new RoomsFeature.ListChanged());
            sync.publish(session, bookmark);
            return Optional.<Refusal>empty();
        }).whenComplete((kept, fault) -> {
            if (fault != null) {
                sync.giveUp(session.person(), bookmark.room());
            }
        }).whenComplete((kept, fault) -> session.run(() -> platform.shell().move(session, page, new Place("rooms", room.toString()))));
    }

    /** The name that is wanted, or a person's own. */
    static String nick(Person person, String wanted) {
        String nick = XmlText.clean(wanted).strip();
        String name = nick.isEmpty() ? person.name().isBlank() ? person.username() : person.name() : nick;
        return name.substring(0, name.offsetByCodePoints(0, Math.min(LONGEST_NAME, name.codePointCount(0, name.length())))).strip();
    }

    private CompletionStage<Optional<Refusal>> create(Session session, Page page, Call call) {
        String name = XmlText.clean(call.field("name")).strip();
        if (name.isEmpty() || name.codePointCount(0, name.length()) > LONGEST_NAME) {
            return Action.refused(Refusal.invalid("rooms.nameless", LONGEST_NAME));
        }
        String service = platform.roomEvents().service();
        if (service.isEmpty()) {
            return Action.refused(Refusal.unavailable("rooms.noService"));
        }
        boolean open = call.field("kind").equals("channel");
        JID room = new JID(open ? slug(name, call.reference()) : call.reference().replaceAll("[^a-z0-9]", ""), service, null);
        String nick = nick(session.person(), call.field("nick"));
        Bookmark bookmark = Bookmark.of(room.toString(), name, nick).forMembers(!open);
        return session.data("rooms", () -> isFull(session.person())).thenCompose(full -> full ? Action.refused(tooMany())
            : making.make(session, room, nick, name, open).thenCompose(refused -> refused.isPresent()
                ? Action.refused(refused.get()) : keep(session, page, room, bookmark)));
    }

    /** An address that people can read. */
    private static String slug(String name, String reference) {
        String plain = Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD).replaceAll("\\p{M}+", "")
            .replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-+|-+$", "");
        String slug = plain.substring(0, plain.offsetByCodePoints(0, Math.min(SLUG, plain.codePointCount(0, plain.length()))));
        return slug.isEmpty() ? reference.replaceAll("[^a-z0-9]", "") : slug;
    }

    private CompletionStage<Optional<Refusal>> leave(Session session, Page page, JID room, Call call) {
        return session.data("rooms", () -> {
            bookmarks.remove(session.person(), room.toString());
            platform.sessions().signal(session.person().username(), new RoomsFeature.ListChanged());
            sync.retract(session, room.toString());
            return Optional.<Refusal>empty();
        }).whenComplete((gone, fault) -> session.run(() -> {
            // Who leaves, leaves with all of his browsers; his other clients have minds of their own.
            session.person().sessions().forEach(each -> rooms.find(room.toString()).ifPresent(known -> entrance.leave(each, known)));
            platform.shell().move(session, page, new Place("rooms", ""));
        }));
    }

    // ---- what was said

    private CompletionStage<Optional<Refusal>> send(Session session, Page page, JID room, Call call) {
        Optional<List<Attachment>> files = AttachmentForm.read(call.field("files"));
        if (files.isEmpty()) {
            return Action.refused(Refusal.invalid("media.unreadable"));
        }
        String again = call.field("again");
        String reference = !files.get().isEmpty() && Call.isReference(again) ? again : call.reference();
        return remarks.answer(session, room, call.field("reply")).thenCompose(answer -> outbox.send(session, room, reference, call.field("body"), files.get(), answer));
    }

    private CompletionStage<Optional<Refusal>> read(Session session, Page page, JID room, Call call) {
        long upTo = Cursor.id(call.field("upto"));
        if (upTo < 0 || upTo > platform.stamp().next()) {
            return Action.refused(Refusal.invalid("live.malformed"));
        }
        return session.data("rooms", () -> {
            reads.read(session.person().username(), room.toString(), upTo);
            return Optional.<Refusal>empty();
        });
    }
}
