package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.igniterealtime.openfire.plugin.fireside.social.notices.Notice;
import org.igniterealtime.openfire.plugin.fireside.social.notices.Notices;
import org.igniterealtime.openfire.plugin.fireside.desk.media.MediaFeature;
import org.igniterealtime.openfire.plugin.fireside.feature.Feature;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.host.AccountGone;
import org.igniterealtime.openfire.plugin.fireside.host.BlocksChanged;
import org.igniterealtime.openfire.plugin.fireside.host.ContactChanged;
import org.igniterealtime.openfire.plugin.fireside.live.Drawn;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.page.Shell;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Item;
import org.igniterealtime.openfire.plugin.fireside.pubsub.ItemPublished;
import org.igniterealtime.openfire.plugin.fireside.pubsub.ItemRetracted;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeConfigured;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeDeleted;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSub;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSubError;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.social.people.People;
import org.igniterealtime.openfire.plugin.fireside.social.people.PersonSection;
import org.igniterealtime.openfire.plugin.fireside.social.profiles.ProfileView;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.JID;

/** Registers the posts, and keeps the pages that show them as the blogs have them. */
public final class PostsFeature implements Feature {
    private static final Logger LOG = LoggerFactory.getLogger(PostsFeature.class);
    private static final Duration SCHEDULE = Duration.ofSeconds(20);
    private static final int DUE = 100;
    /** Posts that somebody's page names. */
    private static final int LATELY = 5;

    private final Supplier<People> everybody;
    private final Supplier<ProfileView> everyProfile;
    private final Supplier<Notices> everyNotice;
    private final MediaFeature media;
    private Platform platform;
    private People people;
    private Posts posts;
    private Press press;
    private DraftStore drafts;
    private FeedView view;

    /** What is said of a post has changed. @param counts {@code liked} is nobody's in particular */
    public record FootChanged(long created, Foot counts, Drawn<Locale> drawn) {
        public FootChanged(long created, Foot counts) {
            this(created, counts, new Drawn<>());
        }
    }

    public PostsFeature(Supplier<People> everybody, Supplier<ProfileView> everyProfile, Supplier<Notices> everyNotice, MediaFeature media) {
        this.everybody = everybody;
        this.everyProfile = everyProfile;
        this.everyNotice = everyNotice;
        this.media = media;
    }

    /** For the features that stand on posts; there once this feature has registered. */
    public Posts posts() {
        return posts;
    }

    @Override
    public void register(Platform rooms) {
        platform = rooms;
        people = everybody.get();
        posts = new Posts(rooms, people, media);
        press = new Press(rooms, posts, media.media());
        new PostCommand(rooms, press);
        drafts = new DraftStore(rooms.database());
        ComposerView composer = new ComposerView(rooms, posts, drafts, media);
        view = new FeedView(rooms, people, everyProfile.get(), posts, composer);
        rooms.shell().placeWithPane("feed", view);
        rooms.nav().add("feed", 0, "nav.feed", "newspaper", person -> 0);
        new PostActions(rooms, posts, press, drafts, view).register();
        rooms.pubsub().beside(new PostsBeside(rooms.server().domain(), rooms.server().pubsub(), posts.store()));
        rooms.events().on(ItemPublished.class, event -> inLane(event.node(), () -> published(event)));
        rooms.events().on(ItemRetracted.class, event -> gone(event.node(), event.item()));
        rooms.events().on(AccountGone.class, gone -> drafts.forget(gone.username()));
        rooms.events().on(NodeDeleted.class, event -> changed(event.node()));
        rooms.events().on(NodeConfigured.class, event -> changed(event.node()));
        rooms.events().on(ContactChanged.class, this::rightsChanged);
        rooms.events().on(BlocksChanged.class, changed -> rooms.sessions().dataLane().call("posts " + changed.owner(), () -> blocksChanged(changed))
            .exceptionally(PostsFeature::complain));
        everyNotice.get().readers(posts::openings);
        people.section(this::lately);
        rooms.web().open("/@", new BlogPages(rooms, people, everyProfile.get(), posts)::answer);
        rooms.signals().on(Posts.PostSeen.class, this::seen);
        rooms.signals().on(Posts.PostChanged.class, (session, changed) -> redraw(session, changed.created()));
        rooms.signals().on(Posts.CardsChanged.class, this::cardsChanged);
        rooms.signals().on(Posts.PostGone.class, this::gone);
        rooms.signals().on(RightsChanged.class, (session, changed) -> dropUnreadable(session));
        rooms.signals().on(AuthorBlocks.class, this::authorBlocks);
        rooms.signals().on(FootChanged.class, this::footChanged);
        rooms.signals().on(NodeChanged.class, this::reread);
        rooms.sessions().clock().every(SCHEDULE, () -> rooms.sessions().dataLane().call("schedule", this::publishWhatIsDue)
            .exceptionally(PostsFeature::complain));
    }

