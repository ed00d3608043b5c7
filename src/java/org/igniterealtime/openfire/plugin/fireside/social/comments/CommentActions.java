package org.igniterealtime.openfire.plugin.fireside.social.comments;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Item;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSubError;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Entry;
import org.igniterealtime.openfire.plugin.fireside.social.posts.EntryStanza;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Post;
import org.igniterealtime.openfire.plugin.fireside.social.posts.PostRefusals;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Posts;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;

/** Comment, take a comment back, like and no longer like. */
final class CommentActions {
    private static final int LONGEST = 5_000;

    private final Platform platform;
    private final Posts posts;
    private final CommentStore store;
    private final RemoteTalk remote;

    CommentActions(Platform platform, Posts posts, CommentStore store, RemoteTalk remote) {
        this.remote = remote;
        this.platform = platform;
        this.posts = posts;
        this.store = store;
    }

    void register() {
        platform.actions().on("comments/send", this::send);
        platform.actions().on("comments/delete", this::delete);
        platform.actions().on("likes/set", this::like);
    }

    /** What is done with the node of a post's comments. */
    @FunctionalInterface
    private interface About {
        void act(String me, Node talk) throws PubSubError;
    }

    /** What is done where another server has the comments. */
    @FunctionalInterface
    private interface Elsewhere {
        CompletionStage<Optional<Refusal>> act(Post post);
    }

    private CompletionStage<Optional<Refusal>> about(Session session, Call call, About about, Elsewhere elsewhere) {
        String me = session.person().jid().toString();
        return session.data("comments", () -> posts.find(Post.created(call.field("post")), me)).thenCompose(post -> {
            if (post.isEmpty()) {
                return Action.refused(Refusal.of(Refusal.Kind.MISSING, "posts.gone"));
            }
            return post.get().isRemote() ? elsewhere.act(post.get()) : session.data("comments", () -> here(post.get(), me, about));
        });
    }

    private Optional<Refusal> here(Post post, String me, About about) {
        Optional<Node> talk = Optional.of(posts.talkKey(post)).filter(key -> key > 0).flatMap(platform.pubsub()::find);
        if (talk.isEmpty()) {
            return Optional.of(Refusal.of(Refusal.Kind.MISSING, "posts.gone"));
        }
        try {
            about.act(me, talk.get());
            return Optional.empty();
        } catch (PubSubError no) {
            return Optional.of(PostRefusals.of(no));
        }
    }

    private CompletionStage<Optional<Refusal>> send(Session session, Page page, Call call) {
        String body = XmlText.clean(call.field("body")).strip();
        if (body.isBlank()) {
            return Action.refused(Refusal.invalid("posts.blankComment"));
        }
        if (body.length() > LONGEST) {
            return Action.refused(Refusal.of(Refusal.Kind.TOO_LARGE, "posts.tooLong", LONGEST));
        }
        // The same reference again is the same comment.
        Entry comment = entry(session.person(), "c-" + call.reference(), body);
        return about(session, call, (me, talk) -> publish(me, talk, comment), post -> remote.publish(session, post, comment));
    }

    private void publish(String me, Node talk, Entry entry) throws PubSubError {
        platform.pubsub().publish(me, talk.id(), entry.id(), EntryStanza.write(entry), Map.of());
    }

    // RFC 4287 §3.2.1: whoever is named has a name, not an address alone.
    private static Entry entry(Person me, String id, String title) {
        return Entry.draft(id, me.jid(), Instant.now()).authorName(me.name()).title(title).entry();
    }

    private CompletionStage<Optional<Refusal>> delete(Session session, Page page, Call call) {
        long created = Post.created(call.field("comment"));
        return about(session, call, (me, talk) -> {
            Optional<Item> comment = platform.pubsub().item(created, me).map(found -> found.item()).filter(item -> item.node() == talk.key());
            if (comment.isPresent()) {
                platform.pubsub().retract(me, talk.id(), comment.get().id(), true);
            }
        }, post -> remote.delete(session, post, created));
    }

    private CompletionStage<Optional<Refusal>> like(Session session, Page page, Call call) {
        boolean liked = call.field("liked").equals("true");
        String mine = session.person().jid().toString();
        Entry like = entry(session.person(), UUID.nameUUIDFromBytes(("like " + mine).getBytes(StandardCharsets.UTF_8)).toString(), Entry.LIKE);
        return about(session, call, (me, talk) -> {
            List<String> likes = likes(talk, me);
            if (liked && likes.isEmpty()) {
                publish(me, talk, like);
            } else if (!liked) {
                for (String mineToo : likes) {
                    platform.pubsub().retract(me, talk.id(), mineToo, true);
                }
            }
        }, post -> liked ? remote.publish(session, post, like) : remote.unlike(session, post, like.id()));
    }

    private List<String> likes(Node talk, String me) {
        return platform.database().readPrepared(sql -> store.likes(sql, talk.key(), me));
    }
}
