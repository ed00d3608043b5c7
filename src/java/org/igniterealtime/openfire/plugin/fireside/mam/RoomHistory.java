package org.igniterealtime.openfire.plugin.fireside.mam;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.igniterealtime.openfire.plugin.fireside.component.Answers;
import org.igniterealtime.openfire.plugin.fireside.component.Outlet;
import org.igniterealtime.openfire.plugin.fireside.host.RoomDoor;
import org.igniterealtime.openfire.plugin.fireside.host.RoomTables;
import org.igniterealtime.openfire.plugin.fireside.route.Handover;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.igniterealtime.openfire.plugin.fireside.work.Faults;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.StanzaErrors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError;

/**
 * The archives of the rooms of this server, for those who may hear what they say (XEP-0313 §6.1.2): for who is in one, and of one for
 * members only also for members who are not. Who they are that speak there is told in rooms that tell it anyway, and to moderators;
 * of rooms that are in no table, to moderators alone.
 */
public final class RoomHistory implements Answers {
    private static final Logger LOG = LoggerFactory.getLogger(RoomHistory.class);

    private final HistoryStore store;
    private final Reading reading;
    private final Outlet outlet;
    private final RoomTables tables;
    private final RoomDoor door;
    private final RoomLog log;
    private final Predicate<JID> here;
    private final Lane lane;
    private final Faults faults;

    /** @param here whether an address is a room of this server @param lane for the database */
    public RoomHistory(Database database, Outlet outlet, RoomTables tables, RoomDoor door, RoomLog log, Predicate<JID> here, Lane lane, Faults faults) {
        this.store = new HistoryStore(database);
        this.reading = new Reading(outlet);
        this.outlet = outlet;
        this.tables = tables;
        this.door = door;
        this.log = log;
        this.here = here;
        this.lane = lane;
        this.faults = faults;
    }

    /** The room as which to answer, when the request was handed over and was for one. */
    public Optional<JID> room(IQ request) {
        String to = request.getElement().attributeValue(Handover.MARK, "");
        return to.isEmpty() ? Optional.empty() : Optional.of(new JID(to)).filter(here);
    }

    @Override
    public Optional<IQ> to(IQ request, JID room) {
        JID who = request.getFrom();
        Optional<RoomTables.Standing> standing = tables.standing(room, who.asBareJID());
        if (standing.filter(RoomTables.Standing::outcast).isPresent()) {
            return Optional.of(StanzaErrors.answer(request, room, PacketError.Condition.forbidden));
        }
        boolean open = standing.filter(RoomTables.Standing::open).isPresent();
        boolean administers = standing.filter(RoomTables.Standing::administers).isPresent();
        if (standing.filter(RoomHistory::letsIn).isPresent()) {
            return Optional.of(answer(request, room, open || administers));
        }
        door.isInside(who, room).thenCompose(inside -> inside ? named(who, room, open || administers).thenApply(Optional::of)
            : CompletableFuture.completedFuture(Optional.<Boolean>empty())).whenComplete((named, silent) -> {
                if (silent != null || named.isEmpty()) {
                    outlet.send(StanzaErrors.answer(request, room, PacketError.Condition.forbidden));
                } else {
                    later(request, room, named.get());
                }
            });
        return Optional.empty();
    }

    // As the room itself would let him in who comes without a word.
    private static boolean letsIn(RoomTables.Standing standing) {
        return standing.membersOnly() && standing.affiliated() && !standing.password();
    }

    private CompletableFuture<Boolean> named(JID who, JID room, boolean anyway) {
        return anyway ? CompletableFuture.completedFuture(true) : door.moderates(who, room).exceptionally(silent -> false);
    }

    private void later(IQ request, JID room, boolean named) {
        lane.call(request.getFrom().toBareJID(), request.getFrom(), null, () -> {
            outlet.send(answer(request, room, named));
            return null;
        }).whenComplete((done, fault) -> {
            if (fault instanceof Outage || fault != null && !(fault instanceof RuntimeException)) {
                LOG.debug("No answer to {}", request.getFrom(), fault);
            } else if (fault != null) {
                faults.report("a request to " + room, fault);
            }
            if (fault != null) {
                outlet.send(StanzaErrors.answer(request, room, PacketError.Condition.internal_server_error));
            }
        });
    }

    private IQ answer(IQ request, JID room, boolean named) {
        try {
            log.bring(room.toString());
            return reading.answer(request, room, new RoomShelf(store, room, named));
        } catch (HistoryError no) {
            return StanzaErrors.answer(request, room, no.condition());
        }
    }
}
