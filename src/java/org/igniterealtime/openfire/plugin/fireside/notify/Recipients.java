package org.igniterealtime.openfire.plugin.fireside.notify;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.caps.Capabilities.Listener;
import org.xmpp.packet.JID;

/**
 * The addresses that are sent a thing, so that each resource gets it once. A bare JID is a headline to all its resources that
 * are available with a priority of 0 or more (RFC 6121 §8.5.2.1.1): who subscribed with it needs no other copy, whatever else
 * he subscribed with and whichever of his resources asks for the node by its capabilities. Only one of a negative priority,
 * which a headline to the bare JID does not reach, is sent its own when it asks.
 */
final class Recipients {
    private Recipients() {
    }

    /**
     * @param subscribed as they subscribed, bare or full
     * @param listeners resources that ask by their capabilities
     */
    static List<JID> of(Collection<JID> subscribed, Collection<Listener> listeners) {
        Set<JID> whole = new HashSet<>();
        subscribed.stream().filter(jid -> jid.getResource() == null).forEach(whole::add);
        Set<JID> recipients = new LinkedHashSet<>(whole);
        subscribed.stream().filter(jid -> !whole.contains(jid.asBareJID())).forEach(recipients::add);
        listeners.stream().filter(one -> one.priority() < 0 || !whole.contains(one.resource().asBareJID()))
            .forEach(one -> recipients.add(one.resource()));
        return List.copyOf(recipients);
    }
}
