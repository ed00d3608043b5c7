package org.igniterealtime.openfire.plugin.fireside.route;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.jivesoftware.openfire.interceptor.InterceptorManager;
import org.jivesoftware.openfire.interceptor.PacketInterceptor;
import org.jivesoftware.openfire.session.Session;
import org.xmpp.packet.IQ;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;

/**
 * Turns what the server routes into events. A message is read and numbered when its routing begins, and published when
 * it has ended, unless the host refused it meanwhile: the host then makes an error of the very object.
 */
public final class Route implements PacketInterceptor, AutoCloseable {
    /** A stanza larger than this is archived without its XML, with the body alone. */
    private static final int LARGEST_STANZA = 1 << 20;

    private final Events events;
    private final Stamp stamp;
    private final String domain;
    // By identity, and gone with the packet: the host does not always come back after an exception.
    private final Cache<Packet, RoutedMessage> begun = Caffeine.newBuilder().weakKeys().maximumSize(100_000)
        .executor(Runnable::run).build();

    /** @param domain the server's own */
    public Route(Events events, Stamp stamp, String domain) {
        this.domain = domain;
        this.events = events;
        this.stamp = stamp;
    }

    public void open() {
        InterceptorManager.getInstance().addInterceptor(this);
    }

    @Override
    public void close() {
        InterceptorManager.getInstance().removeInterceptor(this);
    }

    @Override
    public void interceptPacket(Packet packet, Session session, boolean incoming, boolean processed) {
        if (!incoming) {
            if (!processed && packet instanceof Message message) {
                late(message);
            }
            return;
        }
        if (packet instanceof Message message) {
            if (processed) {
                ended(message);
            } else {
                begin(message);
            }
        } else if (processed && packet instanceof IQ iq && iq.getType() == IQ.Type.set) {
            profile(iq);
        }
    }

    private void begin(Message message) {
        boolean conversation = message.getType() == Message.Type.chat || message.getType() == Message.Type.normal;
        if (!conversation || message.getFrom() == null || message.getTo() == null || message.getTo().getNode() == null) {
            return;
        }
        Element stanza = message.getElement();
        if (child(stanza, "no-store", Ns.HINTS) != null || child(stanza, "no-permanent-store", Ns.HINTS) != null) {
            return;
        }
        String body = message.getBody();
        String receipt = attribute(child(stanza, "received", Ns.RECEIPTS));
        String displayed = attribute(child(stanza, "displayed", Ns.MARKERS));
        if (body == null && receipt.isEmpty() && displayed.isEmpty()) {
            return;
        }
        begun.put(message, new RoutedMessage(stamp.next(), Instant.now(), message.getFrom(), message.getTo(),
            message.getID() == null ? "" : message.getID(), body == null ? "" : body, receipt, displayed, xml(message, body)));
    }

    private void ended(Message message) {
        RoutedMessage routed = begun.asMap().remove(message);
        if (routed != null && message.getType() != Message.Type.error) {
            events.publish(routed);
        }
    }

    // The host's own stamp alone tells that a message has lain in its offline store (XEP-0160 §3, XEP-0203 §3).
    private void late(Message message) {
        boolean conversation = message.getType() == Message.Type.chat || message.getType() == Message.Type.normal;
        Element delay = conversation ? child(message.getElement(), "delay", Ns.DELAY) : null;
        String body = delay == null ? null : message.getBody();
        if (body == null || message.getFrom() == null || message.getTo() == null || !domain.equals(delay.attributeValue("from"))) {
            return;
        }
        events.publish(new LateMessage(time(delay.attributeValue("stamp")), message.getFrom(), message.getTo(),
            message.getID() == null ? "" : message.getID(), body, xml(message, body)));
    }

    private static Instant time(String stamp) {
        Instant now = Instant.now();
        try {
            Instant then = stamp == null ? now : Instant.parse(stamp);
            return then.isAfter(now) ? now : then;
        } catch (DateTimeParseException unreadable) {
            return now;
        }
    }

    private void profile(IQ iq) {
        Element child = iq.getChildElement();
        if (child == null || iq.getFrom() == null || iq.getTo() != null && !iq.getTo().asBareJID().equals(iq.getFrom().asBareJID())) {
            return;
        }
        boolean vcard = Ns.VCARD.equals(child.getNamespaceURI());
        boolean avatar = Ns.PUBSUB.equals(child.getNamespaceURI()) && child.element("publish") != null
            && Ns.AVATAR_METADATA.equals(child.element("publish").attributeValue("node"));
        if (vcard || avatar) {
            events.publish(new ProfileChanged(iq.getFrom().asBareJID()));
        }
    }

    private static String xml(Message message, String body) {
        if (body == null || body.length() > LARGEST_STANZA) {
            return "";
        }
        String xml = message.getElement().asXML();
        return xml.length() > LARGEST_STANZA ? "" : xml;
    }

    private static Element child(Element stanza, String name, String namespace) {
        for (Object each : stanza.elements()) {
            Element element = (Element) each;
            if (element.getName().equals(name) && element.getNamespaceURI().equals(namespace)) {
                return element;
            }
        }
        return null;
    }

    private static String attribute(Element element) {
        String id = element == null ? null : element.attributeValue("id");
        return id == null ? "" : id;
    }
}