    private static <T> T complain(Throwable fault) {
        LOG.warn("What was due could not be done; it is tried again", fault);
        return null;
    }

    // The bus runs on the publisher's thread: what asks the stores goes into a lane, in the order of each node.
    private void inLane(Node node, Runnable work) {
        if (Audience.isPostNode(node.id().name())) {
            platform.sessions().dataLane().call("posts " + node.key(), () -> {
                work.run();
                return null;
            }).exceptionally(PostsFeature::complain);
        }
    }

    // ---- what the blogs tell

    private void published(ItemPublished event) {
        if (!event.fresh()) {
            posts.of(event.item(), event.node()).ifPresent(posts::lookAgain);
            posts.changed(event.item().created());
            return;
        }
        posts.of(event.item(), event.node()).ifPresent(post -> {
            posts.arrived(post, readersHere(event.node(), post.authorJid()));
            tellThoseNamed(event.node(), post);
        });
    }

    /** Who is named in a post is told, where he may read it; and who is repeated. */
    private void tellThoseNamed(Node node, Post post) {
        platform.pubsub().readers(node, posts.named(post)).stream().filter(jid -> !jid.equals(post.author())).forEach(jid ->
            everyNotice.get().add(new JID(jid), Notice.Kind.MENTIONED, post.author(), post.item().created(), Words.opening(post.entry())));
        if (post.entry().inReplyTo() != null) {
            String first = post.entry().inReplyTo().service().toString();
            if (!first.equals(post.author()) && platform.pubsub().mayRead(node, first)) {
                everyNotice.get().add(new JID(first), Notice.Kind.SHARED, post.author(), post.item().created(), Words.opening(post.entry()));
            }
        }
    }

    private Collection<Person> readersHere(Node node, JID author) {
        List<Person> here = posts.feed().followers(author, platform.pubsub().nodes(List.of(author.toBareJID()), author.toBareJID())).stream()
            .map(jid -> platform.sessions().person(new JID(jid).getNode())).flatMap(Optional::stream).toList();
        Collection<String> readers = platform.pubsub().readers(node, here.stream().map(person -> person.jid().toString()).toList());
        return here.stream().filter(person -> readers.contains(person.jid().toString())).toList();
    }

    private void gone(Node node, Item item) {
        inLane(node, () -> everyNotice.get().forgetPost(item.created()));
        if (Audience.isPostNode(node.id().name())) {
            posts.gone(item.created());
        }
    }

    /** Other people may read what is in a node, or it is gone: what pages show of it is read again, and nothing else. */
    private record NodeChanged(Node node) {
    }

    private void changed(Node node) {
        if (Audience.isPostNode(node.id().name())) {
            platform.sessions().signalAll(new NodeChanged(node));
        }
    }

    /** What somebody may read has changed: what he may not read any more goes from his pages. */
    private record RightsChanged() {
    }

    private void rightsChanged(ContactChanged changed) {
        if (platform.server().isAccount(changed.contact())) {
            platform.sessions().signal(changed.contact().getNode(), new RightsChanged());
        }
    }

    /** An author has other people blocked than before. @param nodes the keys of the nodes of his posts */
    private record AuthorBlocks(String author, Set<Long> nodes) {
    }

