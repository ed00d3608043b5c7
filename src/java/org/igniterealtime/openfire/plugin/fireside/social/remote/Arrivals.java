package org.igniterealtime.openfire.plugin.fireside.social.remote;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.route.EventSeen;
import org.igniterealtime.openfire.plugin.fireside.social.notices.Notice;
import org.igniterealtime.openfire.plugin.fireside.social.notices.Notices;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Post;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Posts;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Words;
import org.igniterealtime.openfire.plugin.fireside.work.Backlog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.JID;

/**
 * What blogs of other servers tell local accounts: kept for each to whom it was told, and shown to him when he is here. What one
 * server tells is done in its order; of one server only so much waits, so that a flood from it holds up nobody else.
 */
final class Arrivals {
    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);
    /** Characters of what one server has told that wait: of two thousand followers here each is told of a post by himself. */
    private static final int MOST_OF_ONE = 8_000_000;
    /** What the smallest event counts for. */
    private static final int LEAST = 1000;
    private static final Duration NEWS = Duration.ofDays(2);

    private final Platform platform;
    private final Posts posts;
    private final RemotePeople people;
    private final RemotePosts cache;
    private final Supplier<Notices> notices;
    private final Backlog backlog = new Backlog(MOST_OF_ONE);

    Arrivals(Platform platform, Posts posts, RemotePeople people, RemotePosts cache, Supplier<Notices> notices) {
        this.platform = platform;
        this.posts = posts;
        this.people = people;
        this.cache = cache;
        this.notices = notices;
    }

    /** On the thread that routes it: enqueues. What is too much is left out; who looks at the blog fetches it. */
    void take(EventSeen seen) {
        if (!people.isRemote(seen.from())) {
            return;
        }
        String domain = seen.from().getDomain();
        int size = Math.max(LEAST, seen.event().asXML().length());
        if (!backlog.add(domain, size)) {
            LOG.debug("{} tells more than can be kept up with", domain);
            return;
        }
        people.inOrder(domain, () -> {
            Told.read(seen).ifPresent(told -> arrive(told, seen.account()));
            return null;
        }).whenComplete((any, fault) -> {
            backlog.done(domain, size);
            if (fault != null) {
                LOG.warn("What {} told could not be kept", seen.from(), fault);
            }
        });
    }

    private void arrive(Told told, JID account) {
        if (told.changes().stream().anyMatch(each -> each instanceof Change.Published) && !people.isWanted(account, new JID(told.place().service()))) {
            return;
        }
        for (Change change : told.changes()) {
            if (change instanceof Change.Published published) {
                Incoming.of(told.place(), published.itemId(), published.payload()).ifPresent(incoming -> keep(account, incoming));
            } else if (change instanceof Change.Retracted retracted) {
                cache.retract(told.place(), retracted.itemId()).ifPresent(this::gone);
            } else {
                cache.empty(told.place()).forEach(this::gone);
            }
        }
        if (!told.bare().isEmpty()) {
            fetch(told.place(), told.bare(), account);
        }
    }

    // Some services tell only that there is something (XEP-0060 §4.3, deliver_payloads).
    private void fetch(NodeId place, List<String> ids, JID account) {
        platform.inquiries().ask(Blogs.some(place, ids), account).thenCompose(answer ->
            people.inOrder(new JID(place.service()).getDomain(), () -> {
                Blogs.read(place, answer).forEach(incoming -> keep(account, incoming));
                return null;
            })).whenComplete((any, fault) -> {
                if (fault != null) {
                    LOG.debug("{} told of something, and does not show it", place.service(), fault);
                }
            });
    }

    private void keep(JID account, Incoming incoming) {
        RemotePosts.Kept kept = cache.keep(account.getNode(), incoming);
        Optional<Post> post = people.post(kept.row());
        if (kept.outcome() != RemotePosts.Outcome.KNOWN) {
            posts.elsewhereChanged(kept.row().post());
        }
        if (kept.outcome() == RemotePosts.Outcome.CHANGED) {
            posts.changed(kept.row().post());
        } else if (kept.outcome() == RemotePosts.Outcome.FRESH && post.map(Arrivals::isNews).orElse(false)) {
            platform.sessions().person(account.getNode()).ifPresent(person -> posts.arrived(post.get(), List.of(person)));
            notice(account, post.get());
        }
    }

    // A blog tells its last post again to who comes online; that stands in its place in the feed, and is no news.
    private static boolean isNews(Post post) {
        return post.entry().published().isAfter(Instant.now().minus(NEWS));
    }

    private void notice(JID account, Post post) {
        String words = Words.opening(post.entry());
        if (posts.named(post).contains(account.toString())) {
            notices.get().add(account, Notice.Kind.MENTIONED, post.author(), post.item().created(), words);
        }
        if (post.entry().inReplyTo() != null && post.entry().inReplyTo().service().equals(account)) {
            notices.get().add(account, Notice.Kind.SHARED, post.author(), post.item().created(), words);
        }
    }

    private void gone(long created) {
        posts.elsewhereChanged(created);
        notices.get().forgetPost(created);
        posts.gone(created);
    }
}
