package org.igniterealtime.openfire.plugin.fireside.social.comments;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.igniterealtime.openfire.plugin.fireside.social.notices.Notice;
import org.igniterealtime.openfire.plugin.fireside.social.notices.Notices;
import org.igniterealtime.openfire.plugin.fireside.feature.Feature;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Item;
import org.igniterealtime.openfire.plugin.fireside.pubsub.ItemPublished;
import org.igniterealtime.openfire.plugin.fireside.pubsub.ItemRetracted;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.social.people.People;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Entry;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Foot;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Post;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Posts;
import org.igniterealtime.openfire.plugin.fireside.social.posts.PostsFeature;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Talk;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.JID;

/** Registers comments and likes, counts them for the posts, and keeps the pages that show them as the nodes have them. */
public final class CommentsFeature implements Feature {
    private static final Logger LOG = LoggerFactory.getLogger(CommentsFeature.class);
    private static final int COMMENTERS = 100;

    private final Supplier<People> everybody;
    private final Supplier<Posts> everyPost;
    private final Supplier<Notices> everyNotice;
    private final CommentStore store = new CommentStore();
    private Platform platform;
    private People people;
    private Posts posts;
    private Notices notices;
    private ThreadView view;
    private RemoteTalk remote;

    /** A comment is there, or is there again with other words. */
    private record CommentSeen(Node talk, Posts.Subject subject, ThreadView.Told told) {
    }

    private record CommentGone(Posts.Subject subject, long created) {
    }

    /** Somebody likes a post, or no longer does. */
    private record LikeSeen(Posts.Subject subject, long talkKey, String who, Foot counts) {
    }

    public CommentsFeature(Supplier<People> everybody, Supplier<Posts> everyPost, Supplier<Notices> everyNotice) {
        this.everybody = everybody;
        this.everyPost = everyPost;
        this.everyNotice = everyNotice;
    }

    @Override
    public void register(Platform rooms) {
        platform = rooms;
        people = everybody.get();
        posts = everyPost.get();
        notices = everyNotice.get();
        view = new ThreadView(rooms, people, store);
        posts.talk(new Counted());
        remote = new RemoteTalk(rooms, people, posts, view);
        new CommentActions(rooms, posts, store, remote).register();
        rooms.pubsub().beside(new CommentsBeside(store));
        rooms.events().on(ItemPublished.class, event -> inLane(event.node(), () -> published(event)));
        rooms.events().on(ItemRetracted.class, event -> inLane(event.node(), () -> retracted(event)));
        rooms.signals().on(CommentSeen.class, this::seen);
        rooms.signals().on(CommentGone.class, this::gone);
        rooms.signals().on(LikeSeen.class, this::liked);
    }

    private final class Counted implements Talk {
        @Override
        public Map<Long, Foot> feet(Collection<Long> talkKeys, String viewer) {
            return talkKeys.isEmpty() ? Map.of() : count(talkKeys, viewer);
        }

        @Override
        public Thread thread(Session session, Post post, long talkKey) {
            return post.isRemote() ? remote.thread(session, post) : view.read(session, post, talkKey);
        }

        @Override
        public Foot foot(Post post, String viewer) {
            return remote.foot(post, viewer);
        }

        @Override
        public SafeHtml open(Post post, long talkKey, Locale locale) {
            return view.open(talkKey, locale);
        }
    }

    private Map<Long, Foot> count(Collection<Long> talkKeys, String viewer) {
        return platform.database().readPrepared(sql -> store.count(sql, talkKeys, viewer));
    }

    // The bus runs on the publisher's thread: what asks the stores goes into a lane, in the order of each node.
    private void inLane(Node node, Runnable work) {
        if (CommentsBeside.isTalk(node)) {
            platform.sessions().dataLane().call("comments " + node.key(), () -> {
                work.run();
                return null;
            }).exceptionally(fault -> {
                LOG.warn("What was said of a post could not be shown", fault);
                return null;
            });
        }
    }

    // ---- what the nodes tell

    private void published(ItemPublished event) {
        Optional<Posts.Subject> subject = posts.subject(event.node());
        Optional<Entry> entry = CommentsBeside.entry(event.item());
        if (subject.isEmpty() || entry.isEmpty()) {
            return;
        }
        if (entry.get().like()) {
            tellLike(event.node(), subject.get(), event.item().publisher());
            if (event.fresh()) {
                notice(subject.get().author(), Notice.Kind.LIKED, event.item(), subject.get(), "");
            }
            return;
        }
        platform.sessions().signalAll(new CommentSeen(event.node(), subject.get(), new ThreadView.Told(event.item(), entry.get())));
        tellCounts(event.node(), subject.get());
        if (event.fresh()) {
            tellTheOthers(event, subject.get(), entry.get());
        }
    }

