package org.igniterealtime.openfire.plugin.fireside.desk.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.igniterealtime.openfire.plugin.fireside.desk.directory.Answer;
import org.igniterealtime.openfire.plugin.fireside.desk.directory.WordAnalyzer;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.RateLimit;
import org.igniterealtime.openfire.plugin.fireside.host.Contact;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.page.PlaceView;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.social.people.People;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Post;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Posts;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;

/** The place where one searches, and what was found: of all kinds the first, or one kind page by page. */
final class SearchView implements PlaceView {
    static final String SECTION = "search";
    /** How many of a kind make a page. */
    static final int PAGE = 20;

    private final Platform platform;
    private final Posts posts;
    private final People people;
    private final DirectorySearch directory;
    private final Indexing indexing;
    private final Search search;
    private final RateLimit limit;
    private final WordAnalyzer analyzer = new WordAnalyzer();
    private volatile Messages messages = Messages.NONE;

    SearchView(Platform platform, Posts posts, People people, DirectorySearch directory, Indexing indexing, RateLimit limit) {
        this.platform = platform;
        this.posts = posts;
        this.people = people;
        this.directory = directory;
        this.indexing = indexing;
        this.limit = limit;
        this.search = new Search(posts.all(), platform.relations()::blocks);
    }

    void messages(Messages found) {
        messages = found;
    }

    /** What the page remembers where it shows messages alone. */
    static final class ShowingMessages {
        private String last;

        ShowingMessages(String last) {
            this.last = last;
        }

        /** @return whether those before one are the ones that come next */
        boolean goOn(String before, String to) {
            boolean next = last.equals(before);
            last = next ? to : last;
            return next;
        }
    }

    /** What the page remembers where it shows a part that is not posts. @param next how many it shows so far */
    record Showing(Part part, AtomicInteger next) {
    }

    // ---- drawing

    @Override
    public Drawing read(Session session, Place place, boolean withList) {
        Part part = Part.of(place.part());
        Question question = Question.of(place.asked());
        Results results = part == Part.ALL || part == Part.POSTS || part == Part.MESSAGES ? find(session, question, part, place.chat(), before(place), 0)
            : find(session, question, part, "", Long.MAX_VALUE, skip(place.before()));
        return (locale, before) -> new Drawn(withList ? SafeHtml.NONE : null, platform.views().render("search/pane", locale, model(session.person(), results, locale)),
            title(results.question(), locale), shown(results));
    }

    private static long before(Place place) {
        long from = place.before().isEmpty() ? Long.MAX_VALUE : Post.created(place.before());
        return from < 0 ? Long.MAX_VALUE : from;
    }

    /** How many come before a page, as its address says it. */
    static int skip(String before) {
        return before.matches("0{12}[0-9a-f]{4}") ? Integer.parseInt(before, 16) : 0;
    }

    private static Object shown(Results results) {
        if (results.part() == Part.MESSAGES) {
            return new ShowingMessages(results.lastMessage());
        }
        return results.part() == Part.ALL || results.part() == Part.POSTS ? Posts.showing(results.seenPosts())
            : new Showing(results.part(), new AtomicInteger(results.skip() + results.of(results.part()).found().size()));
    }

    private String title(Question question, Locale locale) {
        return question.typed().isEmpty() ? platform.views().texts().of(locale, "search.search") : platform.views().texts().of(locale, "search.for", question.typed());
    }

    private Map<String, Object> model(Person viewer, Results results, Locale locale) {
        Map<String, Object> model = new HashMap<>(older(results));
        model.putAll(further(results));
        model.putAll(earlier(results));
        model.put("messages", results.messages().found());
        model.put("chat", results.chat());
        model.put("chatName", results.chatName());
        model.put("posts", articles(viewer, results, locale));
        model.put("people", results.people().found());
        model.put("rooms", results.rooms().found());
        model.put("communities", results.communities().found());
        model.put("typed", results.question().typed());
        model.put("part", results.part().word());
        model.put("ways", ways(results));
        model.put("asked", !results.question().isEmpty() || results.part() == Part.ROOMS || results.part() == Part.COMMUNITIES);
        model.put("nothing", results.isEmpty());
        model.put("complete", results.complete());
        model.put("busy", results.busy());
        return model;
    }

    private List<Way> ways(Results results) {
        return Arrays.stream(Part.values()).map(part -> new Way(part.word().isEmpty() ? "all" : part.word(),
            platform.views().context() + way(results, part).in(part == Part.MESSAGES ? results.chat() : "").path(),
            platform.views().context() + way(results, part).path(), count(results, part), part == results.part())).toList();
    }

    private static Place way(Results results, Part part) {
        return Place.asking(SECTION, results.question().typed(), part.word());
    }

    // Of the part that one goes through page by page the number would be that of a page.
    private static String count(Results results, Part part) {
        if (results.question().isEmpty() || results.busy() || part == Part.ALL || results.skip() > 0 && part == results.part()) {
            return "";
        }
        Answer<?> found = results.of(part);
        return found.more() ? found.found().size() + "+" : String.valueOf(found.found().size());
    }

