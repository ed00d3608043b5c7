package org.igniterealtime.openfire.plugin.fireside.talk.finding;

import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.search.Query;
import org.igniterealtime.openfire.plugin.fireside.archive.Kept;
import org.igniterealtime.openfire.plugin.fireside.archive.MessageKey.Shelf;
import org.igniterealtime.openfire.plugin.fireside.archive.Preview;
import org.igniterealtime.openfire.plugin.fireside.archive.Spoken;
import org.igniterealtime.openfire.plugin.fireside.desk.directory.Answer;
import org.igniterealtime.openfire.plugin.fireside.desk.directory.WordAnalyzer;
import org.igniterealtime.openfire.plugin.fireside.desk.search.Excerpt;
import org.igniterealtime.openfire.plugin.fireside.desk.search.MessageFound;
import org.igniterealtime.openfire.plugin.fireside.desk.search.Messages;
import org.igniterealtime.openfire.plugin.fireside.desk.search.Question;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.social.people.People;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Cursor;
import org.igniterealtime.openfire.plugin.fireside.talk.rooms.RoomsFeature;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.xmpp.packet.JID;

/** The messages that somebody may find: of his own archive, and of the rooms in which he is at this moment. Blocks. */
final class MessageFinder implements Messages {
    private final Platform platform;
    private final People people;
    private final RoomsFeature rooms;
    private final RemarkKeeping keeping;
    private final RemarkSearch search;
    private final WordAnalyzer analyzer = new WordAnalyzer();
    private final RemarkQuestion questions = new RemarkQuestion(analyzer);

    MessageFinder(Platform platform, People people, RoomsFeature rooms, RemarkKeeping keeping) {
        this.platform = platform;
        this.people = people;
        this.rooms = rooms;
        this.keeping = keeping;
        this.search = new RemarkSearch(platform.archive().contents());
    }

    @Override
    public boolean isComplete() {
        return keeping.isComplete();
    }

    @Override
    public Answer<MessageFound> find(Session viewer, Question question, Map<String, Set<String>> called, String chat, long before, int most) {
        Optional<RemarkIndex> index = keeping.index();
        Optional<JID> one = chat.isEmpty() ? Optional.empty() : Jids.bare(chat);
        if (index.isEmpty() || question.isEmpty() || !chat.isEmpty() && one.isEmpty()) {
            return new Answer<>(List.of(), false);
        }
        Map<String, String> heard = rooms.heard(viewer);
        try {
            Query query = questions.of(question, scope(viewer.person(), heard, one.map(JID::toString).orElse(""), called), before);
            List<RemarkSearch.Hit> hits = search.find(index.get(), query, most + 1);
            Set<String> words = words(question);
            List<MessageFound> found = new ArrayList<>();
            for (RemarkSearch.Hit hit : hits.subList(0, Math.min(most, hits.size()))) {
                found.add(hit.kept() != null ? found(viewer.person(), hit.kept(), words) : found(viewer.person(), hit.spoken(), heard.get(hit.spoken().room()), words));
            }
            return new Answer<>(found, hits.size() > most);
        } catch (IOException failed) {
            throw new Outage(failed);
        }
    }

    static RemarkQuestion.Scope scope(String me, String username, Map<String, String> heard, String chat, Map<String, Set<String>> called) {
        Shelf own = new Shelf(username, false);
        if (!chat.isEmpty()) {
            boolean room = heard.containsKey(chat);
            return new RemarkQuestion.Scope(me, called, List.of(room ? new Shelf(chat, true) : own), chat);
        }
        List<Shelf> shelves = new ArrayList<>(List.of(own));
        heard.keySet().forEach(room -> shelves.add(new Shelf(room, true)));
        return new RemarkQuestion.Scope(me, called, shelves, "");
    }

    private static RemarkQuestion.Scope scope(Person viewer, Map<String, String> heard, String chat, Map<String, Set<String>> called) {
        return scope(viewer.jid().toString(), viewer.username(), heard, chat, called);
    }

    private Set<String> words(Question question) throws IOException {
        Set<String> words = new HashSet<>();
        for (String text : question.words()) {
            words.addAll(analyzer.words(text, Question.MOST_PARTS));
        }
        for (String tag : question.tags()) {
            words.addAll(analyzer.words(tag, Question.MOST_PARTS));
        }
        return words;
    }

    private MessageFound found(Person viewer, Kept message, Set<String> words) throws IOException {
        JID peer = new JID(message.peer());
        Face face = people.face(viewer, peer);
        Remark remark = Remark.of(message, viewer.jid().toString());
        return new MessageFound(Cursor.of(message.id()), href("chats", message.peer(), message.id()), face, face.name(), false, message.outgoing(), face.name(),
            DateTimeFormatter.ISO_INSTANT.format(message.at()), kind(platform.archive().preview(message)), Excerpt.of(remark.line(), words, analyzer));
    }

    private MessageFound found(Person viewer, Spoken message, String name, Set<String> words) throws IOException {
        boolean mine = message.sender().equals(viewer.jid().toString());
        return new MessageFound(Cursor.of(message.id()), href("rooms", message.room(), message.id()), People.named(message.room(), name), name, true, mine, message.nick(),
            DateTimeFormatter.ISO_INSTANT.format(message.at()), kind(platform.archive().preview(message)), Excerpt.of(Remark.of(message).line(), words, analyzer));
    }

    private static String kind(Preview preview) {
        return preview.kind().name().toLowerCase(Locale.ROOT);
    }

    private String href(String section, String key, long id) {
        return platform.views().context() + Place.at(section, key, Cursor.of(id)).path();
    }

    @Override
    public Optional<String> name(Session viewer, String chat) {
        return Jids.bare(chat).map(jid -> Optional.ofNullable(rooms.heard(viewer).get(jid.toString())).orElseGet(() -> people.face(viewer.person(), jid).name()));
    }
}
