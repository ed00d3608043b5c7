package org.igniterealtime.openfire.plugin.fireside.component;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSubProtocol;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.StanzaErrors;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError;

/** What a service knows: publish-subscribe, what it is (XEP-0030), whether it lives (XEP-0199), and what features offer there. */
public final class Desk implements Answers {
    private final List<Offer> offers = new CopyOnWriteArrayList<>();
    private final PubSubProtocol pubsub;
    private final String name;
    private final Collection<String> features;

    /**
     * @param name what the service calls itself
     * @param features what it has besides those of publish-subscribe
     */
    public Desk(PubSubProtocol pubsub, String name, Collection<String> features) {
        this.pubsub = pubsub;
        this.name = name;
        this.features = features;
    }

    /** From now on it answers that too. */
    public void add(Offer offer) {
        if (offers.stream().anyMatch(other -> offer.namespaces().stream().anyMatch(other.namespaces()::contains))) {
            throw new IllegalArgumentException("Somebody else answers some of " + offer.namespaces());
        }
        offers.add(offer);
    }

    @Override
    public Optional<IQ> to(IQ request, JID as) {
        Element child = request.getChildElement();
        String namespace = child == null ? "" : child.getNamespaceURI();
        return switch (namespace) {
            case Ns.DISCO_INFO, Ns.DISCO_ITEMS -> discovered(request, as);
            case Ns.PUBSUB, Ns.PUBSUB_OWNER -> engine(request, as);
            case Ns.PING -> Optional.of(alive(request, as));
            default -> of(offer -> offer.namespaces().contains(namespace), Desk::unknown).to(request, as);
        };
    }

    private Optional<IQ> discovered(IQ request, JID as) {
        String node = request.getChildElement().attributeValue("node");
        if (node != null) {
            return of(offer -> offer.hasNode(node), this::engine).to(request, as);
        }
        boolean whole = request.getChildElement().getNamespaceURI().equals(Ns.DISCO_INFO);
        return engine(request, as).map(answer -> whole ? described(answer) : answer);
    }

    private Answers of(Predicate<Offer> wanted, Answers otherwise) {
        return offers.stream().filter(wanted).map(Answers.class::cast).findFirst().orElse(otherwise);
    }

    private Optional<IQ> engine(IQ request, JID as) {
        return Optional.of(pubsub.answer(request, as.toString()));
    }

    private static Optional<IQ> unknown(IQ request, JID as) {
        return Optional.of(StanzaErrors.answer(request, as, PacketError.Condition.service_unavailable));
    }

    private IQ described(IQ answer) {
        if (answer.getType() == IQ.Type.result) {
            Element query = answer.getChildElement();
            List<Element> said = Xml.children(query);
            said.forEach(query::remove);
            query.add(said.get(0).addAttribute("name", name));
            offers.stream().flatMap(offer -> offer.identities().stream()).forEach(identity -> add(query, identity));
            said.stream().skip(1).forEach(query::add);
            features.forEach(feature -> add(query, feature));
            offers.stream().flatMap(offer -> offer.features().stream()).forEach(feature -> add(query, feature));
            offers.forEach(offer -> offer.describe(query));
        }
        return answer;
    }

    private static void add(Element query, Offer.Identity identity) {
        Element added = query.addElement("identity");
        added.addAttribute("category", identity.category());
        added.addAttribute("type", identity.type());
        if (!identity.name().isEmpty()) {
            added.addAttribute("name", identity.name());
        }
    }

    private static void add(Element query, String feature) {
        query.addElement("feature").addAttribute("var", feature);
    }

    private static IQ alive(IQ request, JID as) {
        IQ answer = IQ.createResultIQ(request);
        answer.setFrom(as);
        return answer;
    }
}
