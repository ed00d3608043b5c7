package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.util.List;
import java.util.stream.Stream;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;

/** What the engine does, as service discovery says it (XEP-0060 §10). What it tells others besides is told by who sends it. */
public final class PubSubFeatures {
    private static final List<String> COMMON = List.of("access-authorize", "access-open", "access-presence", "access-roster",
        "access-whitelist", "config-node", "config-node-max", "create-and-configure", "create-nodes", "delete-items", "delete-nodes",
        "instant-nodes", "item-ids", "manage-subscriptions", "member-affiliation", "meta-data", "modify-affiliations", "multi-items",
        "outcast-affiliation", "persistent-items", "publish", "publish-only-affiliation", "publish-options", "publisher-affiliation",
        "purge-nodes", "retract-items", "retrieve-affiliations", "retrieve-default", "retrieve-default-sub", "retrieve-items",
        "retrieve-subscriptions", "rsm", "subscribe", "subscription-options");

    /** Of a service of its own. */
    public static final List<String> SERVICE = Stream.of(Stream.of(Ns.PUBSUB, Ns.RSM, Ns.ORDER_BY, Ns.ORDER_BY + "@" + Ns.PUBSUB),
        COMMON.stream().map(PubSubFeatures::named)).flatMap(each -> each).toList();

    /** Of such a service where nobody knows who is in whose roster. */
    static final List<String> WITHOUT_CONTACTS = SERVICE.stream()
        .filter(feature -> !feature.equals(named("access-presence")) && !feature.equals(named("access-roster"))).toList();

    /** Of an account's nodes (XEP-0163 §4.3.2). */
    public static final List<String> ACCOUNT =
        Stream.concat(SERVICE.stream(), Stream.of(named("auto-create"))).toList();

    /** Of a single node: what somebody may be to it. */
    static final List<String> NODE = Stream.concat(Stream.of(Ns.PUBSUB),
        Stream.of("member-affiliation", "outcast-affiliation", "publish-only-affiliation", "publisher-affiliation")
            .map(PubSubFeatures::named)).toList();

    private PubSubFeatures() {
    }

    private static String named(String feature) {
        return Ns.PUBSUB + "#" + feature;
    }
}
