package org.igniterealtime.openfire.plugin.fireside.talk.shares;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.igniterealtime.openfire.plugin.fireside.archive.Kept;
import org.igniterealtime.openfire.plugin.fireside.feature.Feature;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.social.people.People;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Post;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Posts;
import org.igniterealtime.openfire.plugin.fireside.talk.chat.ChatFeature;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.igniterealtime.openfire.plugin.fireside.xmpp.NodeUri;
import org.xmpp.packet.JID;

/** Registers the sharing of posts: the dialog that asks where to, the message, and where its address leads. */
public final class SharesFeature implements Feature {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_PATH = 1_000;

    private final Supplier<People> everybody;
    private final Supplier<Posts> everyPost;
    private final ChatFeature chats;
    private Platform platform;
    private Posts posts;
    private Recipients recipients;

    public SharesFeature(Supplier<People> everybody, Supplier<Posts> everyPost, ChatFeature chats) {
        this.everybody = everybody;
        this.everyPost = everyPost;
        this.chats = chats;
    }

    @Override
    public void register(Platform rooms) {
        platform = rooms;
        posts = everyPost.get();
        recipients = new Recipients(rooms, everybody.get());
        rooms.actions().on("shares/open", this::open);
        rooms.actions().on("shares/find", this::find);
        rooms.actions().on("shares/send", this::send);
        chats.inside(this::inside);
    }

    /** Where an address in a message leads within the application: whoever may not read the post sees that there. */
    private Optional<String> inside(Kept message, String address) {
        Optional<NodeUri> post = address.startsWith("xmpp:") ? ShareStanza.post(address)
            : posts.ofOpenAddress(address).or(() -> ShareStanza.shared(message, address));
        return post.map(posts::path).filter(path -> path.length() <= LONGEST_PATH);
    }

    // ---- the dialog

    /** What the dialog is drawn of. */
    private record Asked(Post post, boolean open, List<Face> people) {
    }

    private CompletionStage<Optional<Refusal>> open(Session session, Page page, Call call) {
        Locale locale = page.locale();
        return drawn(session, () -> posts.find(Post.created(call.field("post")), session.person().jid().toString()).map(post ->
            new Asked(post, !posts.openAddress(post).isEmpty(), recipients.of(session.person(), "", locale))), asked ->
            page.patch(Patch.of("update", "share-body", platform.views().render("shares/body", locale, Map.of("id", asked.post().id(),
                "opening", posts.opening(asked.post().entry(), locale), "open", asked.open(), "people", asked.people())).html())));
    }

    private CompletionStage<Optional<Refusal>> find(Session session, Page page, Call call) {
        String letters = call.field("name");
        if (letters.length() > LONGEST_NAME) {
            return Action.refused(Refusal.invalid("live.malformed"));
        }
        return drawn(session, () -> Optional.of(recipients.of(session.person(), letters, page.locale())), found ->
            page.patch(Patch.of("update", "share-people", platform.views().render("shares/people", page.locale(), "people", found).html())));
    }

    private static <T> CompletionStage<Optional<Refusal>> drawn(Session session, Callable<Optional<T>> read, java.util.function.Consumer<T> draw) {
        CompletableFuture<Optional<Refusal>> done = new CompletableFuture<>();
        session.then(session.data("shares", read), (found, fault) -> {
            if (fault != null) {
                done.completeExceptionally(fault);
                return;
            }
            found.ifPresent(draw);
            done.complete(found.isPresent() ? Optional.empty() : Optional.of(gone()));
        });
        return done;
    }

    private static Refusal gone() {
        return Refusal.of(Refusal.Kind.MISSING, "posts.gone");
    }

    // ---- the message

    private CompletionStage<Optional<Refusal>> send(Session session, Page page, Call call) {
        Optional<JID> to = Jids.bare(call.field("to"));
        if (to.isEmpty()) {
            return Action.refused(Refusal.invalid("people.badAddress"));
        }
        return session.data("shares", () -> posts.find(Post.created(call.field("post")), session.person().jid().toString()))
            .thenCompose(post -> post.isEmpty() ? Action.refused(gone()) : send(session, to.get(), call.reference(), post.get(), page.locale())).thenApply(refusal -> {
                if (refusal.isEmpty()) {
                    session.run(() -> page.patch(Patch.of("update", "share-sent-" + to.get(),
                        platform.views().render("shares/sent", page.locale(), Map.of()).html())));
                }
                return refusal;
            });
    }

    private CompletionStage<Optional<Refusal>> send(Session session, JID to, String reference, Post post, Locale locale) {
        NodeUri address = posts.address(post);
        return chats.outbox().send(session, to, reference, ShareStanza.body(posts.opening(post.entry(), locale), posts.openAddress(post), address),
            ShareStanza.beside(address));
    }
}
