package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Attachment;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.page.PlaceView;
import org.igniterealtime.openfire.plugin.fireside.page.Shell;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSub;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.social.people.People;
import org.igniterealtime.openfire.plugin.fireside.social.people.PersonSection;
import org.igniterealtime.openfire.plugin.fireside.social.profiles.ProfileView;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;
import org.igniterealtime.openfire.plugin.fireside.view.Views;
import org.igniterealtime.openfire.plugin.fireside.xmpp.NodeUri;
import org.xmpp.packet.JID;

/** The places of posts: the feed, one post, and where one writes. */
final class FeedView implements PlaceView {
    static final int POSTS = 20;
    /** Posts that the list of people looks at. */
    private static final int LOOKED_AT = 60;
    private static final int PEOPLE = 30;

    private final Platform platform;
    private final Views views;
    private final People people;
    private final ProfileView profiles;
    private final Posts posts;
    private final ComposerView composer;

    /**
     * What a page of this section remembers.
     *
     * @param choice whose posts the pane shows; null while it shows something else
     * @param post the one that the pane shows with all that is said of it; null while it shows something else
     * @param shown the posts in the pane: the {@code created} of each with the key of its node
     * @param beginning where the pane's posts end, towards the past
     * @param newest the pane's posts begin with the newest, so that what comes belongs above them
     */
    record Showing(Feed.Choice choice, Post post, Map<Long, Long> shown, Beginning beginning, boolean newest) {
        /** Of a page that shows nobody's blog. */
        Showing(Post post, List<Post> shown, Beginning beginning) {
            this(null, post, new HashMap<>(), beginning, false);
            shown.forEach(this::add);
        }

        static Showing nothing() {
            return new Showing(null, List.of(), new Beginning(0));
        }

        boolean shows(long created) {
            return shown.containsKey(created);
        }

        /** @return whether it was not there */
        boolean add(Post another) {
            return shown.put(another.item().created(), another.node().key()) == null;
        }
    }

    /** The oldest post in the pane; what is older goes after that one and no other. */
    static final class Beginning {
        private long created;

        Beginning(long created) {
            this.created = created;
        }

        long created() {
            return created;
        }

        void moveTo(long older) {
            created = older;
        }
    }

    FeedView(Platform platform, People people, ProfileView profiles, Posts posts, ComposerView composer) {
        this.platform = platform;
        this.views = platform.views();
        this.people = people;
        this.profiles = profiles;
        this.posts = posts;
        this.composer = composer;
    }

    // ---- places

    @Override
    public Drawing read(Session session, Place place, boolean withList) {
        // Whatever somebody's link asks behind a question mark, this is the feed.
        FeedPlace where = FeedPlace.of(place.asked().isEmpty() ? place.key() : "");
        List<Newest> newest = withList ? newest(session.person()) : List.of();
        List<Draft> drafts = withList ? composer.drafts(session.person()) : List.of();
        Pane pane = pane(session, where, place.before().isEmpty() ? PubSub.NEWEST : Post.created(place.before()));
        return (locale, before) -> {
            Content content = pane.draw(locale);
            SafeHtml list = withList ? list(session.person(), newest, drafts, where, locale) : null;
            return new Drawn(list, content.html(), content.title(), content.showing());
        };
    }

    /** What is in the pane, read and not yet drawn. */
    @FunctionalInterface
    interface Pane {
        Content draw(Locale locale);
    }

    record Content(SafeHtml html, String title, Showing showing) {
    }

    private Pane pane(Session session, FeedPlace where, long before) {
        return switch (where.kind()) {
            case POSTS -> feed(session, where.choice(), before < 0 ? PubSub.NEWEST : before);
            case POST -> post(session, Post.created(where.of()));
            case ADDRESS -> NodeUri.parse(where.of()).map(address -> at(session, address)).orElse(this::nothing);
            case NEW, DRAFT, EDIT, SHARE -> composer.read(session.person(), where);
            case NOWHERE -> this::nothing;
        };
    }

    private Content nothing(Locale locale) {
        return new Content(views.render("posts/gone", locale, Map.of()), views.texts().of(locale, "posts.goneTitle"), Showing.nothing());
    }

    // ---- the feed

    private Pane feed(Session session, Feed.Choice choice, long before) {
        Person viewer = session.person();
        if (choice.kind() == Feed.Kind.ONE) {
            posts.elsewhere().look(session, new JID(choice.author()));
        }
        List<Posts.Told> page = posts.page(viewer, choice, before, POSTS + 1);
        Optional<Face> author = choice.kind() == Feed.Kind.ONE ? Optional.of(people.face(viewer, new JID(choice.author()))) : Optional.empty();
        List<PersonSection.Drawing> profile = author.isEmpty() ? List.of()
            : List.of(profiles.cover(session, new JID(choice.author())), profiles.about(session, new JID(choice.author())));
        return locale -> {
            Map<String, Object> model = new HashMap<>();
            model.put("key", choice.key());
            model.put("href", href(choice.key()));
            model.put("profile", profile.stream().map(drawing -> drawing.draw(locale)).toList());
            model.put("title", author.map(Face::name).orElseGet(() -> views.texts().of(locale, title(choice))));
            model.put("author", author.orElse(null));
            model.put("posts", articles(viewer, page, locale));
            model.put("older", page.size() > POSTS);
            Beginning beginning = new Beginning(page.isEmpty() ? 0 : page.get(Math.min(POSTS, page.size()) - 1).post().item().created());
            model.put("before", Post.id(beginning.created()));
            Showing showing = new Showing(choice, null, new HashMap<>(), beginning, before == PubSub.NEWEST);
            page.stream().limit(POSTS).forEach(told -> showing.add(told.post()));
            return new Content(views.render("posts/feed", locale, model), (String) model.get("title"), showing);
        };
    }

