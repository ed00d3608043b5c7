package org.igniterealtime.openfire.plugin.fireside.route;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.stream.Stream;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.igniterealtime.openfire.plugin.fireside.event.ResourceSeen;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.jivesoftware.openfire.SessionManager;
import org.jivesoftware.openfire.interceptor.InterceptorManager;
import org.jivesoftware.openfire.interceptor.PacketInterceptor;
import org.jivesoftware.openfire.interceptor.PacketRejectedException;
import org.jivesoftware.openfire.session.Session;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;
import org.xmpp.packet.Presence;

/**
 * Turns what the server routes into events, and gives what is asked of social nodes to Fireside. A message is read and
 * numbered when its routing begins, and published when it has ended, unless the host refused it meanwhile: the host then
 * makes an error of the very object.
 */
public final class Route implements PacketInterceptor, AutoCloseable {
    /** A stanza larger than this is archived without its XML, with the body alone. */
    private static final int LARGEST_STANZA = 1 << 20;

    /** What of an account's PEP is shown of it as a person. */
    private static final Set<String> PROFILE = Set.of(Ns.AVATAR_METADATA, Ns.VCARD4_NODE, Ns.BANNER);

    /** An event that is nested deeper is not handed on: to copy it may end the routing thread's stack. */
    private static final int DEEPEST_EVENT = 100;

    private static final Set<String> TYPES = Set.of("normal", "chat", "groupchat", "headline", "error");

    private final Events events;
    private final StanzaIds ids;
    private final String domain;
    private final Handover handover;
    private final Additions additions;
    private final RoomIds roomIds;
    private final RoomFeatures roomFeatures;
    private final RoomRepairs repairs;
    // By identity, and gone with the packet: the host does not always come back after an exception.
    private final Cache<Packet, RoutedMessage> begun = Caffeine.newBuilder().weakKeys().maximumSize(100_000)
        .executor(Runnable::run).build();

    /** @param domain the server's own */
    public Route(Events events, StanzaIds ids, String domain, Handover handover, Additions additions, RoomIds roomIds,
                 RoomFeatures roomFeatures, RoomRepairs repairs) {
        this.domain = domain;
        this.events = events;
        this.ids = ids;
        this.handover = handover;
        this.additions = additions;
        this.roomIds = roomIds;
        this.roomFeatures = roomFeatures;
        this.repairs = repairs;
    }

    /** Begins, and tells of the local resources that are there already. */
    public void open() {
        InterceptorManager.getInstance().addInterceptor(this);
        SessionManager.getInstance().getSessions().forEach(session -> resource(session.getPresence(), true));
    }

    @Override
    public void close() {
        InterceptorManager.getInstance().removeInterceptor(this);
    }

    /** @throws PacketRejectedException for what the host would tell of a social node that is Fireside's */
    @Override
    public void interceptPacket(Packet packet, Session session, boolean incoming, boolean processed) throws PacketRejectedException {
        if (!incoming) {
            if (!processed && packet instanceof Message message) {
                if (!repairs.passes(message)) {
                    throw new PacketRejectedException();
                }
                late(message);
                ids.copy(message);
            } else if (!processed && packet instanceof IQ iq) {
                additions.meet(iq);
                roomFeatures.meet(iq);
                if (!repairs.passes(iq)) {
                    throw new PacketRejectedException();
                }
            }
            return;
        }
        if (packet instanceof Message message) {
            if (processed) {
                ended(message);
                told(message);
            } else if (handover.isStale(message)) {
                throw new PacketRejectedException();
            } else {
                understand(message);
                roomIds.meet(message);
                repairs.meet(message, handover.isOurs());
                ids.meet(message);
                begin(message);
            }
        } else if (packet instanceof IQ iq) {
            if (!processed) {
                handover.meet(iq);
                repairs.meet(iq);
            } else if (iq.getType() == IQ.Type.set) {
                profile(iq);
                room(iq);
                reported(iq);
            }
        } else if (packet instanceof Presence presence) {
            if (processed) {
                resource(presence, false);
            } else {
                repairs.meet(presence);
            }
        }
    }

