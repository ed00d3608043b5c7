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
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Beside;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Cursor;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.MessageModel;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Sight;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Stretch;
import org.igniterealtime.openfire.plugin.fireside.talk.words.Whole;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;
import org.igniterealtime.openfire.plugin.fireside.view.Views;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.xmpp.packet.JID;

/** The places of chat: the list of chats, and one of them. */
final class ChatView implements PlaceView {
    private static final int CHATS = 60;
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
     * @param sight what it shows of the chat
     */
    record Showing(String peer, String name, Rows rows, Sight sight) {
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
        Optional<History> history = peer.map(jid -> history(viewer, jid, place.at()));
        return (locale, before) -> {
            String current = peer.map(JID::toString).orElse("");
            Rows rows = before instanceof Showing showing ? showing.rows() : new Rows();
            chats.forEach(chat -> rows.add(chat.peer()));
            SafeHtml list = withList ? views.render("chat/list", locale, Map.of("chats", chats.stream().map(chat -> row(viewer, chat, current)).toList())) : null;
            if (history.isEmpty()) {
                return new Drawn(list, views.render("chat/empty", locale, Map.of()), views.texts().of(locale, "chat.list"), new Showing("", "", rows, new Sight("", "")));
            }
            ChatPane pane = pane(viewer, history.get(), locale);
            return new Drawn(list, views.render("chat/pane", locale, "chat", pane), pane.name(), new Showing(pane.jid(), pane.name(), rows, new Sight(pane.oldest(), pane.newest())));
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
    private record History(JID peer, Stretch<Kept> stretch, String at, long read, boolean contact) {
        boolean above() {
            return stretch.older() && read >= 0 && stretch.messages().get(0).id() > read;
        }
    }

    private History history(Person viewer, JID peer, String at) {
        Chat chat = platform.archive().chat(viewer.username(), peer.toString());
        // Where somebody stopped reading is on the first page.
        int most = chat.unread() == 0 ? Stretch.PAGE : Math.min(UNREAD, Math.max(Stretch.PAGE, chat.unread() + BEFORE));
        Stretch.Source<Kept> source = ChatTalk.source(platform.archive(), viewer.username(), peer.toString());
        Stretch<Kept> stretch = at.isEmpty() ? Stretch.before(source, Archive.NEWEST, most) : Stretch.around(source, Cursor.id(at));
        boolean contact = peer.equals(viewer.jid())
            || platform.rosters().find(viewer.username(), peer).map(Contact::listed).orElse(false);
        people.face(viewer, peer);
        cards.recall(stretch.messages());
        return new History(peer, stretch, at, chat.unread() == 0 ? -1 : chat.read(), contact);
    }

    private ChatPane pane(Person viewer, History history, Locale locale) {
        String jid = history.peer().toString();
        Face face = people.face(viewer, history.peer());
        List<MessageModel> messages = models(history.stretch().messages(), face.name(), locale);
        return new ChatPane(jid, face, face.name(), people.statusText(viewer, jid), messages, history.stretch().older(),
            messages.isEmpty() ? "" : messages.get(0).cursor(), history.stretch().newer() ? messages.get(messages.size() - 1).cursor() : "", history.at(),
            history.read() < 0 ? "" : Cursor.of(history.read()), history.above(), regards.menu(viewer, jid), history.contact(), true);
    }

    /** Messages of a chat. @param name of the other side */
    List<MessageModel> models(List<Kept> messages, String name, Locale locale) {
        return messages.stream().map(message -> model(message, name, locale)).toList();
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

    /** Of a message in the thread beside the log. @param added whether it is new */
    Patch inThread(Kept message, boolean added, String name, Locale locale) {
        return Beside.inThread(model(message, name, locale), added, views, locale);
    }

    Patch typing(boolean typing, String name, Locale locale) {
        return Patch.of("replace", "typing", views.render("chat/typing", locale, Map.of("typing", typing, "name", name)).html());
    }

    /** The head of an open chat: name, presence, what they say of themselves. */
    Patch head(Person viewer, String peer, Face face, Locale locale) {
        ChatPane pane = new ChatPane(peer, face, face.name(), people.statusText(viewer, peer), List.of(), false, "", "", "", "", false,
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
}
