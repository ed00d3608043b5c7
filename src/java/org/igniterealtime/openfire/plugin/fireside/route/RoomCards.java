package org.igniterealtime.openfire.plugin.fireside.route;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.portraits.Portraits;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Forms;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Packet;
import org.xmpp.packet.PacketError;

/**
 * Gives the rooms here vCards, and so pictures (XEP-0486), where the host's know none: their owners give them, who sees a room gets them,
 * and who is in it is told of a new one.
 *
 * <p>Who is an owner, and who may see a room, the room itself says: the request goes on to it as a question that it answers to those alone,
 * under an id that nobody guesses (as in {@link Moderation}). That answer is not handed out; ours comes when the database has answered.
 */
public final class RoomCards {
    private static final String ID = "fireside-card-";
    private static final int MOST = 10_000;
    private static final long SECONDS = 60;
    private static final int LARGEST = 256 << 10;
    private static final int DEEPEST = 20;

    private final Predicate<JID> here;
    private final BooleanSupplier wanted;
    private final Portraits portraits;
    private final Consumer<Packet> voice;
    private final Cache<String, Asked> asked = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(SECONDS, TimeUnit.SECONDS)
        .executor(Runnable::run).build();
    // Full JIDs by room, of those who came in since the plugin is there.
    private final Map<String, Set<JID>> occupants = new ConcurrentHashMap<>();

    private record Asked(JID by, JID room, String id, boolean set, Element request) {
    }

    /**
     * @param here whether an address is a room of this server
     * @param wanted asked for each request
     * @param voice routes what rooms say by us, later
     */
    public RoomCards(Predicate<JID> here, BooleanSupplier wanted, Portraits portraits, Consumer<Packet> voice) {
        this.here = here;
        this.wanted = wanted;
        this.portraits = portraits;
        this.voice = voice;
    }

    // ---- requests

    /** Of an IQ that begins its way through the host. */
    void meet(IQ iq) {
        JID room = iq.getTo();
        Element request = iq.isRequest() ? iq.getChildElement() : null;
        if (request == null || !Xml.is(request, "vCard", Ns.VCARD) || iq.getFrom() == null || room == null || room.getResource() != null
            || !wanted.getAsBoolean() || !here.test(room)) {
            return;
        }
        String question = ID + UUID.randomUUID();
        boolean set = iq.getType() == IQ.Type.set;
        request.detach();
        asked.put(question, new Asked(iq.getFrom(), room.asBareJID(), iq.getID() == null ? "" : iq.getID(), set, request));
        iq.setID(question);
        iq.setType(IQ.Type.get);
        // XEP-0045 §10.2 is answered to owners, §6.4 to whoever may see the room.
        iq.setChildElement("query", set ? Ns.MUC_OWNER : Ns.DISCO_INFO);
    }

    /** Of an IQ that the host is about to hand out. @return whether it is not for who would get it: he gets another one later */
    boolean takes(IQ iq) {
        Asked mine = !iq.isResponse() || iq.getID() == null || !iq.getID().startsWith(ID) ? null : asked.getIfPresent(iq.getID());
        if (mine == null || !mine.by().equals(iq.getTo()) || !mine.room().equals(iq.getFrom()) || asked.asMap().remove(iq.getID()) == null) {
            return false;
        }
        if (iq.getType() != IQ.Type.result) {
            voice.accept(no(mine, mine.set() ? PacketError.Condition.forbidden : PacketError.Condition.item_not_found));
        } else if (mine.set()) {
            keep(mine);
        } else {
            give(mine);
        }
        return true;
    }

    private void give(Asked mine) {
        portraits.card(mine.room().toString()).whenComplete((card, fault) -> {
            IQ answer = answer(mine);
            if (fault == null) {
                answer.setChildElement(card.map(Xml::parse).orElseGet(() -> answer.setChildElement("vCard", Ns.VCARD)));
            }
            voice.accept(fault == null ? answer : no(mine, PacketError.Condition.internal_server_error));
        });
    }

    private void keep(Asked mine) {
        Element photo = Xml.child(mine.request(), "PHOTO", Ns.VCARD);
        Element data = photo == null ? null : Xml.child(photo, "BINVAL", Ns.VCARD);
        String card = Xml.isShallow(mine.request(), DEEPEST) ? mine.request().asXML() : "";
        if (card.isEmpty() || card.length() > LARGEST) {
            voice.accept(no(mine, PacketError.Condition.not_acceptable));
            return;
        }
        portraits.keep(mine.room().toString(), card, data == null ? "" : data.getTextTrim()).whenComplete((kept, fault) -> {
            if (fault != null) {
                boolean unreadable = fault instanceof IllegalArgumentException || fault.getCause() instanceof IllegalArgumentException;
                voice.accept(no(mine, unreadable ? PacketError.Condition.bad_request : PacketError.Condition.internal_server_error));
                return;
            }
            voice.accept(answer(mine));
            occupants.getOrDefault(mine.room().toString(), Set.of()).forEach(occupant -> {
                voice.accept(RoomCardStanza.picture(mine.room(), occupant, portraits.hash(mine.room().toString())));
                voice.accept(RoomCardStanza.changed(mine.room(), occupant));
            });
        });
    }

    private static IQ answer(Asked mine) {
        IQ answer = new IQ(IQ.Type.result, mine.id());
        answer.setFrom(mine.room());
        answer.setTo(mine.by());
        return answer;
    }

    private static IQ no(Asked mine, PacketError.Condition condition) {
        IQ answer = answer(mine);
        answer.setError(condition);
        return answer;
    }

    // ---- what rooms say of themselves

    /** Of an IQ that the host is about to hand out: a room tells which picture it has (XEP-0486). */
    void describe(IQ iq) {
        Element query = iq.getType() == IQ.Type.result ? iq.getChildElement() : null;
        JID room = iq.getFrom();
        if (query == null || !Ns.DISCO_INFO.equals(query.getNamespaceURI()) || query.attribute("node") != null || room == null || room.getResource() != null
            || room.getNode() == null || !wanted.getAsBoolean()) {
            return;
        }
        String hash = portraits.hash(room.toString());
        if (!hash.isEmpty() && here.test(room)) {
            RoomCardStanza.tell(Xml.children(query, "x", Ns.DATA_FORMS).stream().filter(form -> Forms.values(form)
                .getOrDefault(Forms.FORM_TYPE, List.of()).contains(Ns.MUC_ROOM_INFO)).findFirst(), query, hash);
        }
    }

    // ---- who is in them

    void came(JID room, JID user) {
        occupants.computeIfAbsent(room.toBareJID(), any -> ConcurrentHashMap.newKeySet()).add(user);
        String hash = portraits.hash(room.toBareJID());
        if (!hash.isEmpty() && wanted.getAsBoolean()) {
            voice.accept(RoomCardStanza.picture(room.asBareJID(), user, hash));
        }
    }

    void went(JID room, JID user) {
        occupants.computeIfPresent(room.toBareJID(), (any, there) -> {
            there.remove(user);
            return there.isEmpty() ? null : there;
        });
    }

    void gone(JID room) {
        occupants.remove(room.toBareJID());
        portraits.forget(room.toBareJID());
    }

    /** Whether rooms have vCards by us. */
    boolean isOn() {
        return wanted.getAsBoolean();
    }
}