    List<SafeHtml> articles(Person viewer, Results results, Locale locale) {
        return results.posts().found().stream().map(told -> posts.article(viewer, told, locale)).toList();
    }

    /** For {@code search/older.vm}. */
    static Map<String, Object> older(Results results) {
        return Map.of("older", results.posts().more(), "query", results.question().typed(), "within", results.part().word(), "before", Post.id(results.lastPost()));
    }

    /** For {@code search/further.vm}. */
    static Map<String, Object> further(Results results) {
        Answer<?> found = results.of(results.part());
        return Map.of("further", found.more(), "query", results.question().typed(), "within", results.part().word(),
            "skip", String.format("%016x", results.skip() + found.found().size()));
    }

    /** For {@code search/earlier.vm}. */
    static Map<String, Object> earlier(Results results) {
        return Map.of("earlier", results.messages().more(), "query", results.question().typed(), "chat", results.chat(), "cursor", results.lastMessage());
    }

    // ---- finding

    /**
     * Looks for all, or for one kind from somewhere on; blocks.
     *
     * @param chat the chat or room alone in which messages are looked for, or empty
     * @param before the {@code created} that posts are before, and the id that messages are before, or {@link Long#MAX_VALUE}
     * @param skip how many others of the part come before the page
     */
    Results find(Session session, Question question, Part part, String chat, long before, int skip) {
        Person viewer = session.person();
        boolean complete = indexing.isComplete() && directory.isComplete() && messages.isComplete();
        String called = chat.isEmpty() ? "" : messages.name(session, chat).orElse("");
        String where = called.isEmpty() ? "" : chat;
        if (question.isEmpty() && (part == Part.ALL || part == Part.POSTS || part == Part.PEOPLE || part == Part.MESSAGES)) {
            return Results.none(question, part, complete, false).in(where, called);
        }
        if (!limit.allows(viewer.username())) {
            return Results.none(question, part, complete, true).in(where, called);
        }
        return new Results(question, part, skip, where, called, posts(viewer, question, part == Part.MESSAGES ? Long.MAX_VALUE : before),
            messages(session, question, where, part == Part.MESSAGES ? before : Long.MAX_VALUE),
            directory.people(viewer, question, part == Part.PEOPLE ? skip : 0, PAGE),
            directory.rooms(session, question, part == Part.ROOMS ? skip : 0, PAGE),
            directory.communities(viewer, question, part == Part.COMMUNITIES ? skip : 0, PAGE), complete, false);
    }

    /** One kind alone, from somewhere on. */
    Results further(Session session, Question question, Part part, int skip) {
        Person viewer = session.person();
        if (!limit.allows(viewer.username())) {
            return Results.none(question, part, true, true);
        }
        Results none = Results.none(question, part, true, false);
        return new Results(question, part, skip, "", "", none.posts(), none.messages(), part == Part.PEOPLE ? directory.people(viewer, question, skip, PAGE) : none.people(),
            part == Part.ROOMS ? directory.rooms(session, question, skip, PAGE) : none.rooms(),
            part == Part.COMMUNITIES ? directory.communities(viewer, question, skip, PAGE) : none.communities(), true, false);
    }

    /** Posts alone, before one. */
    Results older(Session session, Question question, Part part, long before) {
        if (!limit.allows(session.person().username())) {
            return Results.none(question, part, true, true);
        }
        Results none = Results.none(question, part, true, false);
        return new Results(question, part, 0, "", "", posts(session.person(), question, before), none.messages(), none.people(), none.rooms(), none.communities(), true, false);
    }

    /** Messages alone, before one. */
    Results earlier(Session session, Question question, String chat, long before) {
        if (!limit.allows(session.person().username())) {
            return Results.none(question, Part.MESSAGES, true, true);
        }
        Results none = Results.none(question, Part.MESSAGES, true, false);
        return new Results(question, Part.MESSAGES, 0, chat, "", none.posts(), messages(session, question, chat, before), none.people(), none.rooms(), none.communities(), true, false);
    }

    private Answer<MessageFound> messages(Session session, Question question, String chat, long before) {
        try {
            return question.isEmpty() ? new Answer<>(List.of(), false)
                : messages.find(session, question, Search.called(question, () -> names(session.person()), analyzer), chat, before, PAGE);
        } catch (IOException failed) {
            throw new Outage(failed);
        }
    }

    private Answer<Posts.Told> posts(Person viewer, Question question, long before) {
        Optional<SearchIndex> index = indexing.index();
        if (index.isEmpty() || question.isEmpty()) {
            return new Answer<>(List.of(), false);
        }
        try {
            Search.Answer answer = search.find(index.get(), viewer.jid().toString(), question,
                Search.called(question, () -> names(viewer), analyzer), before, PAGE);
            answer.posts().forEach(post -> people.face(viewer, post.authorJid()));
            return new Answer<>(posts.told(viewer, answer.posts()), answer.more());
        } catch (IOException failed) {
            throw new Outage(failed);
        }
    }

    private Map<String, String> names(Person viewer) {
        return platform.rosters().of(viewer.username()).stream().filter(contact -> !contact.name().isBlank())
            .collect(Collectors.toMap(contact -> contact.jid().toBareJID(), Contact::name, (one, other) -> one));
    }
}
