package org.igniterealtime.openfire.plugin.fireside.muc;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.igniterealtime.openfire.plugin.fireside.session.Diversion;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;
import org.xmpp.packet.Presence;

/**
 * The rooms in which somebody here is. What rooms deliver to sessions comes here; of what many of them get, the first one counts. On
 * the host's threads: nothing here waits.
 */
public final class Rooms implements Diversion {
    /** XEP-0045 §15.6: a presence is one's own. */
    private static final int SELF = 110;
    private static final int OPEN = 100;
    private static final int OPEN_NOW = 172;
    private static final int SEMI_ANONYMOUS_NOW = 173;
    private static final int RENAMED = 303;
    /** §10.2.1: something of the configuration is another thing; whether it is logged, whether others are known. */
    private static final Set<Integer> CONFIGURED = Set.of(104, 170, 171, 172, 173);

    /** Who is told of what rooms do. */
    public interface Listener {
        /** Somebody came, went or is another by now. */
        void occupantsChanged(Room room);

        void entered(Room room, Session session);

        /** What a session is in a room has changed: its nick, or what it may do. */
        void seatChanged(Room room, Session session);

        /** A session is out of a room, by whosever doing. */
        void left(Room room, Session session);

        /** A room did not let a session in. @param condition of the stanza error */
        void refused(Room room, Session session, String condition);

        void subject(Room room);

        /** A room says something else of itself, as it tells this session and perhaps others. */
        void aboutChanged(Room room, Session session);

        /** Somebody writes, or does not any more; told as often as we are in the room. @param state as {@code composing} (XEP-0085 §4) */
        void writes(Room room, String nick, String state);

        /** A room said something; perhaps not for the first time. */
        void said(Room room, Message message);

        /** What a session said was not taken. */
        void returned(Room room, Session session, String id, String condition);
    }

    private final Map<String, Room> rooms = new ConcurrentHashMap<>();
    private final Predicate<JID> here;
    private final Listener listener;

    /** @param here whether a room is of this server */
    public Rooms(Predicate<JID> here, Listener listener) {
        this.here = here;
        this.listener = listener;
    }

    public Optional<Room> find(String bare) {
        return Optional.ofNullable(rooms.get(bare));
    }

    /** Those in which a session sits, or is about to. */
    public List<Room> with(Session session) {
        return rooms.values().stream().filter(room -> room.seat(session).isPresent()).toList();
    }

    /** A session is about to ask to be let in; who is inside stays as he is, by whatever nick he is there. */
    public Room enter(Session session, JID jid, String nick) {
        return rooms.compute(jid.toBareJID(), (bare, known) -> {
            Room room = known == null ? new Room(jid.asBareJID(), here.test(jid)) : known;
            room.sit(session, room.seat(session).filter(Seat::inside).orElseGet(() -> Seat.before(nick)));
            return room;
        });
    }

    /** Those that have a server of their own. */
    public List<Room> elsewhere() {
        return rooms.values().stream().filter(room -> !room.isHere()).toList();
    }

    /** A room has forgotten a session without its hearing of it (XEP-0410). @return the nick that it had; empty when it was not inside */
    public Optional<String> lose(Session session, Room room) {
        Optional<String> nick = room.seat(session).filter(Seat::inside).map(Seat::nick);
        nick.ifPresent(any -> {
            room.lose(session);
            listener.left(room, session);
        });
        return nick;
    }

    /** A session is out of a room. */
    public void leave(Session session, Room room) {
        rooms.computeIfPresent(room.jid().toString(), (bare, known) -> known == room && known.leave(session) ? null : known);
    }

    /** A session is over. */
    public void leave(Session session) {
        rooms.values().forEach(room -> leave(session, room));
    }

    @Override
    public boolean takes(Session session, Packet packet) {
        JID from = packet.getFrom();
        if (rooms.isEmpty() || from == null || from.getNode() == null) {
            return false;
        }
        Room room = rooms.get(from.toBareJID());
        if (room == null || room.seat(session).isEmpty()) {
            return false;
        }
        if (packet.getElement().attributeValue("type", "").equals("error")) {
            // Perhaps it is our own server that cannot reach the room's.
            doubt(room, packet);
        } else {
            room.heard(session);
        }
        if (packet instanceof Presence presence) {
            presence(room, session, presence);
            return true;
        }
        return packet instanceof Message message && message(room, session, message);
    }

    private static void doubt(Room room, Packet packet) {
        String condition = RoomStanza.condition(packet);
        if (condition.startsWith("remote-server-") || packet instanceof Message && condition.equals("not-acceptable")) {
            room.doubt();
        }
    }

    // ---- presence