    private static String title(Feed.Choice choice) {
        return choice.kind() == Feed.Kind.CONTACTS ? "posts.contacts" : "posts.all";
    }

    private List<SafeHtml> articles(Person viewer, List<Posts.Told> page, Locale locale) {
        return page.stream().limit(POSTS).map(told -> posts.article(viewer, told, locale)).toList();
    }

    /** Reads what is older than a post; to be drawn in the mailbox. Blocks. */
    List<Posts.Told> older(Person viewer, Feed.Choice choice, long before) {
        return posts.page(viewer, choice, before, POSTS + 1);
    }

    /** Puts them behind, and the way to what is older still behind them. */
    void draw(Session session, Page page, Showing showing, List<Posts.Told> older) {
        StringBuilder html = new StringBuilder();
        articles(session.person(), older, page.locale()).forEach(article -> html.append(article.html()));
        if (!html.isEmpty()) {
            page.patch(Patch.of("append", "posts", html.toString()));
            showing.beginning().moveTo(older.get(Math.min(POSTS, older.size()) - 1).post().item().created());
            older.stream().limit(POSTS).forEach(told -> showing.add(told.post()));
        }
        page.patch(Patch.of("replace", "older", views.render("posts/older", page.locale(), Map.of("older", older.size() > POSTS,
            "href", href(showing.choice().key()), "before", Post.id(showing.beginning().created()))).html()));
    }

    // ---- one post

    // One of another server that was never sent here: what its author has written is asked for.
    private Pane at(Session session, NodeUri address) {
        Optional<Post> post = posts.find(address, session.person().jid().toString());
        boolean elsewhere = address.service().getNode() != null && !platform.server().isAccount(address.service());
        return post.isPresent() ? post(session, post.get().item().created())
            : elsewhere ? feed(session, Feed.Choice.one(address.service().toString()), PubSub.NEWEST) : this::nothing;
    }

    private Pane post(Session session, long created) {
        Optional<Posts.Told> found = posts.told(session.person(), created);
        if (found.isEmpty()) {
            return this::nothing;
        }
        Posts.Told told = found.get();
        Talk.Thread thread = posts.talk().thread(session, told.post(), told.talkKey());
        return locale -> new Content(views.render("posts/pane", locale, Map.of(
            "title", posts.opening(told.post().entry(), locale), "post", posts.article(session.person(), told, locale), "thread", thread.draw(locale))),
            posts.opening(told.post().entry(), locale), new Showing(told.post(), List.of(told.post()), new Beginning(created)));
    }

    /** How words and files will look in a post. Called in the mailbox. */
    SafeHtml preview(SafeHtml words, List<Attachment> files, Locale locale) {
        return views.render("posts/preview", locale, Map.of("body", words, "sights", posts.files(files, locale), "calm", true));
    }

    // ---- the list of whose posts there are

    /** Somebody's newest post. */
    private record Newest(Post post, Face face) {
    }

    private List<Newest> newest(Person viewer) {
        Map<String, Newest> byAuthor = new LinkedHashMap<>();
        for (Post post : posts.newest(viewer, LOOKED_AT)) {
            if (byAuthor.size() < PEOPLE) {
                byAuthor.computeIfAbsent(post.author(), any -> new Newest(post, people.face(viewer, post.authorJid())));
            }
        }
        return List.copyOf(byAuthor.values());
    }

    private SafeHtml list(Person viewer, List<Newest> newest, List<Draft> drafts, FeedPlace where, Locale locale) {
        List<FeedRow> rows = new ArrayList<>();
        rows.add(several(Feed.Choice.ALL, "newspaper", "posts.all", "posts.allHint", where, locale));
        rows.add(several(Feed.Choice.CONTACTS, "users", "posts.contacts", "posts.contactsHint", where, locale));
        List<FeedRow> authors = newest.stream().map(each -> row(viewer, each, where, locale)).toList();
        return views.render("posts/list", locale, Map.of("rows", rows, "people", authors, "drafts", drafts));
    }

    private FeedRow several(Feed.Choice choice, String icon, String name, String hint, FeedPlace where, Locale locale) {
        return new FeedRow("feed-" + choice.kind().name().toLowerCase(Locale.ROOT), href(choice.key()), null, icon,
            views.texts().of(locale, name), views.texts().of(locale, hint), "", where.kind() == FeedPlace.Kind.POSTS && where.choice().equals(choice));
    }

    private FeedRow row(Person viewer, Newest newest, FeedPlace where, Locale locale) {
        String author = newest.post().author();
        return new FeedRow("feed-" + author, href(author), people.face(viewer, newest.post().authorJid()), "", newest.face().name(),
            posts.opening(newest.post().entry(), locale), DateTimeFormatter.ISO_INSTANT.format(newest.post().entry().published()),
            where.choice().author().equals(author));
    }

    /** A row of the list, for who has just published. Called in the mailbox. */
    SafeHtml row(Person viewer, Post post, Locale locale) {
        Newest newest = new Newest(post, people.face(viewer, post.authorJid()));
        return views.render("posts/row", locale, "row", row(viewer, newest, FeedPlace.of(""), locale));
    }

    private String href(String key) {
        return views.context() + (key.isEmpty() ? "/feed" : new Place("feed", key).path());
    }

    static Optional<Showing> shown(Page page) {
        return Shell.shown(page, Showing.class);
    }
}
