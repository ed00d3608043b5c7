package org.igniterealtime.openfire.plugin.fireside.component;

import java.util.List;
import org.xmpp.packet.Packet;

/** Where stanzas go out. Returns at once. */
@FunctionalInterface
public interface Outlet {
    /**
     * @param line what goes out by one line keeps its order; by equality
     * @param domain where all of them go
     * @param packets with sender and addressee; asked for when their turn has come, on another thread
     */
    void send(Object line, String domain, Iterable<? extends Packet> packets);

    /** In the order of what goes to the same address. */
    default void send(Packet packet) {
        send(packet.getTo(), packet.getTo().getDomain(), List.of(packet));
    }
}
