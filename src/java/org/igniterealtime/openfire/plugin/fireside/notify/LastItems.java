package org.igniterealtime.openfire.plugin.fireside.notify;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.caps.Interested;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Item;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSub;

/** What is sent again to somebody who has just come: the last item of a node that is so configured ({@code pubsub#send_last_published_item}). */
final class LastItems {
    private final PubSub pubsub;
    private final People people;

    LastItems(PubSub pubsub, People people) {
        this.pubsub = pubsub;
        this.people = people;
    }

    /** Of which nodes a resource wants to have it now, whether or not it may. */
    List<Node> of(Interested resource) {
        return pubsub.greeting(owners(resource), resource.nodes());
    }

    // A local resource has told all that see it; a remote one tells one account after the other.
    private Set<String> owners(Interested resource) {
        if (!resource.told().isEmpty()) {
            return Set.of(resource.told());
        }
        String account = resource.resource().toBareJID();
        Set<String> owners = new HashSet<>(people.watched(account));
        owners.add(account);
        return owners;
    }

    /** @param reader bare JID of somebody who may read the node */
    Optional<Item> newest(Node node, String reader) {
        return pubsub.newest(List.of(node), reader, PubSub.NEWEST, 1).stream().findFirst();
    }
}
