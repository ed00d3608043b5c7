package org.igniterealtime.openfire.plugin.fireside.component;

import java.util.Collection;
import java.util.Optional;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSubProtocol;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.StanzaErrors;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError;

/** What a service knows: publish-subscribe, what it is (XEP-0030), whether it lives (XEP-0199). */
public final class Desk implements Answers {
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

    @Override
    public Optional<IQ> to(IQ request, JID as) {
        Element child = request.getChildElement();
        String namespace = child == null ? "" : child.getNamespaceURI();
        boolean whole = namespace.equals(Ns.DISCO_INFO) && child.attribute("node") == null;
        return Optional.of(switch (namespace) {
            case Ns.DISCO_INFO -> whole ? named(pubsub.answer(request, as.toString())) : pubsub.answer(request, as.toString());
            case Ns.PUBSUB, Ns.PUBSUB_OWNER, Ns.DISCO_ITEMS -> pubsub.answer(request, as.toString());
            case Ns.PING -> alive(request, as);
            default -> StanzaErrors.answer(request, as, PacketError.Condition.service_unavailable);
        });
    }

    private IQ named(IQ answer) {
        if (answer.getType() == IQ.Type.result) {
            Element query = answer.getChildElement();
            query.element("identity").addAttribute("name", name);
            features.forEach(feature -> query.addElement("feature").addAttribute("var", feature));
        }
        return answer;
    }

    private static IQ alive(IQ request, JID as) {
        IQ answer = IQ.createResultIQ(request);
        answer.setFrom(as);
        return answer;
    }
}
