package org.igniterealtime.openfire.plugin.fireside.pubsub;

import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/** What a refused change of a list was about, as it still is (XEP-0060 §8.8.2.4, §8.9.2.4). */
final class Unchanged {
    private final PubSub pubsub;

    Unchanged(PubSub pubsub) {
        this.pubsub = pubsub;
    }

    /** The error with the list; without one when the request was about something else. */
    IQ added(IQ error, Request request) {
        String list = request.action().getName();
        if (!list.equals("affiliations") && !list.equals("subscriptions") || request.node().isEmpty() || !isOwners(request)) {
            return error;
        }
        Element child = error.getElement().addElement("pubsub", Ns.PUBSUB_OWNER).addElement(list);
        // Before the error, which comes last.
        Element condition = error.getElement().element("error");
        condition.detach();
        error.getElement().add(condition);
        child.addAttribute("node", request.node().get().name());
        String word = list.substring(0, list.length() - 1);
        for (Element asked : request.entries(word)) {
            Request.jid(asked).ifPresent(jid -> {
                Element entry = child.addElement(word);
                entry.addAttribute("jid", jid.toString());
                entry.addAttribute(word, now(request.node().get(), word, jid));
            });
        }
        return error;
    }

    // Whatever was wrong with the request: who is what to a node is for its owners.
    private boolean isOwners(Request request) {
        try {
            pubsub.engine().read(sql -> pubsub.engine().owning().owned(sql, pubsub.engine().stores(), request.actor(), request.node().get()));
            return true;
        } catch (PubSubError notHis) {
            return false;
        }
    }

    private String now(NodeId id, String word, JID jid) {
        return pubsub.find(id).map(node -> word.equals("affiliation") ? pubsub.affiliation(node, jid.toBareJID()).word()
            : pubsub.subscriber(node, jid.toString()).map(Subscriber::state).orElse(SubscriptionState.NONE).word()).orElse("none");
    }
}