    private Void blocksChanged(BlocksChanged changed) {
        String author = platform.server().jid(changed.owner()).toString();
        platform.sessions().signalAll(new AuthorBlocks(author,
            platform.pubsub().nodes(List.of(author), author).stream().map(Node::key).collect(Collectors.toSet())));
        return null;
    }

    // Of those whom he has blocked he sees nothing himself, and they nothing of his.
    private void authorBlocks(Session session, AuthorBlocks changed) {
        boolean his = session.person().jid().toString().equals(changed.author());
        boolean[] shows = new boolean[1];
        Shell.each(session, FeedView.Showing.class, (page, showing) -> {
            if (his && showing.choice() != null) {
                platform.shell().refresh(session, page, false);
            }
            shows[0] |= showing.shown().values().stream().anyMatch(changed.nodes()::contains);
        });
        if (!his && shows[0]) {
            dropUnreadable(session);
        }
    }

    // ---- what sessions show

    private void dropUnreadable(Session session) {
        Set<Long> shown = new HashSet<>();
        Shell.each(session, FeedView.Showing.class, (page, showing) -> shown.addAll(showing.shown().keySet()));
        session.then(session.data("rights", () -> {
            everyNotice.get().rightsChanged(session.person());
            shown.removeAll(posts.mayRead(session.person(), Set.copyOf(shown)));
            return shown;
        }), (unreadable, fault) -> {
            if (fault == null) {
                unreadable.forEach(created -> gone(session, new Posts.PostGone(created)));
            }
        });
    }

    private void reread(Session session, NodeChanged changed) {
        Node node = changed.node();
        Set<Long> shown = new HashSet<>();
        Shell.each(session, FeedView.Showing.class, (page, showing) -> {
            // The list says how his newest post begins; who may read one sees it there again with the next.
            page.patch(Patch.remove("feed-" + node.id().service()));
            boolean his = showing.choice() != null && showing.choice().author().equals(node.id().service());
            if (his || showing.post() != null && showing.post().node().key() == node.key()) {
                platform.shell().refresh(session, page, false);
            } else {
                showing.shown().forEach((created, in) -> shown.addAll(in == node.key() ? Set.of(created) : Set.of()));
            }
        });
        shown.forEach(created -> redraw(session, created));
    }

    private void seen(Session session, Posts.PostSeen seen) {
        Post post = seen.told().post();
        Shell.each(session, FeedView.Showing.class, (page, showing) -> {
            Posts.Looks looks = new Posts.Looks(people.face(session.person(), post.authorJid()),
                post.author().equals(session.person().jid().toString()), session.person().preferences().cards(), page.locale());
            List<Patch> drawn = seen.drawn().by(looks, () -> List.of(
                Patch.of("prepend", "feed-people", view.row(session.person(), post, page.locale()).html()),
                Patch.of("prepend", "feed-new", posts.article(session.person(), seen.told(), page.locale()).html())));
            page.patch(drawn.get(0));
            if (showing.newest() && wanted(showing.choice(), seen) && showing.add(post)) {
                page.patch(drawn.get(1));
            }
        });
    }

    private static boolean wanted(Feed.Choice choice, Posts.PostSeen seen) {
        return switch (choice.kind()) {
            case ALL -> true;
            case CONTACTS -> seen.contact();
            case ONE -> choice.author().equals(seen.told().post().author());
        };
    }

    // A page that shows the post has room for them: drawn before, it was awaited then; drawn since, it has them already.
    private void cardsChanged(Session session, Posts.CardsChanged changed) {
        if (session.person().preferences().cards()) {
            eachShowing(session, changed.post().item().created(), (page, showing) -> changed.drawn().by(page.locale(), () -> {
                SafeHtml cards = posts.cards(changed.post(), page.locale());
                String id = "post-" + changed.post().id() + "-cards";
                return List.of(cards.html().isEmpty() ? Patch.remove(id) : Patch.of("replace", id, cards.html()));
            }).forEach(page::patch));
        }
    }

