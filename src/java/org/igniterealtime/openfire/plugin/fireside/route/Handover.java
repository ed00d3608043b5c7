package org.igniterealtime.openfire.plugin.fireside.route;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.dom4j.Attribute;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;

/**
 * Gives what is asked of the social nodes of local accounts to Fireside's own service instead of the host's PEP. The host
 * reads the address of a request after its interceptors have seen it, so a new address takes it elsewhere: the account in
 * the node part, the address that it had in the attribute {@link #MARK}.
 *
 * <p>Whether there is such an account, and whether it takes requests of that sender, is not decided here but by who answers,
 * since it may read the database; he gives back to the host ({@link #past}) what is not his.
 */
public final class Handover {
    /** Stands on requests that were handed over, and on no other: it is taken off whatever comes in. */
    public static final String MARK = "fireside-to";

    /** How a thread routes just now what Fireside gives it. */
    private enum Way { PAST, OURS }

    private final String domain;
    private final String service;
    private final Predicate<String> social;
    private final ThreadLocal<Way> way = new ThreadLocal<>();
    private volatile BiPredicate<IQ, JID> besides = (request, to) -> false;
    private volatile boolean open;

    /**
     * @param domain of the accounts
     * @param service the address that takes the requests
     * @param social whether a node of that name is handed over
     */
    public Handover(String domain, String service, Predicate<String> social) {
        this.domain = domain;
        this.service = service;
        this.social = social;
    }

    /** What is handed over besides, of requests that are for a bare address; must be quick. */
    public void besides(BiPredicate<IQ, JID> wanted) {
        besides = wanted;
    }

    /** Begins to hand over; the service is there. */
    public void open() {
        open = true;
    }

    /** Hands nothing over any more. */
    public void close() {
        open = false;
    }

    /** Runs what routes a request to the host, and leaves that request alone. */
    public void past(Runnable routing) {
        by(Way.PAST, routing);
    }

    /** Runs what routes a stanza that an account's social node sends, rather than the host's. */
    public void ours(Runnable routing) {
        by(Way.OURS, routing);
    }

    /** Whether this thread routes what Fireside says itself. */
    boolean isOurs() {
        return way.get() == Way.OURS;
    }

    private void by(Way thisWay, Runnable routing) {
        way.set(thisWay);
        try {
            routing.run();
        } finally {
            way.remove();
        }
    }

    /**
     * Whether a message is what the host's PEP tells of a social node: of one that it had before, or gets back, and has told
     * of long ago.
     */
    boolean isStale(Message message) {
        JID from = message.getFrom();
        if (!open || from == null || from.getResource() != null || !isAccount(from) || isOurs()) {
            return false;
        }
        Element event = message.getChildElement("event", Ns.PUBSUB_EVENT);
        return event != null && isSocial(event);
    }

    /** Whether a pubsub event tells of a node of that kind. */
    boolean isSocial(Element event) {
        return event.elements().stream().map(each -> ((Element) each).attributeValue("node")).anyMatch(
            node -> node != null && social.test(node));
    }

    /** Of an IQ that begins its way through the host. */
    void meet(IQ iq) {
        if (way.get() == Way.PAST) {
            return;
        }
        // There may be several, in namespaces.
        for (Attribute forged = mark(iq); forged != null; forged = mark(iq)) {
            iq.getElement().remove(forged);
        }
        JID to = iq.getTo();
        JID account = to == null ? iq.getFrom() : to;
        if (open && iq.isRequest() && account != null && account.getNode() != null && (to == null || to.getResource() == null)
            && iq.getFrom() != null && (isAccount(account) && concerns(iq, to != null) || besides.test(iq, account.asBareJID()))) {
            iq.getElement().addAttribute(MARK, to == null ? "" : to.toString());
            iq.setTo(new JID(account.getNode(), service, null, true));
        }
    }

    private static Attribute mark(IQ iq) {
        return iq.getElement().attribute(MARK);
    }

    private boolean isAccount(JID jid) {
        return jid.getNode() != null && domain.equals(jid.getDomain());
    }

    private boolean concerns(IQ iq, boolean addressed) {
        Element child = iq.getChildElement();
        if (child == null) {
            return false;
        }
        String node = child.attributeValue("node");
        return switch (child.getNamespaceURI()) {
            case Ns.PUBSUB, Ns.PUBSUB_OWNER -> concerns(child);
            case Ns.DISCO_INFO -> node != null && social.test(node);
            // Without an address the server's own items are meant (XEP-0030 §4.1), of whatever account asks.
            case Ns.DISCO_ITEMS -> node == null ? addressed : social.test(node);
            default -> false;
        };
    }

    // All nodes that are named have to be social: who answers sees no other. Naming none, one asks about all (XEP-0060 §5.6, §5.7).
    private boolean concerns(Element pubsub) {
        List<?> children = pubsub.elements();
        boolean named = false;
        boolean all = false;
        for (Object each : children) {
            Element child = (Element) each;
            String node = child.attributeValue("node");
            if (node != null && !social.test(node)) {
                return false;
            }
            named |= node != null;
            all |= node == null && (child.getName().equals("subscriptions") || child.getName().equals("affiliations"));
        }
        return named || all && pubsub.getNamespaceURI().equals(Ns.PUBSUB);
    }
}
