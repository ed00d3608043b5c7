package org.igniterealtime.openfire.plugin.fireside.social.comments;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.social.people.People;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Comments;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Entry;
import org.igniterealtime.openfire.plugin.fireside.social.posts.EntryStanza;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Foot;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Post;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Posts;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Talk;
import org.igniterealtime.openfire.plugin.fireside.social.remote.Refusals;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;
import org.igniterealtime.openfire.plugin.fireside.xmpp.NodeUri;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/**
 * What is said of posts of other servers, where they have it: asked for as the viewer when he opens a post, and said in his name.
 * What one viewer was given is remembered for him alone, and not for long: nobody tells what is added to it meanwhile.
 */
final class RemoteTalk {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration REMEMBERED = Duration.ofMinutes(30);
    /** A thread that is opened again within this time is not asked for again. */
    private static final long FRESH_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int CHARACTERS = 16_000_000;
    private static final int LIKERS = 50;

    private final Platform platform;
    private final People people;
    private final Posts posts;
    private final ThreadView view;
    private final Cache<Look, Given> given = Caffeine.newBuilder().maximumWeight(CHARACTERS).weigher((Look look, Given thread) -> thread.talk().weight())
        .expireAfterWrite(REMEMBERED).executor(Runnable::run).build();

    private record Look(String viewer, NodeUri node) {
    }

    /** @param state {@code fetching}, {@code unreachable}, or empty @param at when it was asked for */
    private record Given(RemoteThread talk, String state, long at) {
    }

    RemoteTalk(Platform platform, People people, Posts posts, ThreadView view) {
        this.platform = platform;
        this.people = people;
        this.posts = posts;
        this.view = view;
    }

    private static Look look(Post post, String viewer) {
        return new Look(viewer, post.entry().comments());
    }

    private static boolean isSilent(Post post) {
        return !Comments.may(post.authorJid(), post.entry().comments());
    }

    // ---- reading

    /** As far as it is known. */
    Foot foot(Post post, String viewer) {
        Given known = isSilent(post) ? null : given.getIfPresent(look(post, viewer));
        return known == null ? Foot.NONE : known.talk().foot(viewer);
    }

    /** What is known now; what is asked for is shown when it comes. */
    Talk.Thread thread(Session session, Post post) {
        if (isSilent(post)) {
            return locale -> SafeHtml.NONE;
        }
        Person viewer = session.person();
        Look look = look(post, viewer.jid().toString());
        Given known = given.getIfPresent(look);
        if (known == null || System.nanoTime() - known.at() > FRESH_NANOS) {
            Given asking = new Given(known == null ? RemoteThread.NONE : known.talk(), "fetching", System.nanoTime());
            given.put(look, asking);
            fetch(session, post);
        }
        Drawing drawing = read(viewer, given.getIfPresent(look));
        return locale -> view.draw(viewer, post, drawing.likers(), drawing.comments(), drawing.state(), locale);
    }

    /** With the faces in memory. */
    private record Drawing(List<Face> likers, List<ThreadView.Told> comments, String state) {
    }

    private Drawing read(Person viewer, Given known) {
        RemoteThread talk = known == null ? RemoteThread.NONE : known.talk();
        talk.comments().forEach(told -> people.face(viewer, new JID(told.item().publisher())));
        List<Face> likers = talk.likers().stream().limit(LIKERS).map(jid -> people.face(viewer, new JID(jid))).toList();
        return new Drawing(likers, talk.comments(), known == null ? "unreachable" : known.state());
    }

    private CompletableFuture<Optional<Refusal>> fetch(Session session, Post post) {
        NodeUri node = post.entry().comments();
        IQ request = request(IQ.Type.get, node.service());
        Element items = request.getChildElement().addElement("items");
        items.addAttribute("node", node.node());
        items.addAttribute("max_items", Integer.toString(RemoteThread.MOST));
        return session.ask(request, PATIENCE).handle((answer, fault) -> {
            Optional<Refusal> refusal = fault != null ? Refusals.unreachable(fault) : Refusals.of(answer);
            change(session.person(), post, refusal.isPresent() ? "unreachable" : "",
                before -> refusal.isPresent() ? before : RemoteThread.read(node, answer));
            return refusal;
        });
    }

