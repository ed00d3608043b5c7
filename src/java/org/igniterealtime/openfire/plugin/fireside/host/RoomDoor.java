package org.igniterealtime.openfire.plugin.fireside.host;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError;

/**
 * Finds out of a room of this server who is in it, by what it answers when it is asked in somebody's name; he hears nothing of that.
 * Its classes are not the same in all versions of the host, what it says is.
 */
public final class RoomDoor {
    private final Inquiries inquiries;

    public RoomDoor(Inquiries inquiries) {
        this.inquiries = inquiries;
    }

    /**
     * Whether a client is in a room. Somebody of a name that nobody has is looked for: to who is in the room it says that there is none
     * (XEP-0410 §3), to others that they are not inside; the conditions of that are various.
     *
     * @param who full JID of any server
     */
    public CompletableFuture<Boolean> isInside(JID who, JID room) {
        IQ ping = new IQ(IQ.Type.get);
        ping.setTo(new JID(room.getNode(), room.getDomain(), "fireside-" + UUID.randomUUID(), true));
        ping.setChildElement("ping", Ns.PING);
        return inquiries.ask(ping, who).thenApply(answer -> answer.getError() != null
            && answer.getError().getCondition() == PacketError.Condition.recipient_unavailable);
    }

    /** Whether he is a moderator there, who may see the list of those who have a voice (XEP-0045 §8.5). @param who full JID of any server */
    public CompletableFuture<Boolean> moderates(JID who, JID room) {
        IQ list = new IQ(IQ.Type.get);
        list.setTo(room);
        list.setChildElement("query", Ns.MUC_ADMIN).addElement("item").addAttribute("role", "participant");
        return inquiries.ask(list, who).thenApply(answer -> answer.getType() == IQ.Type.result);
    }
}
