package org.igniterealtime.openfire.plugin.fireside.component;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.xmpp.component.Component;
import org.xmpp.component.ComponentManager;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;
import org.xmpp.packet.PacketError;

/** An address of Fireside's own. Called on the threads of whoever routes: looks at addresses, and enqueues. */
public final class Service implements Component {
    private final JID address;
    private final String title;
    private final Intake intake;
    private final Answers answers;
    private final Approvals approvals;
    private final Function<IQ, Optional<JID>> named;
    private final Consumer<IQ> responses;

    /**
     * @param title what the server's list of items calls it
     * @param named as whom to answer a request that is addressed to a name at the service, if to anybody
     * @param responses takes what others answer to the service; returns at once
     */
    public Service(JID address, String title, Intake intake, Answers answers, Approvals approvals,
                   Function<IQ, Optional<JID>> named, Consumer<IQ> responses) {
        this.address = address;
        this.title = title;
        this.intake = intake;
        this.answers = answers;
        this.approvals = approvals;
        this.named = named;
        this.responses = responses;
    }

    @Override
    public void processPacket(Packet packet) {
        if (packet instanceof Message message && message.getTo().getNode() == null && Approvals.is(message)) {
            intake.take(message.getFrom(), () -> approvals.take(message, address));
        }
        if (!(packet instanceof IQ iq) || iq.getFrom() == null || iq.getTo() == null) {
            return;
        }
        if (iq.isResponse()) {
            responses.accept(iq);
            return;
        }
        boolean whole = iq.getTo().getNode() == null && iq.getTo().getResource() == null;
        Optional<JID> as = whole ? Optional.of(address) : named.apply(iq);
        if (as.isPresent()) {
            intake.take(iq, as.get(), answers);
        } else {
            intake.refuse(iq, iq.getTo(), PacketError.Condition.service_unavailable);
        }
    }

    @Override
    public String getName() {
        return title;
    }

    @Override
    public String getDescription() {
        return title;
    }

    @Override
    public void initialize(JID jid, ComponentManager manager) {
        // Everything it needs it was built with.
    }

    @Override
    public void start() {
        // It answers from the first stanza on.
    }

    @Override
    public void shutdown() {
        // It has nothing that runs.
    }
}
