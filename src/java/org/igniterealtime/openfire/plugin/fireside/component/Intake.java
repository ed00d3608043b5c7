package org.igniterealtime.openfire.plugin.fireside.component;

import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.igniterealtime.openfire.plugin.fireside.work.Backlog;
import org.igniterealtime.openfire.plugin.fireside.work.Faults;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.igniterealtime.openfire.plugin.fireside.xmpp.StanzaErrors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError;

/**
 * Has requests answered in a lane: those of one sender in the order in which they came, of one account only a few at once,
 * and no more of it than a bound, so that a storm from somebody holds up nobody else. Likewise of one other server, whatever
 * the number of its accounts. How fast it may go on for long a {@link Pace} says.
 */
public final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int MOST_OF_ONE = 500;

    private final Lane lane;
    private final Outlet outlet;
    private final Faults faults;
    private final String domain;
    private final Pace pace;
    private final Backlog backlog = new Backlog(MOST_OF_ONE);

    /** @param domain of the accounts here */
    public Intake(Lane lane, Outlet outlet, Faults faults, String domain, Pace pace) {
        this.lane = lane;
        this.outlet = outlet;
        this.faults = faults;
        this.domain = domain;
        this.pace = pace;
    }

    /**
     * Returns at once.
     *
     * @param request with a sender
     * @param as who answers
     */
    void take(IQ request, JID as, Answers answers) {
        Runnable refused = () -> refuse(request, as, PacketError.Condition.resource_constraint);
        if (pace.allows(request)) {
            enqueue(request.getFrom(), () -> answer(request, as, answers), refused);
        } else {
            refused.run();
        }
    }

    /** Has something done that nobody waits for, in the order of its sender's requests; past the bound it is left out. */
    void take(JID from, Runnable work) {
        Runnable refused = () -> LOG.debug("Something of {} was not done", from);
        if (pace.allows(from)) {
            enqueue(from, work, refused);
        } else {
            refused.run();
        }
    }

    private void enqueue(JID from, Runnable work, Runnable otherwise) {
        String account = from.toBareJID();
        if (!backlog.add(account, 1)) {
            otherwise.run();
            return;
        }
        lane.call(account, from, from.getDomain().equals(domain) ? null : from.getDomain(), () -> {
            work.run();
            return null;
        }).whenComplete((any, fault) -> {
            backlog.done(account, 1);
            if (fault != null) {
                otherwise.run();
            }
        });
    }

    // Handed out here, not when the call has ended: the lane begins the sender's next call before it tells of that.
    private void answer(IQ request, JID as, Answers answers) {
        try {
            answers.to(request, as).ifPresent(outlet::send);
        } catch (Outage down) {
            LOG.debug("No answer to {}", request.getFrom(), down);
            refuse(request, as, PacketError.Condition.internal_server_error);
        } catch (RuntimeException fault) {
            faults.report("a request to " + as, fault);
            refuse(request, as, PacketError.Condition.internal_server_error);
        }
    }

    /** Says no. */
    void refuse(IQ request, JID as, PacketError.Condition condition) {
        outlet.send(StanzaErrors.answer(request, as, condition));
    }
}