    // RFC 6121 §5.2.2: of a type that nobody knows it is normal. COMPAT: the host throws at each look at it, and ends the connection.
    private static void understand(Message message) {
        String type = message.getElement().attributeValue("type");
        if (type != null && !TYPES.contains(type)) {
            message.getElement().addAttribute("type", null);
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
        String body = words(message);
        String receipt = value(child(stanza, "received", Ns.RECEIPTS), "id");
        String displayed = value(child(stanza, "displayed", Ns.MARKERS), "id");
        Meaning meaning = Meaning.read(stanza);
        if (body == null && receipt.isEmpty() && displayed.isEmpty() && !meaning.isMore()) {
            return;
        }
        begun.put(message, new RoutedMessage(ids.number(message), Instant.now(), message.getFrom(), message.getTo(),
            message.getID() == null ? "" : message.getID(), body == null ? "" : body, receipt, displayed, xml(message, body == null && meaning.isMore() ? "" : body), meaning));
    }

    private void ended(Message message) {
        RoutedMessage routed = begun.asMap().remove(message);
        if (routed != null && message.getType() != Message.Type.error) {
            events.publish(routed);
        }
    }

    private void told(Message message) {
        JID from = message.getFrom();
        JID to = message.getTo();
        if (to != null && to.getNode() != null && domain.equals(to.getDomain())) {
            Invitations.read(message).ifPresent(events::publish);
        }
        if (message.getType() == Message.Type.error || from == null || to == null || to.getNode() == null || !domain.equals(to.getDomain())
            || domain.equals(from.getDomain()) || handover.isOurs()) {
            return;
        }
        Element event = child(message.getElement(), "event", Ns.PUBSUB_EVENT);
        if (event != null && handover.isSocial(event) && Xml.isShallow(event, DEEPEST_EVENT)) {
            events.publish(new EventSeen(from, to.asBareJID(), event.createCopy()));
        }
    }

    // The host's own stamp alone tells that a message has lain in its offline store (XEP-0160 §3, XEP-0203 §3).
    private void late(Message message) {
        boolean conversation = message.getType() == Message.Type.chat || message.getType() == Message.Type.normal;
        Element delay = conversation ? child(message.getElement(), "delay", Ns.DELAY) : null;
        String body = delay == null ? null : words(message);
        Meaning meaning = delay == null ? Meaning.WORDS : Meaning.read(message.getElement());
        if (delay == null || body == null && !meaning.isMore() || message.getFrom() == null || message.getTo() == null || !domain.equals(delay.attributeValue("from"))) {
            return;
        }
        Instant at = time(delay.attributeValue("stamp"));
        events.publish(new LateMessage(ids.told(message, at), at, message.getFrom(), message.getTo(),
            message.getID() == null ? "" : message.getID(), body == null ? "" : body, xml(message, body == null ? "" : body), meaning));
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
        boolean published = Ns.PUBSUB.equals(child.getNamespaceURI()) && child.element("publish") != null
            && PROFILE.contains(child.element("publish").attributeValue("node", ""));
        if (Ns.PUBSUB.equals(child.getNamespaceURI()) && Stream.of("publish", "retract").map(child::element)
            .anyMatch(change -> change != null && Ns.BOOKMARKS.equals(change.attributeValue("node")))) {
            events.publish(new BookmarksChanged(iq.getFrom().asBareJID()));
        }
        if (vcard || published) {
            events.publish(new ProfileChanged(iq.getFrom().asBareJID()));
        }
    }

    private void room(IQ iq) {
        Element child = iq.getChildElement();
        JID to = iq.getTo();
        if (child != null && Ns.MUC_OWNER.equals(child.getNamespaceURI()) && to != null && to.getNode() != null && to.getDomain().endsWith("." + domain)) {
            events.publish(new RoomConfigured(to.asBareJID()));
        }
    }

    private void reported(IQ iq) {
        if (iq.getFrom() != null && iq.getFrom().getNode() != null && domain.equals(iq.getFrom().getDomain())) {
            Reported.read(iq).ifPresent(events::publish);
        }
    }

    // Only what is meant for contacts: presence towards a room is that of an occupant (XEP-0045 §7.2).
    private void resource(Presence presence, boolean recalled) {
        Presence.Type type = presence.getType();
        JID from = presence.getFrom();
        if (type != null && type != Presence.Type.unavailable || from == null || from.getResource() == null
            || child(presence.getElement(), "x", Ns.MUC_USER) != null) {
            return;
        }
        boolean local = domain.equals(from.getDomain());
        JID to = presence.getTo();
        if (local ? to != null : to == null || to.getNode() == null || !domain.equals(to.getDomain())) {
            return;
        }
        Element caps = child(presence.getElement(), "c", Ns.CAPS);
        events.publish(new ResourceSeen(from, to == null ? "" : to.toBareJID(), type == null, presence.getPriority(),
            value(caps, "hash"), value(caps, "node"), value(caps, "ver"), recalled));
    }

    // A file may come without words (XEP-0447 §3.1); then its address stands for them, as it does for clients that know no files.
    private static String words(Message message) {
        Element sharing = message.getBody() == null ? child(message.getElement(), "file-sharing", Ns.FILE_SHARING) : null;
        Element sources = sharing == null ? null : child(sharing, "sources", Ns.FILE_SHARING);
        String address = sources == null ? "" : value(child(sources, "url-data", Ns.URL_DATA), "target");
        return address.isEmpty() ? message.getBody() : address;
    }

    private static String value(Element element, String attribute) {
        String value = element == null ? null : element.attributeValue(attribute);
        return value == null ? "" : value;
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

}