    private void tellTheOthers(ItemPublished event, Posts.Subject subject, Entry entry) {
        String words = entry.heading();
        notice(subject.author(), Notice.Kind.COMMENTED, event.item(), subject, words);
        List<String> others = platform.database().readPrepared(sql -> store.commenters(sql, event.node().key(), COMMENTERS));
        Collection<String> readers = platform.pubsub().readers(event.node(), others);
        others.stream().filter(other -> !other.equals(subject.author()) && readers.contains(other))
            .forEach(other -> notice(other, Notice.Kind.ANSWERED, event.item(), subject, words));
    }

    private void notice(String whom, Notice.Kind kind, Item item, Posts.Subject subject, String words) {
        if (!whom.equals(item.publisher())) {
            notices.add(new JID(whom), kind, item.publisher(), subject.created(), words);
        }
    }

    private void retracted(ItemRetracted event) {
        Optional<Posts.Subject> subject = posts.subject(event.node());
        if (subject.isEmpty()) {
            return;
        }
        Optional<Entry> entry = CommentsBeside.entry(event.item());
        if (entry.map(Entry::like).orElse(false)) {
            tellLike(event.node(), subject.get(), event.item().publisher());
            notices.takeBack(EnumSet.of(Notice.Kind.LIKED), event.item().publisher(), subject.get().created(), "");
        } else {
            entry.ifPresent(said -> notices.takeBack(EnumSet.of(Notice.Kind.COMMENTED, Notice.Kind.ANSWERED), event.item().publisher(),
                subject.get().created(), said.heading()));
            platform.sessions().signalAll(new CommentGone(subject.get(), event.item().created()));
            tellCounts(event.node(), subject.get());
        }
    }

    private void tellLike(Node node, Posts.Subject subject, String who) {
        platform.sessions().signalAll(new LikeSeen(subject, node.key(), who, counts(node)));
        tellCounts(node, subject);
    }

    private void tellCounts(Node node, Posts.Subject subject) {
        platform.sessions().signalAll(new PostsFeature.FootChanged(subject.created(), counts(node)));
    }

    private Foot counts(Node node) {
        return count(List.of(node.key()), null).getOrDefault(node.key(), Foot.NONE);
    }

    // ---- what sessions show

    private void seen(Session session, CommentSeen seen) {
        if (!posts.showsThread(session, seen.subject().created())) {
            return;
        }
        Person viewer = session.person();
        // Who reads it still may have been closed out since.
        session.then(session.data("faces", () -> {
            people.face(viewer, new JID(seen.told().item().publisher()));
            return platform.pubsub().mayRead(seen.talk(), viewer.jid().toString());
        }), (readable, fault) -> {
            if (fault == null && readable) {
                show(session, seen);
            }
        });
    }

    private void show(Session session, CommentSeen seen) {
        Person viewer = session.person();
        posts.eachWithThread(session, seen.subject().created(), (page, post) -> {
            String html = view.html(viewer, post, seen.told(), page.locale()).html();
            boolean again = seen.told().item().changed() != seen.told().item().created();
            page.patch(Patch.of(again ? "replace" : "append", again ? ThreadView.element(seen.told().item().created()) : "comments", html));
        });
    }

    private void gone(Session session, CommentGone gone) {
        posts.eachWithThread(session, gone.subject().created(), (page, post) -> page.patch(Patch.remove(ThreadView.element(gone.created()))));
    }

    private void liked(Session session, LikeSeen seen) {
        Person viewer = session.person();
        if (seen.who().equals(viewer.jid().toString())) {
            session.then(session.data("likes", () -> count(List.of(seen.talkKey()), seen.who()).getOrDefault(seen.talkKey(), Foot.NONE)),
                (foot, fault) -> {
                    if (fault == null) {
                        posts.eachShowing(session, seen.subject().created(), page -> page.patch(Patch.of("replace",
                            "post-" + Post.id(seen.subject().created()) + "-actions", posts.actions(seen.subject().created(), foot, page.locale()).html())));
                    }
                });
        }
        if (posts.showsThread(session, seen.subject().created())) {
            session.then(session.data("likers", () -> view.likers(viewer, seen.talkKey())), (likers, fault) -> {
                if (fault == null) {
                    posts.eachWithThread(session, seen.subject().created(), (page, post) -> page.patch(likers(likers, page)));
                }
            });
        }
    }

    private Patch likers(List<Face> likers, Page page) {
        return Patch.of("replace", "likers", platform.views().render("comments/likers", page.locale(), Map.of("likers", likers)).html());
    }
}
