package org.igniterealtime.openfire.plugin.fireside.talk.chat;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.archive.Archive;
import org.igniterealtime.openfire.plugin.fireside.archive.Chat;
import org.igniterealtime.openfire.plugin.fireside.archive.Kept;
import org.igniterealtime.openfire.plugin.fireside.desk.media.MediaFeature;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.host.Contact;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.page.PlaceView;
import org.igniterealtime.openfire.plugin.fireside.page.Shell;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.social.people.People;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Beginning;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Cursor;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.MessageModel;
import org.igniterealtime.openfire.plugin.fireside.talk.words.Whole;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;
import org.igniterealtime.openfire.plugin.fireside.view.Views;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.xmpp.packet.JID;

/** The places of chat: the list of chats, and one of them. */
final class ChatView implements PlaceView {
    private static final int CHATS = 60;
    private static final int MESSAGES = 50;
    /** Of a chat where more is unread, so many at most. */
    private static final int UNREAD = 200;
    /** And so many before those. */
    private static final int BEFORE = 10;

    private final Platform platform;
    private final Views views;
    private final People people;
    private final Unread unread;
    private final MediaFeature media;
    private final LinkCards cards;
    private final Regards regards;
    private volatile Inside inside = (message, address) -> Optional.empty();

    /**
     * What a page of this section remembers.
     *
     * @param peer whose chat it shows, or empty
     * @param name how the person knows him
     * @param rows whose rows stand in its list
     * @param beginning where its log begins
     */
    record Showing(String peer, String name, Rows rows, Beginning beginning) {
    }

    /** Addresses, by a few bits each: may take one for another, which costs a patch that finds nothing. */
    static final class Rows {
        private final java.util.BitSet bits = new java.util.BitSet();

        void add(String jid) {
            bits.set(jid.hashCode() & 1023);
        }

        boolean has(String jid) {
            return bits.get(jid.hashCode() & 1023);
        }
    }

    ChatView(Platform platform, People people, Unread unread, MediaFeature media, LinkCards cards, Regards regards) {
        this.regards = regards;
        this.platform = platform;
        this.views = platform.views();
        this.people = people;
        this.unread = unread;
        this.media = media;
        this.cards = cards;
    }

    /** Where addresses in messages lead within the application, from now on. */
    void inside(Inside places) {
        inside = places;
    }

    static Optional<Showing> shown(Page page) {
        return Shell.shown(page, Showing.class);
    }

    // ---- places

    @Override
    public Drawing read(Session session, Place place, boolean withList) {
        Person viewer = session.person();
        Optional<JID> peer = Jids.bare(place.key());
        List<Chat> chats = withList ? chats(viewer) : List.of();
        Optional<History> history = peer.map(jid -> history(viewer, jid));
        return (locale, before) -> {
            String current = peer.map(JID::toString).orElse("");
            Rows rows = before instanceof Showing showing ? showing.rows() : new Rows();
            chats.forEach(chat -> rows.add(chat.peer()));
            SafeHtml list = withList ? views.render("chat/list", locale, Map.of("chats", chats.stream().map(chat -> row(viewer, chat, current)).toList())) : null;
            if (history.isEmpty()) {
                return new Drawn(list, views.render("chat/empty", locale, Map.of()), views.texts().of(locale, "chat.list"), new Showing("", "", rows, new Beginning("")));
            }
            ChatPane pane = pane(viewer, history.get(), locale);
            return new Drawn(list, views.render("chat/pane", locale, "chat", pane), pane.name(), new Showing(pane.jid(), pane.name(), rows, new Beginning(pane.oldest())));
        };
    }