    private void redraw(Session session, long created) {
        if (!showsSomewhere(session, created)) {
            return;
        }
        session.then(session.data("post", () -> posts.told(session.person(), created)), (told, fault) -> {
            if (fault == null) {
                eachShowing(session, created, (page, showing) -> page.patch(told
                    .map(each -> Patch.of("replace", "post-" + Post.id(created), posts.article(session.person(), each, page.locale()).html()))
                    .orElseGet(() -> Patch.remove("post-" + Post.id(created)))));
            }
        });
    }

    private void gone(Session session, Posts.PostGone gone) {
        eachShowing(session, gone.created(), (page, showing) -> {
            showing.shown().remove(gone.created());
            page.patch(Patch.remove("post-" + Post.id(gone.created())));
            if (showing.post() != null) {
                platform.shell().refresh(session, page, false);
            }
        });
    }

    private void footChanged(Session session, FootChanged changed) {
        eachShowing(session, changed.created(), (page, showing) -> changed.drawn().by(page.locale(), () -> counts(changed, page.locale())).forEach(page::patch));
    }

    private List<Patch> counts(FootChanged changed, Locale locale) {
        String id = Post.id(changed.created());
        SafeHtml likes = platform.views().render("posts/likes", locale, "foot", changed.counts());
        SafeHtml comments = platform.views().render("posts/comments", locale, "foot", changed.counts());
        return List.of(Patch.of("update", "post-" + id + "-likes", likes.html()), Patch.of("update", "post-" + id + "-comments", comments.html()));
    }

    private static boolean showsSomewhere(Session session, long created) {
        return session.pages().stream().anyMatch(page -> page.loading()
            || FeedView.shown(page).map(showing -> showing.shows(created)).orElse(false));
    }

    private static void eachShowing(Session session, long created, BiConsumer<Page, FeedView.Showing> change) {
        Shell.each(session, FeedView.Showing.class, (page, showing) -> {
            if (showing.shows(created)) {
                change.accept(page, showing);
            }
        });
    }

    /** A post in a list of few words, for {@code posts/person.vm}. */
    public record Opening(String href, String opening, String at) {
    }

    private PersonSection.Drawing lately(Session viewer, JID jid) {
        posts.elsewhere().look(viewer, jid);
        List<Post> lately = posts.page(viewer.person(), Feed.Choice.one(jid.toString()), PubSub.NEWEST, LATELY).stream()
            .map(Posts.Told::post).toList();
        return locale -> lately.isEmpty() ? SafeHtml.NONE : platform.views().render("posts/person", locale, Map.of("posts",
            lately.stream().map(post -> new Opening(Articles.href(platform.views(), post.id()), posts.opening(post.entry(), locale),
                post.entry().published().toString())).toList(),
            "href", platform.views().context() + new Place("feed", jid.toString()).path()));
    }

    // ---- what was written for later

    private Void publishWhatIsDue() {
        for (Draft draft : drafts.due(System.currentTimeMillis(), DUE)) {
            List<String> tags = List.of(draft.tags().split(", ")).stream().filter(tag -> !tag.isBlank()).toList();
            press.complete(new Manuscript(draft.id(), "", draft.shares(), draft.title(), draft.text(), tags, draft.audience(), draft.nsfw(), draft.files()))
                .thenCompose(complete -> platform.sessions().dataLane().call("schedule", () -> publish(draft, complete))).exceptionally(PostsFeature::complain);
        }
        return null;
    }

    private Void publish(Draft draft, Manuscript complete) {
        if (drafts.find(draft.owner(), draft.id()).filter(draft::equals).isEmpty()) {
            // It went a moment ago, or its author has taken it up again.
            return null;
        }
        try {
            press.print(platform.server().jid(draft.owner()), complete);
            drafts.delete(draft.owner(), draft.id());
        } catch (PubSubError no) {
            // It stays a draft, which its author finds, instead of being tried for ever.
            LOG.info("A post of {} that was due could not be published: {}", draft.owner(), no.getMessage());
            drafts.save(draft.at(0));
        }
        return null;
    }
}
