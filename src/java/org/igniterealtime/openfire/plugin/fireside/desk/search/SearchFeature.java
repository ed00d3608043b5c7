package org.igniterealtime.openfire.plugin.fireside.desk.search;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.igniterealtime.openfire.plugin.fireside.desk.directory.Answer;
import org.igniterealtime.openfire.plugin.fireside.desk.directory.Directory;
import org.igniterealtime.openfire.plugin.fireside.desk.directory.DirectoryFeature;
import org.igniterealtime.openfire.plugin.fireside.feature.Feature;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.RateLimit;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.host.Account;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.page.Shell;
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
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;
import org.xmpp.packet.JID;

/** Registers the place {@code search}, and keeps the index of posts as they are. */
public final class SearchFeature implements Feature {
    private static final Duration TICK = Duration.ofSeconds(20);
    private final Supplier<People> everybody;
    private final Supplier<Posts> everyPost;
    private final Supplier<Directory> everything;
    private Platform platform;
    private Indexing indexing;
    private SearchView view;

    /** All posts, or all messages, can be found now. */
    public record Completed() {
    }

    /** Has messages found, too; once this feature has registered. */
    public void finds(Messages messages) {
        view.messages(messages);
    }

    public SearchFeature(Supplier<People> everybody, Supplier<Posts> everyPost, Supplier<Directory> everything) {
        this.everybody = everybody;
        this.everyPost = everyPost;
        this.everything = everything;
    }

    @Override
    public void register(Platform rooms) {
        platform = rooms;
        indexing = new Indexing(rooms.files().resolve("search"), everyPost.get().all(), this::name, rooms.sessions().dataLane(),
            () -> rooms.sessions().signalAll(new Completed()));
        view = new SearchView(rooms, everyPost.get(), everybody.get(), new DirectorySearch(rooms, everybody.get(), everything.get()), indexing,
            new RateLimit(rooms.settings().searchesPerMinute(), Duration.ofMinutes(1)));
        rooms.shell().placeWithPane(SearchView.SECTION, view);
        rooms.actions().on("search/older", this::older);
        rooms.actions().on("search/further", this::further);
        rooms.actions().on("search/earlier", this::earlier);
        rooms.events().on(ItemPublished.class, event -> look(event.node(), event.item().created()));
        rooms.events().on(ItemRetracted.class, event -> look(event.node(), event.item().created()));
        rooms.events().on(NodeDeleted.class, event -> {
            if (Audience.isPostNode(event.node().id().name())) {
                indexing.lookAtNode(event.node().key());
            }
        });
        rooms.events().on(Posts.ElsewhereChanged.class, event -> indexing.look(event.created()));
        rooms.signals().on(Completed.class, (session, completed) -> refresh(session));
        rooms.signals().on(DirectoryFeature.Completed.class, (session, completed) -> refresh(session));
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

    private void refresh(Session session) {
        session.pages().stream().filter(page -> page.place().section().equals(SearchView.SECTION))
            .forEach(page -> page.whenDrawn(() -> platform.shell().refresh(session, page, false)));
    }

    private CompletionStage<Optional<Refusal>> older(Session session, Page page, Call call) {
        long before = Post.created(call.field("before"));
        Question question = Question.of(call.field("q"));
        Part part = Part.of(call.field("in"));
        return before < 0 ? Action.refused(Refusal.invalid("live.malformed"))
            : more(session, () -> view.older(session, question, part, before), found -> drawOlder(session, page, before, found));
    }

    private CompletionStage<Optional<Refusal>> further(Session session, Page page, Call call) {
        int skip = SearchView.skip(call.field("before"));
        Question question = Question.of(call.field("q"));
        Part part = Part.of(call.field("in"));
        return part == Part.ALL || part == Part.POSTS || part == Part.MESSAGES || skip == 0 ? Action.refused(Refusal.invalid("live.malformed"))
            : more(session, () -> view.further(session, question, part, skip), found -> drawFurther(page, found));
    }

    private CompletionStage<Optional<Refusal>> earlier(Session session, Page page, Call call) {
        long before = Post.created(call.field("before"));
        Question question = Question.of(call.field("q"));
        return before < 0 ? Action.refused(Refusal.invalid("live.malformed"))
            : more(session, () -> view.earlier(session, question, call.field("chat"), before), found -> drawEarlier(page, call.field("before"), found));
    }

    private static CompletionStage<Optional<Refusal>> more(Session session, Callable<Results> finding, Consumer<Results> drawing) {
        CompletableFuture<Optional<Refusal>> done = new CompletableFuture<>();
        session.then(session.data("older", finding), (found, fault) -> {
            if (fault != null) {
                done.completeExceptionally(fault);
            } else if (found.busy()) {
                done.complete(Optional.of(Refusal.of(Refusal.Kind.TOO_MANY, "search.busy")));
            } else {
                drawing.accept(found);
                done.complete(Optional.empty());
            }
        });
        return done;
    }

    private static boolean isThere(Page page, Results found) {
        return page.place().section().equals(SearchView.SECTION) && Part.of(page.place().part()) == found.part()
            && Question.of(page.place().asked()).equals(found.question());
    }

    // Drawn afresh meanwhile, the posts end elsewhere, or answer something else.
    private void drawOlder(Session session, Page page, long before, Results found) {
        if (!isThere(page, found) || !Posts.showsMore(page, before, found.seenPosts())) {
            return;
        }
        StringBuilder html = new StringBuilder();
        view.articles(session.person(), found, page.locale()).forEach(article -> html.append(article.html()));
        if (!html.isEmpty()) {
            page.patch(Patch.of("append", "posts", html.toString()));
        }
        page.patch(Patch.of("replace", "older", platform.views().render("search/older", page.locale(), SearchView.older(found)).html()));
    }

    // Likewise.
    private void drawFurther(Page page, Results found) {
        Answer<?> more = found.of(found.part());
        boolean goesOn = isThere(page, found) && Shell.shown(page, SearchView.Showing.class)
            .filter(showing -> showing.next().compareAndSet(found.skip(), found.skip() + more.found().size())).isPresent();
        if (!goesOn) {
            return;
        }
        StringBuilder html = new StringBuilder();
        more.found().forEach(each -> html.append(row(found.part(), each, page).html()));
        if (!html.isEmpty()) {
            page.patch(Patch.of("append", "found", html.toString()));
        }
        page.patch(Patch.of("replace", "further", platform.views().render("search/further", page.locale(), SearchView.further(found)).html()));
    }

    // Likewise.
    private void drawEarlier(Page page, String before, Results found) {
        boolean goesOn = isThere(page, found) && page.place().chat().equals(found.chat()) && Shell.shown(page, SearchView.ShowingMessages.class)
            .filter(showing -> showing.goOn(before, found.lastMessage())).isPresent();
        if (!goesOn) {
            return;
        }
        StringBuilder html = new StringBuilder();
        found.messages().found().forEach(each -> html.append(platform.views().render("search/message", page.locale(), "message", each).html()));
        if (!html.isEmpty()) {
            page.patch(Patch.of("append", "found-messages", html.toString()));
        }
        page.patch(Patch.of("replace", "earlier", platform.views().render("search/earlier", page.locale(), SearchView.earlier(found)).html()));
    }

    private SafeHtml row(Part part, Object each, Page page) {
        return switch (part) {
            case PEOPLE -> platform.views().render("search/person", page.locale(), "person", each);
            case ROOMS -> platform.views().render("search/room", page.locale(), "room", each);
            default -> platform.views().render("search/community", page.locale(), "community", each);
        };
    }
}