    private void change(Person viewer, Post post, String state, UnaryOperator<RemoteThread> change) {
        given.asMap().compute(look(post, viewer.jid().toString()), (look, before) ->
            new Given(change.apply(before == null ? RemoteThread.NONE : before.talk()), state, before == null ? 0 : before.at()));
        viewer.sessions().forEach(session -> session.run(() -> show(session, post)));
    }

    private void show(Session session, Post post) {
        Person viewer = session.person();
        Given known = given.getIfPresent(look(post, viewer.jid().toString()));
        session.then(session.data("faces", () -> read(viewer, known)), (drawing, fault) -> {
            if (fault == null) {
                long created = post.item().created();
                posts.eachShowing(session, created, page -> page.patch(Patch.of("replace", "post-" + post.id() + "-actions",
                    posts.actions(created, foot(post, viewer.jid().toString()), page.locale()).html())));
                posts.eachWithThread(session, created, (page, shown) -> page.patch(Patch.of("replace", "thread-" + post.id(),
                    view.draw(viewer, post, drawing.likers(), drawing.comments(), drawing.state(), page.locale()).html())));
            }
        });
    }

    // ---- saying something

    /** Publishes a comment or a like (XEP-0060 §7.1). */
    CompletableFuture<Optional<Refusal>> publish(Session session, Post post, Entry entry) {
        if (isSilent(post)) {
            return CompletableFuture.completedFuture(Optional.of(Refusal.of(Refusal.Kind.FORBIDDEN, "remote.closed")));
        }
        NodeUri node = post.entry().comments();
        IQ request = request(IQ.Type.set, node.service());
        Element publish = request.getChildElement().addElement("publish");
        publish.addAttribute("node", node.node());
        Element item = publish.addElement("item");
        item.addAttribute("id", entry.id());
        item.add(EntryStanza.write(entry));
        return said(session, request, post, talk -> talk.with(session.person().jid().toString(), entry));
    }

    /** Takes a comment back (§7.2). @param created as the page names it */
    CompletableFuture<Optional<Refusal>> delete(Session session, Post post, long created) {
        Given known = isSilent(post) ? null : given.getIfPresent(look(post, session.person().jid().toString()));
        return known == null ? CompletableFuture.completedFuture(Optional.of(Refusal.of(Refusal.Kind.MISSING, "posts.gone")))
            : retract(session, post, known.talk().ids(created));
    }

    /** Takes one's like back. @param id of one that was given here; others are known when the thread is */
    CompletableFuture<Optional<Refusal>> unlike(Session session, Post post, String id) {
        String me = session.person().jid().toString();
        Given known = isSilent(post) ? null : given.getIfPresent(look(post, me));
        List<String> mine = known == null ? List.of() : known.talk().likes(me);
        return retract(session, post, mine.isEmpty() ? List.of(id) : mine);
    }

    private CompletableFuture<Optional<Refusal>> retract(Session session, Post post, List<String> ids) {
        if (isSilent(post) || ids.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.of(Refusal.of(Refusal.Kind.MISSING, "posts.gone")));
        }
        CompletableFuture<Optional<Refusal>> done = CompletableFuture.completedFuture(Optional.empty());
        for (String id : ids) {
            done = done.thenCompose(refusal -> refusal.isPresent() ? CompletableFuture.completedFuture(refusal) : retract(session, post, id));
        }
        return done;
    }

    private CompletableFuture<Optional<Refusal>> retract(Session session, Post post, String id) {
        NodeUri node = post.entry().comments();
        IQ request = request(IQ.Type.set, node.service());
        Element retract = request.getChildElement().addElement("retract");
        retract.addAttribute("node", node.node());
        retract.addAttribute("notify", "true");
        retract.addElement("item").addAttribute("id", id);
        return said(session, request, post, talk -> talk.without(id));
    }

    // Shown once it is acknowledged, to who said it; the others see it when they look.
    private CompletableFuture<Optional<Refusal>> said(Session session, IQ request, Post post, UnaryOperator<RemoteThread> change) {
        return session.ask(request, PATIENCE).thenApply(answer -> {
            Optional<Refusal> refusal = Refusals.of(answer);
            if (refusal.isEmpty()) {
                change(session.person(), post, "", change);
            }
            return refusal;
        }).exceptionally(Refusals::unreachable);
    }

    private static IQ request(IQ.Type type, JID to) {
        IQ request = new IQ(type);
        request.setTo(to);
        request.setChildElement("pubsub", Ns.PUBSUB);
        return request;
    }
}
