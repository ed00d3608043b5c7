package org.igniterealtime.openfire.plugin.fireside.desk.search;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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

/** The place where one searches, and what was found. */
final class SearchView implements PlaceView {
    static final String SECTION = "search";
    static final int POSTS = 20;

    private final Platform platform;
    private final Posts posts;
    private final People people;
    private final Indexing indexing;
    private final Search search;
    private final RateLimit limit;
    private final WordAnalyzer analyzer = new WordAnalyzer();

    SearchView(Platform platform, Posts posts, People people, Indexing indexing, RateLimit limit) {
        this.platform = platform;
        this.posts = posts;
        this.people = people;
        this.indexing = indexing;
        this.limit = limit;
        this.search = new Search(posts.all(), platform.relations()::blocks);
    }

    /**
     * What came of a question.
     *
     * @param found as many as a page has at most, each as somebody sees it
     * @param more whether there is more behind them
     * @param complete whether all posts have been looked through
     * @param busy nothing was looked for: there were too many questions lately
     */
    record Found(Question question, List<Posts.Told> found, boolean more, boolean complete, boolean busy) {
        /** Where the next page begins. */
        long last() {
            return found.isEmpty() ? 0 : found.get(found.size() - 1).post().item().created();
        }

        List<Post> posts() {
            return found.stream().map(Posts.Told::post).toList();
        }
    }

    @Override
    public Drawing read(Session session, Place place, boolean withList) {
        long from = place.before().isEmpty() ? Long.MAX_VALUE : Post.created(place.before());
        Found found = find(session.person(), Question.of(place.asked()), from < 0 ? Long.MAX_VALUE : from);
        return (locale, before) -> new Drawn(withList ? SafeHtml.NONE : null, platform.views().render("search/pane", locale, model(session.person(), found, locale)),
            title(found.question(), locale), Posts.showing(found.posts()));
    }

    private String title(Question question, Locale locale) {
        return question.typed().isEmpty() ? platform.views().texts().of(locale, "search.search") : platform.views().texts().of(locale, "search.for", question.typed());
    }

    private Map<String, Object> model(Person viewer, Found found, Locale locale) {
        Map<String, Object> model = new HashMap<>(older(found));
        model.put("posts", articles(viewer, found, locale));
        model.put("typed", found.question().typed());
        model.put("asked", !found.question().isEmpty());
        model.put("complete", found.complete());
        model.put("busy", found.busy());
        return model;
    }

    List<SafeHtml> articles(Person viewer, Found found, Locale locale) {
        return found.found().stream().map(told -> posts.article(viewer, told, locale)).toList();
    }

    /** For {@code search/older.vm}. */
    static Map<String, Object> older(Found found) {
        return Map.of("older", found.more(), "query", found.question().typed(), "before", Post.id(found.last()));
    }

    /** Looks for posts before one; blocks. @param before its {@code created}, or {@link Long#MAX_VALUE} */
    Found find(Person viewer, Question question, long before) {
        Optional<SearchIndex> index = indexing.index();
        boolean complete = indexing.isComplete();
        if (index.isEmpty() || question.isEmpty()) {
            return new Found(question, List.of(), false, complete, false);
        }
        if (!limit.allows(viewer.username())) {
            return new Found(question, List.of(), false, complete, true);
        }
        try {
            Search.Answer answer = search.find(index.get(), viewer.jid().toString(), question,
                Search.called(question, () -> names(viewer), analyzer), before, POSTS);
            answer.posts().forEach(post -> people.face(viewer, post.authorJid()));
            return new Found(question, posts.told(viewer, answer.posts()), answer.more(), complete, false);
        } catch (IOException failed) {
            throw new Outage(failed);
        }
    }

    private Map<String, String> names(Person viewer) {
        return platform.rosters().of(viewer.username()).stream().filter(contact -> !contact.name().isBlank())
            .collect(Collectors.toMap(contact -> contact.jid().toBareJID(), Contact::name, (one, other) -> one));
    }
}