    private void presence(Room room, Session session, Presence presence) {
        Presence.Type type = presence.getType();
        if (type == Presence.Type.error) {
            refused(room, session, presence);
        } else if (presence.getFrom().getResource() == null) {
            pictured(room, session, presence);
        } else if (type == Presence.Type.unavailable) {
            went(room, session, presence);
        } else if (type == null) {
            came(room, session, presence);
        }
    }

    // The room itself says which picture it has (XEP-0486).
    private void pictured(Room room, Session session, Presence presence) {
        Optional<String> hash = presence.getType() == null ? RoomStanza.picture(presence) : Optional.empty();
        if (hash.isPresent() && !hash.get().equals(room.about().picture())) {
            listener.aboutChanged(room, session);
        }
    }

    private void refused(Room room, Session session, Presence presence) {
        // Who is inside was refused something else, as another nick.
        boolean inside = room.seat(session).map(Seat::inside).orElse(false);
        if (!inside) {
            leave(session, room);
        }
        listener.refused(room, session, RoomStanza.condition(presence));
    }

    private void came(Room room, Session session, Presence presence) {
        Occupant occupant = RoomStanza.occupant(presence);
        Set<Integer> statuses = RoomStanza.statuses(presence);
        boolean changed = room.seen(occupant);
        room.count(session, occupant.nick());
        if (statuses.contains(SELF)) {
            changed |= room.counted(session);
        }
        // COMPAT: Openfire 4.2 does not say of a new role that it is one's own.
        if (statuses.contains(SELF) || room.seat(session).filter(seat -> seat.inside() && seat.nick().equals(occupant.nick())).isPresent()) {
            if (statuses.contains(OPEN)) {
                room.open(true);
            }
            String nick = room.occupant(occupant.nick()).map(Occupant::nick).orElse(occupant.nick());
            sit(room, session, new Seat(nick, occupant.role(), occupant.affiliation(), true));
        }
        if (changed) {
            listener.occupantsChanged(room);
        }
    }

    private void sit(Room room, Session session, Seat seat) {
        Optional<Seat> before = room.seat(session);
        room.sit(session, seat);
        if (!before.map(Seat::inside).orElse(false)) {
            listener.entered(room, session);
        } else if (!before.get().equals(seat)) {
            listener.seatChanged(room, session);
        }
    }

    private void went(Room room, Session session, Presence presence) {
        Set<Integer> statuses = RoomStanza.statuses(presence);
        boolean mine = statuses.contains(SELF) || room.seat(session).filter(Seat::inside).map(Seat::nick)
            .filter(presence.getFrom().getResource()::equals).isPresent();
        if (mine && !statuses.contains(RENAMED)) {
            leave(session, room);
            listener.left(room, session);
        }
        if (mine && statuses.contains(RENAMED)) {
            renamed(room, session, RoomStanza.renamed(presence));
        }
        // Of one's own it may be that another client still has the nick: the others of us in the room are told if not.
        if ((!mine || statuses.contains(RENAMED)) && room.gone(presence.getFrom().getResource())) {
            listener.occupantsChanged(room);
        }
    }

    private void renamed(Room room, Session session, String nick) {
        if (!nick.isEmpty()) {
            room.seat(session).ifPresent(seat -> sit(room, session, new Seat(nick, seat.role(), seat.affiliation(), seat.inside())));
        }
    }

    // ---- messages

    private boolean message(Room room, Session session, Message message) {
        if (message.getType() == Message.Type.error) {
            listener.returned(room, session, message.getID() == null ? "" : message.getID(), RoomStanza.condition(message));
            return true;
        }
        if (message.getType() != Message.Type.groupchat) {
            configured(room, session, message);
            // What one occupant says to another is a chat.
            return message.getFrom().getResource() == null;
        }
        configured(room, session, message);
        String subject = message.getElement().elementText("subject");
        if (subject != null && message.getBody() == null) {
            if (room.subject(subject.strip())) {
                listener.subject(room);
            }
        } else {
            writes(room, message);
            listener.said(room, message);
        }
        return true;
    }

    private void writes(Room room, Message message) {
        String nick = message.getFrom().getResource();
        String state = nick == null || RoomStanza.delay(message).isPresent() ? "" : message.getBody() == null ? RoomStanza.state(message) : "active";
        if (!state.isEmpty()) {
            listener.writes(room, nick, state);
        }
    }

    private void configured(Room room, Session session, Message message) {
        Set<Integer> statuses = message.getFrom().getResource() == null ? RoomStanza.statuses(message) : Set.of();
        if (statuses.stream().anyMatch(CONFIGURED::contains)) {
            listener.aboutChanged(room, session);
        }
        if (statuses.contains(OPEN_NOW)) {
            room.open(true);
        } else if (statuses.contains(SEMI_ANONYMOUS_NOW)) {
            room.open(false);
        }
    }
}
