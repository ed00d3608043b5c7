package org.igniterealtime.openfire.plugin.fireside.social.remote;

import java.time.Duration;
import java.util.function.Supplier;
import org.igniterealtime.openfire.plugin.fireside.feature.Feature;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.host.AccountGone;
import org.igniterealtime.openfire.plugin.fireside.route.EventSeen;
import org.igniterealtime.openfire.plugin.fireside.social.notices.Notices;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Audience;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Posts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers people of other servers: their posts are among the posts. */
public final class RemoteFeature implements Feature {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteFeature.class);
    private static final Duration HOUSEKEEPING = Duration.ofHours(1);

    private final Supplier<Posts> everyPost;
    private final Supplier<Notices> everyNotice;
    private RemotePeople people;

    public RemoteFeature(Supplier<Posts> everyPost, Supplier<Notices> everyNotice) {
        this.everyPost = everyPost;
        this.everyNotice = everyNotice;
    }

    /** For the features that stand on it; there once this feature has registered. */
    public RemotePeople people() {
        return people;
    }

    @Override
    public void register(Platform rooms) {
        FollowStore follows = new FollowStore(rooms.database());
        RemotePosts cache = new RemotePosts(rooms.database(), rooms.stamp());
        people = new RemotePeople(rooms, everyPost.get(), cache, follows);
        everyPost.get().elsewhere(people);
        rooms.pubsub().beside(new FollowsBeside(rooms.server(), follows));
        Arrivals arrivals = new Arrivals(rooms, everyPost.get(), people, cache, everyNotice);
        rooms.events().on(EventSeen.class, arrivals::take);
        rooms.events().on(AccountGone.class, gone -> cache.forget(gone.username()));
        // So that the servers of contacts tell of their blogs (XEP-0163 §4): for those of this server nobody needs a stanza.
        rooms.disco().add(Audience.BLOG + "+notify");
        rooms.disco().add(Audience.CONTACTS.node() + "+notify");
        rooms.sessions().clock().every(HOUSEKEEPING, () -> rooms.sessions().dataLane().call("remote", () -> {
            cache.expire(Duration.ofDays(rooms.settings().remoteDays()));
            return null;
        }).exceptionally(RemoteFeature::complain));
    }

    private static Object complain(Throwable fault) {
        LOG.warn("Old posts of other servers stay for now", fault);
        return null;
    }
}
