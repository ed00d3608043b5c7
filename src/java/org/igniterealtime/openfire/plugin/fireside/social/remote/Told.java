package org.igniterealtime.openfire.plugin.fireside.social.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.route.EventSeen;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Audience;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;

/**
 * What somebody's blog on another server tells. The service is who the event comes from, and no other: a node speaks for itself.
 *
 * @param place the node
 * @param changes in their order, the first {@link #MOST}
 */
record Told(NodeId place, List<Change> changes) {
    /** Items that one event brings; more than one is rare (XEP-0060 §7.1.2.1). */
    static final int MOST = 20;
    private static final int LONGEST_NAME = 255;

    /** @return empty for what is no event of a blog: of a service, of a resource, of another node, without anything in it */
    static Optional<Told> read(EventSeen seen) {
        if (seen.from().getNode() == null || seen.from().getResource() != null || Jids.bare(seen.from().toString()).isEmpty()) {
            return Optional.empty();
        }
        for (Element child : Xml.children(seen.event())) {
            String node = child.attributeValue("node", "");
            boolean blog = child.getNamespaceURI().equals(Ns.PUBSUB_EVENT) && node.length() <= LONGEST_NAME && Audience.isPostNode(node);
            List<Change> changes = blog ? changes(child) : List.of();
            if (!changes.isEmpty()) {
                return Optional.of(new Told(NodeId.of(seen.from(), node), changes));
            }
        }
        return Optional.empty();
    }

    private static List<Change> changes(Element child) {
        return switch (child.getName()) {
            case "items" -> items(child, MOST);
            case "delete", "purge" -> List.of(new Change.Emptied());
            default -> List.of();
        };
    }

    /** The items of an event or of an answer, the first so many that have a fit id. */
    static List<Change> items(Element items, int most) {
        List<Change> changes = new ArrayList<>();
        for (Element each : Xml.children(items)) {
            String id = each.attributeValue("id", "");
            if (changes.size() >= most) {
                break;
            }
            if (id.isEmpty() || id.length() > LONGEST_NAME || id.endsWith(" ")) {
                continue;
            }
            if (each.getName().equals("retract")) {
                changes.add(new Change.Retracted(id));
            } else if (each.getName().equals("item")) {
                changes.add(new Change.Published(id, Xml.child(each, "entry", Ns.ATOM)));
            }
        }
        return changes;
    }

    /** The items that came without what they say. */
    List<String> bare() {
        return changes.stream().filter(each -> each instanceof Change.Published published && published.payload() == null)
            .map(each -> ((Change.Published) each).itemId()).toList();
    }
}