    // The list can wait for the database; the chat that somebody opened says that it cannot be read.
    // Those that are pinned come first, and are there however old they are.
    List<Chat> chats(Person viewer) {
        try {
            List<Chat> newest = platform.archive().chats(viewer.username(), Archive.NEWEST, CHATS);
            List<Chat> chats = new ArrayList<>();
            for (String peer : regards.pinned(viewer)) {
                chats.add(newest.stream().filter(chat -> chat.peer().equals(peer)).findFirst().orElseGet(() -> platform.archive().chat(viewer.username(), peer)));
            }
            chats.removeIf(chat -> chat.last() == 0);
            chats.sort(Comparator.comparingLong(Chat::last).reversed());
            newest.stream().filter(chat -> !regards.of(viewer, chat.peer()).pinned()).forEach(chats::add);
            chats.forEach(chat -> people.face(viewer, new JID(chat.peer())));
            return chats;
        } catch (Outage down) {
            return List.of();
        }
    }

    /** @param read up to where it has been read; -1 where nothing is unread */
    private record History(JID peer, List<Kept> messages, boolean older, long read, boolean contact) {
        boolean above() {
            return older && read >= 0 && messages.get(0).id() > read;
        }
    }

    private History history(Person viewer, JID peer) {
        Chat chat = platform.archive().chat(viewer.username(), peer.toString());
        // Where somebody stopped reading is on the first page.
        int most = chat.unread() == 0 ? MESSAGES : Math.min(UNREAD, Math.max(MESSAGES, chat.unread() + BEFORE));
        List<Kept> newest = platform.archive().page(viewer.username(), peer.toString(), Archive.NEWEST, most + 1);
        boolean contact = peer.equals(viewer.jid())
            || platform.rosters().find(viewer.username(), peer).map(Contact::listed).orElse(false);
        people.face(viewer, peer);
        cards.recall(newest);
        return new History(peer, oldestFirst(newest, most), newest.size() > most, chat.unread() == 0 ? -1 : chat.read(), contact);
    }

    private static List<Kept> oldestFirst(List<Kept> newestFirst, int most) {
        List<Kept> messages = new ArrayList<>(newestFirst.subList(0, Math.min(most, newestFirst.size())));
        java.util.Collections.reverse(messages);
        return messages;
    }

    private ChatPane pane(Person viewer, History history, Locale locale) {
        String jid = history.peer().toString();
        Face face = people.face(viewer, history.peer());
        List<MessageModel> messages = history.messages().stream().map(message -> model(message, face.name(), locale)).toList();
        return new ChatPane(jid, face, face.name(), people.statusText(viewer, jid), messages, history.older(),
            messages.isEmpty() ? "" : messages.get(0).cursor(), history.read() < 0 ? "" : Cursor.of(history.read()), history.above(),
            regards.menu(viewer, jid), history.contact(), true);
    }

    private MessageModel model(Kept message, String name, Locale locale) {
        return MessageModel.of(message, name, message.error().isEmpty() ? "" : why(message.error(), locale), address -> inside.path(message, address), media,
            words -> cards.below(message, words), locale);
    }

    private String why(String condition, Locale locale) {
        String key = "chat.error." + condition;
        String text = views.texts().of(locale, key);
        return text.equals(key) ? views.texts().of(locale, "chat.error.other", condition) : text;
    }

    // ---- fragments

    Patch appended(Kept message, String name, Locale locale) {
        return Patch.of("append", "messages", views.render("messages/message", locale, "m", model(message, name, locale)).html());
    }

    Patch replaced(Kept message, String name, Locale locale) {
        MessageModel model = model(message, name, locale);
        return Patch.of("replace", model.id(), views.render("messages/message", locale, "m", model).html());
    }

    Patch typing(boolean typing, String name, Locale locale) {
        return Patch.of("replace", "typing", views.render("chat/typing", locale, Map.of("typing", typing, "name", name)).html());
    }

    /** The head of an open chat: name, presence, what they say of themselves. */
    Patch head(Person viewer, String peer, Face face, Locale locale) {
        ChatPane pane = new ChatPane(peer, face, face.name(), people.statusText(viewer, peer), List.of(), false, "", "", false,
            regards.menu(viewer, peer), true, true);
        return Patch.of("replace", "chat-head", views.render("chat/head", locale, "chat", pane).html());
    }

