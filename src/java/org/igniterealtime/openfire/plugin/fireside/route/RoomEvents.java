package org.igniterealtime.openfire.plugin.fireside.route;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.jivesoftware.openfire.XMPPServer;
import org.jivesoftware.openfire.muc.MUCEventDispatcher;
import org.jivesoftware.openfire.muc.MUCEventListener;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;

/**
 * The rooms of this server (XEP-0045), as far as its own listener tells of them; everything else is asked of them by stanzas.
 * Tells on the host's threads.
 *
 * <p>COMPAT: one class for Openfire 4.2.0 to 5.1. Those methods without {@code @Override} are abstract in newer versions and
 * unknown in older ones (4.7 gave {@code occupantLeft} a nickname, 5.0 {@code roomCreated} and {@code roomDestroyed} a number).
 * No class of a room itself may be named here: it became a class in 4.7.
 */
public final class RoomEvents implements MUCEventListener, AutoCloseable {
    /** A message larger than this is told without its XML. */
    private static final int LARGEST_STANZA = 1 << 20;
    /** Likewise one that is nested deeper: to copy it may end the routing thread's stack. */
    private static final int DEEPEST = 100;

    private final Events events;
    private volatile Moderation moderation;
    private volatile RoomCards cards;

    public RoomEvents(Events events) {
        this.events = events;
    }

    /** Has what rooms say of a moderation told as that ({@link RoomModerated}). */
    public void moderated(Moderation by) {
        moderation = by;
    }

    /** Whether rooms here have occupant ids of their own (XEP-0421), as from some Openfire 4 on. */
    public boolean givesOccupantIds() {
        try {
            return Stream.of(Class.forName("org.jivesoftware.openfire.muc.MUCRoom").getDeclaredMethods()).anyMatch(each -> each.getName().equals("generateOccupantId"));
        } catch (ClassNotFoundException none) {
            return false;
        }
    }

    /** The id by which a room here knows somebody again, where it gives such ids by itself; else empty. */
    public String occupantId(JID room, JID somebody) {
        return XMPPServer.getInstance().getMultiUserChatManager().getMultiUserChatServices().stream()
            .filter(service -> service.getServiceDomain().equals(room.getDomain())).map(service -> (Object) service.getChatRoom(room.getNode()))
            .filter(Objects::nonNull).map(there -> generated(there, somebody)).findFirst().orElse("");
    }

    // COMPAT: Openfire 4.2 has no such method.
    private static String generated(Object room, JID somebody) {
        try {
            return (String) room.getClass().getMethod("generateOccupantId", JID.class).invoke(room, somebody);
        } catch (ReflectiveOperationException none) {
            return "";
        }
    }

    /** Whether rooms here have vCards of their own (XEP-0486), as from Openfire 4.5 on. */
    public boolean givesCards() {
        try {
            return Class.forName("org.jivesoftware.openfire.muc.spi.IQMUCvCardHandler") != null;
        } catch (ClassNotFoundException none) {
            return false;
        }
    }

    /** Has somebody told who comes into rooms and goes. Before anything is told. */
    public void carded(RoomCards theirs) {
        cards = theirs;
    }

    /** Begins to tell. */
    public void open() {
        MUCEventDispatcher.addListener(this);
    }

    @Override
    public void close() {
        MUCEventDispatcher.removeListener(this);
    }

    /** Whether an address is a room, or could be one, of this server. */
    public boolean isHere(JID jid) {
        return jid.getNode() != null && XMPPServer.getInstance().getMultiUserChatManager().getMultiUserChatServices().stream()
            .anyMatch(service -> service.getServiceDomain().equals(jid.getDomain()));
    }

    /** The address of the service that makes rooms here, or empty when there is none. */
    public String service() {
        return XMPPServer.getInstance().getMultiUserChatManager().getMultiUserChatServices().stream().filter(service -> !service.isHidden())
            .map(service -> service.getServiceDomain()).findFirst().orElse("");
    }

    @Override
    public void messageReceived(JID room, JID user, String nickname, Message message) {
        Optional<RoomModerated> moderated = moderation == null ? Optional.empty() : moderation.told(room, user, nickname, message);
        if (moderated.isPresent()) {
            events.publish(moderated.get());
            return;
        }
        String body = message.getBody();
        events.publish(new RoomSpoke(room, nickname == null ? "" : nickname, user, message.getID() == null ? "" : message.getID(),
            origin(message, room), body == null ? "" : body, xml(message), Meaning.read(message.getElement())));
    }

    private static String origin(Message message, JID room) {
        return Xml.children(message.getElement(), "stanza-id", Ns.STANZA_ID).stream()
            .filter(id -> room.toString().equals(id.attributeValue("by"))).map(id -> id.attributeValue("id", "")).findFirst().orElse("");
    }

    private static String xml(Message message) {
        if (!Xml.isShallow(message.getElement(), DEEPEST)) {
            return "";
        }
        Element copy = message.getElement().createCopy();
        copy.addAttribute("to", null);
        String xml = copy.asXML();
        return xml.length() > LARGEST_STANZA ? "" : xml;
    }

    @Override
    public void roomDestroyed(JID room) {
        if (cards != null) {
            cards.gone(room);
        }
        events.publish(new RoomGone(room));
    }

    public void roomDestroyed(long id, JID room) {
        roomDestroyed(room);
    }

    @Override
    public void roomCreated(JID room) {
        // Who makes one enters it.
    }

    public void roomCreated(long id, JID room) {
        // As above.
    }

    public void roomClearChatHistory(long id, JID room) {
        // What it said is not taken back by that.
    }

    @Override
    public void occupantJoined(JID room, JID user, String nickname) {
        // To all else the presence that the occupants get tells more.
        if (cards != null) {
            cards.came(room, user);
        }
    }

    @Override
    public void occupantLeft(JID room, JID user) {
        if (cards != null) {
            cards.went(room, user);
        }
    }

    public void occupantLeft(JID room, JID user, String nickname) {
        occupantLeft(room, user);
    }

    public void occupantNickKicked(JID room, String nickname) {
        // Likewise.
    }

    @Override
    public void nicknameChanged(JID room, JID user, String oldNickname, String newNickname) {
        // Likewise.
    }

    @Override
    public void privateMessageRecieved(JID to, JID from, Message message) {
        // Of no room.
    }

    @Override
    public void roomSubjectChanged(JID room, JID user, String subject) {
        // A message tells it.
    }
}
