package org.igniterealtime.openfire.plugin.fireside.social.remote;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.host.Contact;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Item;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.social.posts.AllPosts;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Audience;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Elsewhere;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Post;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Posts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.igniterealtime.openfire.plugin.fireside.xmpp.NodeUri;
import org.xmpp.packet.JID;

/** People of other servers: who follows them, what they have written as far as somebody may see it, and asking them for it. */
public final class RemotePeople implements Elsewhere {
    private static final Logger LOG = LoggerFactory.getLogger(RemotePeople.class);
    /** Somebody's blog is asked for again by the same viewer after so long. */
    private static final Duration LOOK = Duration.ofMinutes(3);

    private record Look(String viewer, String author) {
    }

    private final Platform platform;
    private final Posts posts;
    private final RemotePosts cache;
    private final FollowStore follows;
    private final Cache<Look, Boolean> looked = Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(LOOK).executor(Runnable::run).build();

    RemotePeople(Platform platform, Posts posts, RemotePosts cache, FollowStore follows) {
        this.platform = platform;
        this.posts = posts;
        this.cache = cache;
        this.follows = follows;
    }

    // ---- reading

    @Override
    public Set<String> followed(Person viewer) {
        return follows.followed(viewer.username());
    }

    /** Whether somebody's list has a person of another server. Blocks. */
    public boolean follows(Person viewer, JID whom) {
        return follows.follows(viewer.username(), whom.toBareJID());
    }

    @Override
    public List<Post> newest(Person viewer, Set<String> authors, long before, int most) {
        return posts(cache.newest(viewer.username(), authors, before, most));
    }

    @Override
    public Optional<Post> find(long created, String viewer) {
        JID jid = viewer == null ? null : new JID(viewer);
        return jid == null || !platform.server().isAccount(jid) ? Optional.empty() : cache.find(jid.getNode(), created).flatMap(this::post);
    }

    @Override
    public Optional<Post> find(NodeUri address, String viewer) {
        JID jid = new JID(viewer);
        return platform.server().isAccount(jid)
            ? cache.find(jid.getNode(), NodeId.of(address.service(), address.node()), address.item()).flatMap(this::post) : Optional.empty();
    }

    @Override
    public List<Post> seen(String viewer, Collection<Long> created) {
        JID jid = new JID(viewer);
        return !platform.server().isAccount(jid) ? List.of() : posts(cache.seen(jid.getNode(), created));
    }

    @Override
    public Set<String> senders(String viewer) {
        JID jid = new JID(viewer);
        return platform.server().isAccount(jid) ? cache.senders(jid.getNode()) : Set.of();
    }

    @Override
    public List<AllPosts.Version> versions(long before, int most) {
        return cache.texts(before, most).stream().map(text -> new AllPosts.Version(text.post(), text.text())).toList();
    }

    @Override
    public List<Post> saying(Collection<Long> created) {
        return posts(cache.all(created));
    }

    private List<Post> posts(List<RemoteStore.Row> rows) {
        return rows.stream().flatMap(row -> post(row).stream()).toList();
    }

    Optional<Post> post(RemoteStore.Row row) {
        return posts.remote(new Item(0, row.itemId(), row.place().service(), row.payload(), row.post(), row.text()), row.place());
    }

    /** Whether what somebody elsewhere tells is for an account at all: it follows him, or sees his presence, and has not blocked him. */
    boolean isWanted(JID account, JID author) {
        String owner = account.getNode();
        boolean near = follows.follows(owner, author.toBareJID())
            || platform.rosters().find(owner, author).map(Contact::visible).orElse(false);
        return near && platform.accounts().find(owner).isPresent() && !platform.relations().blocks(account.toString(), author.toBareJID());
    }

    /**
     * Has what a server has told or answered kept in the order in which that came, so that an answer from before brings nothing
     * back that was retracted since. One server takes one thread at a time.
     */
    <T> CompletableFuture<T> inOrder(String domain, Callable<T> work) {
        return platform.sessions().dataLane().call("remote", domain, null, work);
    }

    // ---- asking

    /** Whether somebody is of another server. */
    public boolean isRemote(JID jid) {
        return jid.getNode() != null && !jid.getDomain().equals(platform.server().domain());
    }

    /**
     * Subscribes somebody to a blog, to be told of what comes; records nothing.
     *
     * @return why not, in words for him
     */
    public CompletableFuture<Optional<Refusal>> subscribe(Session session, JID whom) {
        return Blogs.subscribe(session, whom);
    }

    /** Ends that. */
    public CompletableFuture<Optional<Refusal>> unsubscribe(Session session, JID whom) {
        return Blogs.unsubscribe(session, whom);
    }

    @Override
    public void look(Session viewer, JID author) {
        Look look = new Look(viewer.person().username(), author.toBareJID());
        if (isRemote(author) && looked.asMap().putIfAbsent(look, Boolean.TRUE) == null) {
            fetch(viewer, author, () -> posts.reread(viewer, author, false));
        }
    }

    /** Somebody is followed from now on: what he has written is asked for, and shown in the feed when it comes. Returns at once. */
    public void begin(Session viewer, JID author) {
        fetch(viewer, author, () -> posts.reread(viewer, author, true));
    }

    // Also what a Fireside has for its contacts alone; others have no such node.
    private void fetch(Session viewer, JID author, Runnable show) {
        fetch(viewer, NodeId.of(author, Audience.BLOG), show);
        fetch(viewer, NodeId.of(author, Audience.CONTACTS.node()), show);
    }

    private void fetch(Session viewer, NodeId place, Runnable show) {
        Blogs.latest(viewer, place)
            .thenCompose(answer -> inOrder(new JID(place.service()).getDomain(), () -> keep(viewer.person(), Blogs.read(place, answer))))
            .whenComplete((fresh, fault) -> {
                if (fault != null) {
                    LOG.debug("{} does not tell what there is", place.service(), fault);
                } else if (fresh) {
                    viewer.run(show);
                }
            });
    }

    private boolean keep(Person viewer, List<Incoming> latest) {
        boolean fresh = false;
        for (Incoming incoming : latest) {
            RemotePosts.Kept kept = cache.keep(viewer.username(), incoming);
            if (kept.outcome() != RemotePosts.Outcome.KNOWN) {
                fresh = true;
                posts.elsewhereChanged(kept.row().post());
            }
        }
        return fresh;
    }
}
