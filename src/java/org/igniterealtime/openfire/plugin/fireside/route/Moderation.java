package org.igniterealtime.openfire.plugin.fireside.route;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.PacketError;

/**
 * Lets moderators of the rooms here take back what others said in them (XEP-0425), which no Openfire knows.
 *
 * <p>Who is a moderator the room itself says, and nobody else could say it at any time, in a cluster and with people inside who were there
 * before the plugin: the request goes on to the room as the question who takes part in it, which it answers to moderators alone
 * (XEP-0045 §8.5), under an id that nobody guesses. Then it is said in the moderator's name, and so handed out by the host to all whom the room
 * has; on its way to each of them the room becomes the sender.
 */
public final class Moderation {
    private static final String ID = "fireside-moderate-";
    private static final int MOST = 10_000;
    private static final int MOST_TAKEN_BACK = 20_000;
    private static final long SECONDS = 60;

    private final Predicate<JID> here;
    private final BooleanSupplier wanted;
    private final OccupantIds occupants;
    private final Consumer<Message> voice;
    private final Cache<String, Asked> asked = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(SECONDS, TimeUnit.SECONDS)
        .executor(Runnable::run).build();
    private final Cache<TakenBack, Boolean> takenBack = Caffeine.newBuilder().maximumSize(MOST_TAKEN_BACK).executor(Runnable::run).build();

    private record Asked(JID by, JID room, String id, Element request, ModerationStanza what) {
    }

    private record TakenBack(String room, String id) {
    }

    /**
     * @param here whether an address is a room of this server
     * @param wanted asked for each request
     * @param voice routes what Fireside says itself ({@link Handover#ours}), later
     */
    public Moderation(Predicate<JID> here, BooleanSupplier wanted, OccupantIds occupants, Consumer<Message> voice) {
        this.here = here;
        this.wanted = wanted;
        this.occupants = occupants;
        this.voice = voice;
    }

    /** Of an IQ that begins its way through the host. */
    void meet(IQ iq) {
        JID room = iq.getTo();
        if (iq.getType() != IQ.Type.set || iq.getFrom() == null || room == null || room.getResource() != null || !wanted.getAsBoolean()) {
            return;
        }
        Element request = iq.getChildElement();
        ModerationStanza.asked(request).filter(any -> here.test(room)).ifPresent(what -> {
            String question = ID + UUID.randomUUID();
            request.detach();
            asked.put(question, new Asked(iq.getFrom(), room, iq.getID() == null ? "" : iq.getID(), request, what));
            iq.setID(question);
            iq.setType(IQ.Type.get);
            iq.setChildElement("query", Ns.MUC_ADMIN).addElement("item").addAttribute("role", "participant");
        });
    }

    /** Of an IQ that the host is about to hand out. */
    void meetAnswer(IQ iq) {
        Asked mine = !iq.isResponse() || iq.getID() == null || !iq.getID().startsWith(ID) ? null : asked.getIfPresent(iq.getID());
        if (mine == null || !mine.by().equals(iq.getTo()) || !mine.room().equals(iq.getFrom()) || asked.asMap().remove(iq.getID()) == null) {
            return;
        }
        Element told = iq.getChildElement();
        boolean may = iq.getType() == IQ.Type.result && told != null && Ns.MUC_ADMIN.equals(told.getNamespaceURI());
        Xml.children(iq.getElement()).forEach(iq.getElement()::remove);
        iq.setID(mine.id());
        if (may) {
            iq.setType(IQ.Type.result);
            voice.accept(mine.what().told(UUID.randomUUID().toString(), mine.by(), mine.room(), occupants.said(mine.room(), mine.by())));
        } else {
            iq.getElement().add(mine.request());
            iq.setError(new PacketError(PacketError.Condition.forbidden, PacketError.Type.auth));
        }
    }

    /** What an occupant says himself is no moderation. Of a message that begins its way to a room. */
    void meet(Message message) {
        ModerationStanza.strip(message);
    }

    /**
     * Of a message that the host is about to hand out.
     *
     * @return whether it may: what was taken back the host still has in its history
     */
    boolean passes(Message message) {
        JID from = message.getFrom();
        if (message.getType() != Message.Type.groupchat || from == null) {
            return true;
        }
        if (from.getResource() != null && ModerationStanza.read(message).isPresent() && here.test(from.asBareJID())) {
            ModerationStanza.by(message, from);
            message.setFrom(from.asBareJID());
            return true;
        }
        return takenBack.estimatedSize() == 0 || Xml.child(message.getElement(), "delay", Ns.DELAY) == null
            || Xml.children(message.getElement(), "stanza-id", Ns.STANZA_ID).stream()
                .noneMatch(id -> takenBack.getIfPresent(new TakenBack(from.toBareJID(), id.attributeValue("id", ""))) != null);
    }

    /** What a room has said, when it is that. */
    Optional<RoomModerated> told(JID room, JID user, String nick, Message message) {
        return ModerationStanza.read(message).map(what -> {
            takenBack.put(new TakenBack(room.toBareJID(), what.id()), true);
            return new RoomModerated(room.asBareJID(), what.id(), nick == null ? "" : nick, user.asBareJID(), what.reason());
        });
    }
}
