package org.igniterealtime.openfire.plugin.fireside.social.remote;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Audience;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError;

/** What is asked of somebody's blog on another server, as the session of who asks (XEP-0060 §6). */
final class Blogs {
    // Another server may have to be found and connected to first.
    private static final Duration PATIENCE = Duration.ofSeconds(25);
    /** Posts that are fetched of one blog. */
    private static final int LATEST = 20;
    /** Items that an answer is looked through for them. */
    private static final int LOOKED_AT = 300;

    private Blogs() {
    }

    /** Subscribes the account, not the session, so that it is told while nobody is here (§6.1). @return why not */
    static CompletableFuture<Optional<Refusal>> subscribe(Session session, JID whom) {
        return session.ask(request(IQ.Type.set, whom, "subscribe", session), PATIENCE).thenApply(Refusals::of).exceptionally(Refusals::unreachable);
    }

    /** §6.2. Whoever was not subscribed is not subscribed now. */
    static CompletableFuture<Optional<Refusal>> unsubscribe(Session session, JID whom) {
        return session.ask(request(IQ.Type.set, whom, "unsubscribe", session), PATIENCE).thenApply(Refusals::of).exceptionally(Refusals::unreachable);
    }

    private static IQ request(IQ.Type type, JID whom, String what, Session session) {
        IQ request = new IQ(type);
        request.setTo(whom);
        Element child = request.setChildElement("pubsub", Ns.PUBSUB).addElement(what);
        child.addAttribute("node", Audience.BLOG);
        child.addAttribute("jid", session.person().jid().toString());
        return request;
    }

    /**
     * The answer with the newest posts, by a page of the last ones (XEP-0059), else by a number (§6.5.7), to be {@link #read}
     * elsewhere than on the thread that brings it.
     */
    static CompletableFuture<IQ> latest(Session session, NodeId place) {
        return session.ask(items(place, true), PATIENCE).thenCompose(answer -> isNotUnderstood(answer) ? session.ask(items(place, false), PATIENCE)
            : CompletableFuture.completedFuture(answer));
    }

    private static IQ items(NodeId place, boolean paged) {
        IQ request = new IQ(IQ.Type.get);
        request.setTo(new JID(place.service()));
        Element pubsub = request.setChildElement("pubsub", Ns.PUBSUB);
        Element items = pubsub.addElement("items");
        items.addAttribute("node", place.name());
        if (paged) {
            Element set = pubsub.addElement("set", Ns.RSM);
            set.addElement("max").setText(Integer.toString(LATEST));
            set.addElement("before");
        } else {
            items.addAttribute("max_items", Integer.toString(LATEST));
        }
        return request;
    }

    private static boolean isNotUnderstood(IQ answer) {
        PacketError.Condition condition = answer.getType() == IQ.Type.error && answer.getError() != null ? answer.getError().getCondition() : null;
        return condition == PacketError.Condition.bad_request || condition == PacketError.Condition.feature_not_implemented;
    }

    /** Some items by their ids (§6.5.8). */
    static IQ some(NodeId place, List<String> ids) {
        IQ request = new IQ(IQ.Type.get);
        request.setTo(new JID(place.service()));
        Element items = request.setChildElement("pubsub", Ns.PUBSUB).addElement("items");
        items.addAttribute("node", place.name());
        ids.forEach(id -> items.addElement("item").addAttribute("id", id));
        return request;
    }

    /** The newest posts of an answer, the oldest first. */
    static List<Incoming> read(NodeId place, IQ answer) {
        Element pubsub = answer.getType() == IQ.Type.result ? answer.getChildElement() : null;
        Element items = pubsub == null ? null : Xml.child(pubsub, "items", Ns.PUBSUB);
        if (items == null || !place.name().equals(items.attributeValue("node", place.name()))) {
            return List.of();
        }
        List<Incoming> posts = new ArrayList<>();
        for (Change change : Told.items(items, LOOKED_AT)) {
            if (change instanceof Change.Published published) {
                Incoming.of(place, published.itemId(), published.payload()).ifPresent(posts::add);
            }
        }
        posts.sort(Comparator.comparing(post -> post.entry().published()));
        return posts.subList(Math.max(0, posts.size() - LATEST), posts.size());
    }
}
