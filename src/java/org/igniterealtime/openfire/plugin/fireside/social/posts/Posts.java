package org.igniterealtime.openfire.plugin.fireside.social.posts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Attachment;
import org.igniterealtime.openfire.plugin.fireside.desk.media.MediaFeature;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.host.Contact;
import org.igniterealtime.openfire.plugin.fireside.live.Drawn;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.page.Shell;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Item;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSub;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.social.people.People;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;
import org.igniterealtime.openfire.plugin.fireside.xmpp.NodeUri;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.JID;

/** Posts, read as somebody may: for the feature itself and for those that stand on it. What reads the stores blocks. */
public final class Posts {
    private static final int REMEMBERED = 5_000;
    /** Items that a page looks at where many are no posts, in portions after the first. */
    private static final int LOOKED_AT = 2_000;
    private static final int PORTION = 200;

    private final Platform platform;
    private final PubSub pubsub;
    private final People people;
    private final Feed feed;
    private final Articles articles;
    private final PostCards cards;
    private final AllPosts all;
    private final PostStore store = new PostStore();
    private final Cache<Long, Read> read = Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();
    private volatile Talk talk = Talk.SILENCE;
    private volatile Elsewhere elsewhere = Elsewhere.NOWHERE;

    /** What a version of an item says; empty when it is no entry. */
    private record Read(long changed, Optional<Entry> entry) {
    }

    /** A post with what is said of it. @param talkKey the node of its comments, 0 when nothing can be said */
    public record Told(Post post, long talkKey, Foot foot) {
    }

    /** A post that somebody follows is there. @param contact whether the viewer has the author for a contact */
    record PostSeen(Told told, boolean contact, Drawn<Looks> drawn) {
    }

    /** What the looks of a new post depend on. @param face of its author, as the viewer knows them @param cards whether he sees them */
    record Looks(Face face, boolean mine, boolean cards, Locale locale) {
    }

    /** A post says something else now. */
    record PostChanged(long created) {
    }

    /** It is known what the links of a post lead to. */
    record CardsChanged(Post post, Drawn<Locale> drawn) {
    }

    /** A post is not to be seen any more. */
    record PostGone(long created) {
    }

    Posts(Platform platform, People people, MediaFeature media) {
        this.platform = platform;
        this.pubsub = platform.pubsub();
        this.people = people;
        this.feed = new Feed(pubsub, platform.rosters(), platform.server());
        this.cards = new PostCards(media, post -> platform.sessions().signalAll(new CardsChanged(post, new Drawn<>())));
        this.articles = new Articles(platform, people, media, cards);
        this.all = new AllPosts(pubsub, platform.server().domain(), this::of, this::elsewhere);
    }

    /** Who knows what is said of posts, from now on. */
    public void talk(Talk who) {
        talk = who;
    }

    /** Who knows the posts of other servers, from now on. */
    public void elsewhere(Elsewhere who) {
        elsewhere = who;
    }

    Talk talk() {
        return talk;
    }

    Elsewhere elsewhere() {
        return elsewhere;
    }

    /** All the posts that there are. */
    public AllPosts all() {
        return all;
    }

    Feed feed() {
        return feed;
    }

    // ---- reading

    /** An item of a blog as a post; empty when it says nothing that can be read. */
    public Optional<Post> of(Item item, Node node) {
        return entry(item).map(entry -> new Post(item, node, entry, item.publisher()));
    }

    /** An item of another server likewise; its author is who has the node, whatever it says. */
    public Optional<Post> remote(Item item, NodeId place) {
        return entry(item).map(entry -> Post.remote(item, place, entry));
    }

    private Optional<Entry> entry(Item item) {
        Read known = read.getIfPresent(item.created());
        if (known == null || known.changed() != item.changed()) {
            known = new Read(item.changed(), parse(item.payload()));
            read.put(item.created(), known);
        }
        return known.entry();
    }

