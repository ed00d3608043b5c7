package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.muc.Room;
import org.igniterealtime.openfire.plugin.fireside.muc.RoomAbout;
import org.igniterealtime.openfire.plugin.fireside.muc.RoomStanza;
import org.igniterealtime.openfire.plugin.fireside.muc.Rooms;
import org.igniterealtime.openfire.plugin.fireside.muc.Seat;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/** How rooms are made (XEP-0045 §10.1): a private group, which nobody finds and only members see, or a public channel. */
final class Making {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Rooms rooms;
    private final Entrance entrance;

    Making(Rooms rooms, Entrance entrance) {
        this.rooms = rooms;
        this.entrance = entrance;
    }

    /** @param open a public channel @return why not */
    CompletionStage<Optional<Refusal>> make(Session session, JID room, String nick, String name, boolean open) {
        return entrance.ask(session, room, nick, "").thenCompose(refused -> {
            if (refused.isPresent()) {
                return Action.refused(refused.get());
            }
            Optional<Room> made = rooms.find(room.toString());
            boolean mine = made.flatMap(each -> each.seat(session)).map(Seat::affiliation).filter("owner"::equals).isPresent();
            if (!mine) {
                made.ifPresent(each -> entrance.leave(session, each));
                return Action.refused(Refusal.of(Refusal.Kind.CONFLICT, "rooms.taken"));
            }
            made.get().describe(RoomAbout.named(name));
            made.get().open(!open);
            return session.ask(configuration(room, name, open), PATIENCE).thenApply(answer -> answer.getType() == IQ.Type.error
                ? Optional.of(Refusal.of(Refusal.Kind.FORBIDDEN, "rooms.refused.other", RoomStanza.condition(answer))) : Optional.<Refusal>empty());
        });
    }

    /** §10.1.3. What is not said stays as the service has it. */
    static IQ configuration(JID room, String name, boolean open) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("FORM_TYPE", "http://jabber.org/protocol/muc#roomconfig");
        fields.put("muc#roomconfig_roomname", name);
        // COMPAT: Openfire would have it described by its address.
        fields.put("muc#roomconfig_roomdesc", "");
        fields.put("muc#roomconfig_persistentroom", "1");
        fields.put("muc#roomconfig_publicroom", open ? "1" : "0");
        fields.put("muc#roomconfig_membersonly", open ? "0" : "1");
        fields.put("muc#roomconfig_whois", open ? "moderators" : "anyone");
        fields.put("muc#roomconfig_allowinvites", "1");
        // COMPAT: Openfire would let in 30 at most.
        fields.put("muc#roomconfig_maxusers", "0");
        IQ iq = new IQ(IQ.Type.set);
        iq.setTo(room);
        Element form = iq.setChildElement("query", Ns.MUC_OWNER).addElement("x", Ns.DATA_FORMS).addAttribute("type", "submit");
        fields.forEach((var, value) -> form.addElement("field").addAttribute("var", var).addElement("value").setText(value));
        return iq;
    }
}