    /** The face of a row of the list. */
    Patch mark(Face face, Locale locale) {
        ChatRow row = new ChatRow(rowId(face.jid()), face.jid(), "", face, face.name(), "", "", false, "", 0, false, false, false, false);
        return Patch.of("replace", row.id() + "-face", views.render("chat/face", locale, "row", row).html());
    }

    static String rowId(String peer) {
        return "chat-" + peer;
    }

    private ChatRow row(Person viewer, Chat chat, String current) {
        Face face = people.face(viewer, new JID(chat.peer()));
        return new ChatRow(rowId(chat.peer()), chat.peer(), views.context() + new Place("chats", chat.peer()).path(), face, face.name(),
            chat.preview().kind().name().toLowerCase(Locale.ROOT), chat.preview().text(), chat.outgoing(), DateTimeFormatter.ISO_INSTANT.format(Stamp.time(chat.last())), chat.unread(),
            chat.peer().equals(current), false, regards.of(viewer, chat.peer()).pinned(), regards.isMuted(viewer, chat.peer()));
    }

    /** All rows of the list anew. */
    Patch list(Person viewer, List<Chat> chats, Showing showing, Locale locale) {
        chats.forEach(chat -> showing.rows().add(chat.peer()));
        return Patch.of("update", "chats", views.render("chat/rows", locale, "chats", chats.stream().map(chat -> row(viewer, chat, showing.peer())).toList()).html());
    }

    /** A row in its place. @param onTop whether it goes there: of the pinned ones, or of the others, which follow them */
    Patch row(Person viewer, Chat chat, Showing showing, boolean onTop, Locale locale) {
        showing.rows().add(chat.peer());
        String html = row(viewer, chat, showing.peer(), locale).html();
        return !onTop ? Patch.of("replace", rowId(chat.peer()), html)
            : regards.of(viewer, chat.peer()).pinned() ? Patch.of("prepend", "chats", html) : Patch.of("after", "chats-rest", html);
    }

    /** A row of the list; the face comes from memory, and is looked up in a lane before where it may be missing. */
    private SafeHtml row(Person viewer, Chat chat, String current, Locale locale) {
        return views.render("chat/row", locale, "row", row(viewer, chat, current));
    }

    /** One message of the viewer's own archive. Blocks. */
    Optional<Whole.Said> whole(Session session, JID peer, long id) {
        return platform.archive().page(session.person().username(), peer.toString(), id + 1, 1).stream().filter(message -> message.id() == id && !message.fate().isGone())
            .findFirst().map(message -> new Whole.Said(Cursor.element(id), message.source(), message.words(), address -> inside.path(message, address)));
    }

    // ---- earlier messages

    /** Reads what came before; to be drawn in the mailbox. Blocks. */
    Earlier earlier(Person viewer, JID peer, long before) {
        List<Kept> page = platform.archive().page(viewer.username(), peer.toString(), before, MESSAGES + 1);
        cards.recall(page);
        return new Earlier(oldestFirst(page, MESSAGES), page.size() > MESSAGES);
    }

    record Earlier(List<Kept> messages, boolean older) {
    }

    /** Puts them in front, and the way to what is earlier still before them. */
    void draw(Page page, JID peer, Showing showing, Earlier earlier) {
        StringBuilder html = new StringBuilder();
        for (Kept message : earlier.messages()) {
            html.append(views.render("messages/message", page.locale(), "m", model(message, showing.name(), page.locale())).html());
        }
        if (!html.isEmpty()) {
            page.patch(Patch.of("after", "older", html.toString()));
            page.patch(Patch.remove("unread-above"));
        }
        String before = earlier.messages().isEmpty() ? "" : Cursor.of(earlier.messages().get(0).id());
        showing.beginning().moveTo(before);
        page.patch(Patch.of("replace", "older", views.render("messages/older", page.locale(),
            Map.of("older", earlier.older(), "talk", "chat", "to", peer.toString(), "before", before)).html()));
    }

}
