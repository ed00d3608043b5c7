package org.igniterealtime.openfire.plugin.fireside.desk.search;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.igniterealtime.openfire.plugin.fireside.feature.Feature;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.RateLimit;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.host.Account;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.pubsub.ItemPublished;
import org.igniterealtime.openfire.plugin.fireside.pubsub.ItemRetracted;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeDeleted;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.social.people.People;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Audience;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Post;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Posts;
import org.xmpp.packet.JID;

/** Registers the place {@code search}, and keeps its index as the posts are. */
public final class SearchFeature implements Feature {
    private static final Duration TICK = Duration.ofSeconds(20);
    /** Questions of one person a minute. */
    private static final int A_MINUTE = 60;

    private final Supplier<People> everybody;
    private final Supplier<Posts> everyPost;
    private Platform platform;
    private Indexing indexing;
    private SearchView view;

    public SearchFeature(Supplier<People> everybody, Supplier<Posts> everyPost) {
        this.everybody = everybody;
        this.everyPost = everyPost;
    }

    @Override
    public void register(Platform rooms) {
        platform = rooms;
        indexing = new Indexing(rooms.files().resolve("search"), everyPost.get().all(), this::name, rooms.sessions().dataLane(),
            () -> rooms.sessions().signalAll(new Completed()));
        view = new SearchView(rooms, everyPost.get(), everybody.get(), indexing, new RateLimit(A_MINUTE, Duration.ofMinutes(1)));
        rooms.shell().placeWithPane(SearchView.SECTION, view);
        rooms.actions().on("search/older", this::older);
        rooms.events().on(ItemPublished.class, event -> look(event.node(), event.item().created()));
        rooms.events().on(ItemRetracted.class, event -> look(event.node(), event.item().created()));
        rooms.events().on(NodeDeleted.class, event -> {
            if (Audience.isPostNode(event.node().id().name())) {
                indexing.lookAtNode(event.node().key());
            }
        });
        rooms.events().on(Posts.ElsewhereChanged.class, event -> indexing.look(event.created()));
        rooms.signals().on(Completed.class, (session, completed) -> refresh(session));
        indexing.tick();
        rooms.sessions().clock().every(TICK, indexing::tick);
    }

    @Override
    public void close() throws IOException {
        if (indexing != null) {
            indexing.close();
        }
    }

    private String name(String jid) {
        JID account = new JID(jid);
        return platform.server().isAccount(account) ? platform.accounts().find(account.getNode()).map(Account::name).orElse("") : "";
    }

    private void look(Node node, long created) {
        if (Audience.isPostNode(node.id().name())) {
            indexing.look(created);
        }
    }

    /** All posts can be found now. */
    private record Completed() {
    }

    private void refresh(Session session) {
        session.pages().stream().filter(page -> page.place().section().equals(SearchView.SECTION))
            .forEach(page -> page.whenDrawn(() -> platform.shell().refresh(session, page, false)));
    }

    private CompletionStage<Optional<Refusal>> older(Session session, Page page, Call call) {
        long before = Post.created(call.field("before"));
        Question question = Question.of(call.field("q"));
        if (before < 0) {
            return Action.refused(Refusal.invalid("live.malformed"));
        }
        CompletableFuture<Optional<Refusal>> done = new CompletableFuture<>();
        session.then(session.data("older", () -> view.find(session.person(), question, before)), (found, fault) -> {
            if (fault != null) {
                done.completeExceptionally(fault);
            } else if (found.busy()) {
                done.complete(Optional.of(Refusal.of(Refusal.Kind.TOO_MANY, "search.busy")));
            } else {
                draw(session, page, before, found);
                done.complete(Optional.empty());
            }
        });
        return done;
    }

    // Drawn afresh meanwhile, the posts end elsewhere, or answer something else.
    private void draw(Session session, Page page, long before, SearchView.Found found) {
        boolean there = page.place().section().equals(SearchView.SECTION)
            && Question.of(page.place().asked()).equals(found.question());
        if (!there || !Posts.showsMore(page, before, found.posts())) {
            return;
        }
        StringBuilder html = new StringBuilder();
        view.articles(session.person(), found, page.locale()).forEach(article -> html.append(article.html()));
        if (!html.isEmpty()) {
            page.patch(Patch.of("append", "posts", html.toString()));
        }
        page.patch(Patch.of("replace", "older", platform.views().render("search/older", page.locale(), SearchView.older(found)).html()));
    }
}