    private static Optional<Entry> parse(String payload) {
        try {
            return EntryStanza.parse(Xml.parse(payload));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** A post by its {@code created}, when the viewer may read it. @param viewer bare JID, or null for anybody */
    public Optional<Post> find(long created, String viewer) {
        return pubsub.item(created, viewer).filter(found -> Audience.isPostNode(found.node().id().name()))
            .flatMap(found -> of(found.item(), found.node())).or(() -> elsewhere.find(created, viewer));
    }

    /** A post by its address, when the viewer may read it. @param viewer bare JID */
    public Optional<Post> find(NodeUri address, String viewer) {
        NodeId id = NodeId.of(address.service(), address.node());
        return pubsub.find(id).filter(node -> Audience.isPostNode(id.name())).flatMap(node -> pubsub.item(id, address.item(), viewer)
            .flatMap(item -> of(item, node))).or(() -> elsewhere.find(address, viewer));
    }

    /** Its address. */
    public NodeUri address(Post post) {
        return new NodeUri(new JID(post.node().id().service()), post.node().id().name(), post.item().id());
    }

    /** Where everybody may read it on the web; empty when not everybody may. */
    public String openAddress(Post post) {
        return post.audience().kind() != Audience.Kind.PUBLIC ? "" : post.isRemote() ? post.entry().web()
            : BlogPages.address(platform, post.authorJid(), post.item().id());
    }

    /** The post, or the blog, that an address of the web is of, where that is one of our own public pages. */
    public Optional<NodeUri> ofOpenAddress(String address) {
        return BlogPages.parse(platform, address);
    }

    /** The path of a place that shows what an address is of: a post, or all that somebody has written. */
    public String path(NodeUri address) {
        return platform.views().context() + new Place("feed", address.item().isEmpty() ? address.service().toBareJID() : FeedPlace.at(address)).path();
    }

    /** Those of some posts that somebody may read. @param created of their items */
    Set<Long> mayRead(Person viewer, Collection<Long> created) {
        return created.stream().filter(each -> find(each, viewer.jid().toString()).isPresent()).collect(Collectors.toSet());
    }

    /** How those of some posts begin that somebody may read. @param created of their items */
    public Map<Long, String> openings(Person viewer, Collection<Long> created) {
        Map<Long, String> openings = new HashMap<>();
        created.forEach(each -> find(each, viewer.jid().toString()).ifPresent(post -> openings.put(each, Words.opening(post.entry()))));
        return openings;
    }

    /** How a post begins, in a line; of one that shows a picture and says nothing, that it is one. */
    public String opening(Entry entry, Locale locale) {
        return articles.opening(entry, locale);
    }

    /** The same with what is said of it. */
    public Optional<Told> told(Person viewer, long created) {
        return find(created, viewer.jid().toString()).map(post -> told(viewer, List.of(post)).get(0));
    }

    /** A page of somebody's feed, newest first. */
    List<Told> page(Person viewer, Feed.Choice choice, long before, int most) {
        List<Told> page = told(viewer, newest(viewer, choice, before, most));
        page.forEach(each -> people.face(viewer, each.post().authorJid()));
        return page;
    }

    /** The newest posts of all whom somebody follows. */
    List<Post> newest(Person viewer, int most) {
        return newest(viewer, Feed.Choice.ALL, PubSub.NEWEST, most);
    }

    private List<Post> newest(Person viewer, Feed.Choice choice, long before, int most) {
        Set<String> authors = feed.authors(viewer, choice);
        if (choice.kind() == Feed.Kind.ALL) {
            authors.addAll(elsewhere.followed(viewer));
        }
        if (choice.kind() != Feed.Kind.ONE && platform.blocking().blocksAny(viewer.username())) {
            // Whom one has blocked one does not come upon; who goes to his page finds him there.
            String me = viewer.jid().toString();
            authors.removeIf(author -> !author.equals(me) && platform.relations().blocks(me, author));
        }
        List<Post> newest = here(viewer, authors, before, most);
        List<Post> remote = elsewhere.newest(viewer, authors, before, most);
        if (!remote.isEmpty()) {
            newest.addAll(remote);
            newest.sort(Comparator.comparingLong((Post post) -> post.item().created()).reversed());
        }
        return newest.size() <= most ? newest : newest.subList(0, most);
    }

    // What cannot be read as a post is passed over: it is no end, and hides nothing of others.
    private List<Post> here(Person viewer, Set<String> authors, long before, int most) {
        List<Post> posts = new ArrayList<>();
        long from = before;
        int asked = most;
        for (int looked = 0; posts.size() < most && looked < LOOKED_AT; looked += asked) {
            asked = looked == 0 ? most : PORTION;
            List<Map.Entry<Item, Node>> page = List.copyOf(feed.page(viewer, authors, from, asked).entrySet());
            page.forEach(each -> of(each.getKey(), each.getValue()).ifPresent(posts::add));
            if (page.size() < asked) {
                break;
            }
            from = page.get(page.size() - 1).getKey().created();
        }
        return posts;
    }

    /** Some posts with what is said of each; somebody may read them. */
    public List<Told> told(Person viewer, List<Post> posts) {
        cards.recall(posts);
        Map<Long, Long> talks = talks(posts);
        Map<Long, Foot> feet = talk.feet(talks.values(), viewer.jid().toString());
        return posts.stream().map(post -> {
            long talkKey = talks.getOrDefault(post.item().created(), 0L);
            return new Told(post, talkKey, post.isRemote() ? talk.foot(post, viewer.jid().toString()) : feet.getOrDefault(talkKey, Foot.NONE));
        }).toList();
    }

    private Map<Long, Long> talks(List<Post> posts) {
        List<Item> items = posts.stream().filter(post -> !post.isRemote()).map(Post::item).toList();
        if (items.isEmpty()) {
            return Map.of();
        }
        return platform.database().readPrepared(sql -> store.talks(sql, items));
    }

    /** The node of a post's comments, 0 when it has none. */
    public long talkKey(Post post) {
        return talks(List.of(post)).getOrDefault(post.item().created(), 0L);
    }

    /** Whose comments are in a node: the post's {@code created} and its author; empty when it is no node of comments. */
    public Optional<Subject> subject(Prepared sql, Node talkNode) throws java.sql.SQLException {
        return store.subject(sql, talkNode.key(), talkNode.creator()).map(subject -> new Subject(subject.created(), subject.author()));
    }

    /** The same in a transaction of its own. */
    public Optional<Subject> subject(Node talkNode) {
        return platform.database().readPrepared(sql -> subject(sql, talkNode));
    }

    /** What comments are about. @param created of the post @param author bare JID */
    public record Subject(long created, String author) {
    }

    /** Who is named in a post: bare JIDs. */
    public List<String> named(Post post) {
        return Mentions.of(Words.plain(post.entry()) + ' ' + post.entry().title(), platform.server().domain());
    }

    // ---- what is told to those who are here

    /** Shows a post that has just come to people who may read it and follow its author. Blocks. */
    public void arrived(Post post, Collection<Person> readers) {
        cards.look(post);
        Told told = new Told(post, talkKey(post), Foot.NONE);
        Drawn<Looks> drawn = new Drawn<>();
        Set<String> without = platform.relations().blocking(readers.stream().map(person -> person.jid().toString()).toList(), post.author());
        for (Person person : readers) {
            if (without.contains(person.jid().toString())) {
                continue;
            }
            people.face(person, post.authorJid());
            boolean contact = platform.rosters().find(person.username(), post.authorJid()).map(Contact::visible).orElse(false);
            platform.sessions().signal(person.username(), new PostSeen(told, contact, drawn));
        }
    }

    /** Has a post drawn again where it is shown. */
    public void changed(long created) {
        platform.sessions().signalAll(new PostChanged(created));
    }

    /** A post of another server is there, says something else, or is gone. Told in process, on the thread that has written it. */
    public record ElsewhereChanged(long created) {
    }

    /** Tells that to who keeps something of posts. */
    public void elsewhereChanged(long created) {
        platform.events().publish(new ElsewhereChanged(created));
    }

    /** Takes a post away where it is shown. */
    public void gone(long created) {
        platform.sessions().signalAll(new PostGone(created));
    }

    /**
     * Reads again what pages show of somebody: what he has written, and who he is. Called in the session's mailbox.
     *
     * @param inFeed also the feeds that he is in; who reads one begins anew then
     */
    public void reread(Session session, JID author, boolean inFeed) {
        for (Page page : session.pages()) {
            boolean feed = page.place().section().equals("feed");
            String key = page.place().key();
            boolean his = key.equals(author.toBareJID()) && (feed || page.place().section().equals("contacts")) || feed && isOf(key, author);
            if (his || inFeed && feed && (key.isEmpty() || key.equals("contacts"))) {
                page.whenDrawn(() -> platform.shell().refresh(session, page, feed));
            }
        }
    }

    private static boolean isOf(String key, JID author) {
        FeedPlace place = FeedPlace.of(key);
        return place.kind() == FeedPlace.Kind.ADDRESS && NodeUri.parse(place.of()).filter(address -> address.service().equals(author.asBareJID())).isPresent();
    }

    // ---- drawing, in a session's mailbox

    /** A post as somebody sees it. */
    public SafeHtml article(Person viewer, Told told, Locale locale) {
        return articles.draw(viewer, told.post(), told.foot(), told.post().isSilent(told.talkKey()), locale);
    }

    /** What its links lead to; nothing where there is none. */
    SafeHtml cards(Post post, Locale locale) {
        return articles.cards(post, locale);
    }

    /** Looks again at the links of a post that says something else now. */
    void lookAgain(Post post) {
        cards.look(post);
    }

    /** What of it is the same for all. */
    PostModel model(Post post, Locale locale) {
        return articles.model(post, locale);
    }

    /** Files as a post shows them. */
    PostFiles files(List<Attachment> files, Locale locale) {
        return articles.files(files, locale);
    }

    /** The numbers of what is said of it, and what one may do. */
    public SafeHtml actions(long created, Foot foot, Locale locale) {
        return articles.actions(Post.id(created), foot, locale);
    }

    /** What a page remembers that shows some posts, no thread and nobody's blog: with it they are kept as the blogs have them. */
    public static Object showing(List<Post> shown) {
        return new FeedView.Showing(null, shown, new FeedView.Beginning(oldest(shown)));
    }

    /**
     * Such a page shows more of them behind those. Called in the session's mailbox.
     *
     * @param before the {@code created} of the last one that it shows; where that is another by now, nothing is done
     */
    public static boolean showsMore(Page page, long before, List<Post> more) {
        Optional<FeedView.Showing> showing = FeedView.shown(page).filter(each -> each.beginning().created() == before);
        showing.filter(each -> !more.isEmpty()).ifPresent(each -> {
            more.forEach(each::add);
            each.beginning().moveTo(oldest(more));
        });
        return showing.isPresent();
    }

    private static long oldest(List<Post> posts) {
        return posts.isEmpty() ? 0 : posts.get(posts.size() - 1).item().created();
    }

    /** Makes a change on each page that shows a post. */
    public void eachShowing(Session session, long created, Consumer<Page> change) {
        Shell.each(session, FeedView.Showing.class, (page, showing) -> {
            if (showing.shows(created)) {
                change.accept(page);
            }
        });
    }

    /** Makes a change on each page that shows a post with all that is said of it. */
    public void eachWithThread(Session session, long created, BiConsumer<Page, Post> change) {
        Shell.each(session, FeedView.Showing.class, (page, showing) -> {
            if (showing.post() != null && showing.post().item().created() == created) {
                change.accept(page, showing.post());
            }
        });
    }

    /** Whether a page shows a post with all that is said of it, or may in a moment. */
    public boolean showsThread(Session session, long created) {
        return session.pages().stream().anyMatch(page -> page.loading() || FeedView.shown(page)
            .filter(showing -> showing.post() != null && showing.post().item().created() == created).isPresent());
    }

    PostStore store() {
        return store;
    }
}
