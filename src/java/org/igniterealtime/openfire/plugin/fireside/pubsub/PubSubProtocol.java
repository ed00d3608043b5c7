package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.StanzaErrors;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError;

/** The engine as XEP-0060 speaks with it: one request, one answer. */
public final class PubSubProtocol {
    private static final Logger LOG = LoggerFactory.getLogger(PubSubProtocol.class);
    /** Parts of a request that say how, not what. */
    private static final Set<String> BESIDE = Set.of("set", "order");

    private final PubSub pubsub;
    private final Map<String, Handler> handlers;

    public PubSubProtocol(PubSub pubsub) {
        this.pubsub = pubsub;
        ItemRequests items = new ItemRequests(pubsub.engine());
        PublisherRequests publisher = new PublisherRequests(pubsub);
        SubscriberRequests subscriber = new SubscriberRequests(pubsub.engine());
        OwnerRequests owner = new OwnerRequests(pubsub);
        DiscoRequests disco = new DiscoRequests(pubsub.engine());
        this.handlers = Map.ofEntries(
            on("get", Ns.DISCO_INFO, "query", disco::info), on("get", Ns.DISCO_ITEMS, "query", disco::items),
            on("get", Ns.PUBSUB, "items", items::items),
            on("set", Ns.PUBSUB, "publish", publisher::publish), on("set", Ns.PUBSUB, "retract", publisher::retract),
            on("set", Ns.PUBSUB, "subscribe", subscriber::subscribe), on("set", Ns.PUBSUB, "unsubscribe", subscriber::unsubscribe),
            on("get", Ns.PUBSUB, "options", subscriber::options), on("set", Ns.PUBSUB, "options", subscriber::setOptions),
            on("get", Ns.PUBSUB, "subscriptions", subscriber::subscriptions), on("get", Ns.PUBSUB, "affiliations", subscriber::affiliations),
            on("get", Ns.PUBSUB, "default", subscriber::defaults), on("set", Ns.PUBSUB, "create", owner::create),
            on("get", Ns.PUBSUB_OWNER, "configure", owner::configuration), on("set", Ns.PUBSUB_OWNER, "configure", owner::configure),
            on("get", Ns.PUBSUB_OWNER, "default", owner::defaults), on("set", Ns.PUBSUB_OWNER, "delete", owner::delete),
            on("set", Ns.PUBSUB_OWNER, "purge", owner::purge),
            on("get", Ns.PUBSUB_OWNER, "subscriptions", owner::subscriptions), on("set", Ns.PUBSUB_OWNER, "subscriptions", owner::approve),
            on("get", Ns.PUBSUB_OWNER, "affiliations", owner::affiliations), on("set", Ns.PUBSUB_OWNER, "affiliations", owner::affiliate));
    }

    @FunctionalInterface
    private interface Handler {
        IQ answer(Request request) throws PubSubError;
    }

    private static Map.Entry<String, Handler> on(String type, String namespace, String name, Handler handler) {
        return Map.entry(type + ' ' + namespace + ' ' + name, handler);
    }

    /**
     * Answers a request. May block; throws nothing.
     *
     * @param request a get or set, its {@code from} known to be true; is not changed
     * @param service whom it is addressed to: the bare JID of a local account, or the address of a service of ours
     * @return the result or the error, said by that service
     */
    public IQ answer(IQ request, String service) {
        try {
            Request understood = understood(request, service);
            try {
                return handler(understood).answer(understood);
            } catch (PubSubError refusal) {
                return refused(understood, refusal);
            }
        } catch (PubSubError misunderstood) {
            return error(request, service, misunderstood);
        } catch (Outage outage) {
            LOG.warn("A publish-subscribe request could not be answered: {}", String.valueOf(outage.getCause()));
            return failed(request, service);
        } catch (RuntimeException | StackOverflowError fault) {
            LOG.error("Fault {}: a publish-subscribe request could not be answered", UUID.randomUUID(), fault);
            return failed(request, service);
        }
    }

    /** What an account can do besides, for the host's answer of its features (XEP-0163 §4.3.2). */
    public void addAccountFeatures(Element query) {
        Set<String> said = new HashSet<>();
        Xml.children(query, "feature", Ns.DISCO_INFO).forEach(feature -> said.add(feature.attributeValue("var")));
        DiscoRequests.features(query, PubSubFeatures.ACCOUNT.stream().filter(feature -> !said.contains(feature)).toList());
    }

    private static Request understood(IQ request, String service) throws PubSubError {
        Element child = request.getChildElement();
        if (child == null || request.getFrom() == null) {
            throw No.BAD_REQUEST;
        }
        return switch (child.getNamespaceURI()) {
            case Ns.DISCO_INFO, Ns.DISCO_ITEMS -> new Request(request, service, child, child);
            case Ns.PUBSUB, Ns.PUBSUB_OWNER -> new Request(request, service, child, action(child));
            default -> throw No.UNKNOWN;
        };
    }

    private static Element action(Element pubsub) throws PubSubError {
        return Xml.children(pubsub).stream().filter(each -> !BESIDE.contains(each.getName())).findFirst().orElseThrow(() -> No.BAD_REQUEST);
    }

    private Handler handler(Request request) throws PubSubError {
        Handler handler = handlers.get(request.iq().getType() + " " + request.parent().getNamespaceURI() + ' ' + request.action().getName());
        if (handler == null || !request.action().getNamespaceURI().equals(request.parent().getNamespaceURI())) {
            throw No.BAD_REQUEST;
        }
        return handler;
    }

    // XEP-0060 §8.8.2.4 and §8.9.2.4: what was not changed is said as it is. Here all is changed or nothing.
    private IQ refused(Request request, PubSubError refusal) {
        IQ answer = error(request.iq(), request.service(), refusal);
        boolean list = request.iq().getType() == IQ.Type.set && request.parent().getNamespaceURI().equals(Ns.PUBSUB_OWNER)
            && refusal.condition() == PacketError.Condition.not_acceptable;
        return list ? new Unchanged(pubsub).added(answer, request) : answer;
    }

    private static IQ error(IQ request, String service, PubSubError refusal) {
        IQ answer = StanzaErrors.answer(request, new JID(service), refusal.condition());
        if (refusal.condition() == PacketError.Condition.unexpected_request) {
            // Not to be tried again later, as RFC 6120 §8.3.3.22 has it by default (XEP-0060 §6.2.3.2).
            answer.getElement().element("error").addAttribute("type", PacketError.Type.cancel.toXMPP());
        }
        if (!refusal.special().isEmpty()) {
            Element special = StanzaErrors.add(answer, refusal.special(), Ns.PUBSUB_ERRORS);
            if (!refusal.feature().isEmpty()) {
                special.addAttribute("feature", refusal.feature());
            }
        }
        return answer;
    }

    private static IQ failed(IQ request, String service) {
        IQ answer = StanzaErrors.answer(request, new JID(service), PacketError.Condition.internal_server_error);
        answer.getElement().element("error").addAttribute("type", PacketError.Type.wait.toXMPP());
        return answer;
    }
}
