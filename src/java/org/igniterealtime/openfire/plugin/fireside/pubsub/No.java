package org.igniterealtime.openfire.plugin.fireside.pubsub;

import org.xmpp.packet.PacketError.Condition;

/** The refusals of XEP-0060 that are said in more than one place. */
final class No {
    static final PubSubError FORBIDDEN = new PubSubError(Condition.forbidden, "");
    static final PubSubError NOT_FOUND = new PubSubError(Condition.item_not_found, "");
    static final PubSubError CONFLICT = new PubSubError(Condition.conflict, "");
    static final PubSubError NOT_ACCEPTABLE = new PubSubError(Condition.not_acceptable, "");
    static final PubSubError BAD_REQUEST = new PubSubError(Condition.bad_request, "");
    static final PubSubError PRESENCE_REQUIRED = new PubSubError(Condition.not_authorized, "presence-subscription-required");
    static final PubSubError NOT_IN_GROUP = new PubSubError(Condition.not_authorized, "not-in-roster-group");
    static final PubSubError NOT_SUBSCRIBED = new PubSubError(Condition.not_authorized, "not-subscribed");
    static final PubSubError PENDING = new PubSubError(Condition.not_authorized, "pending-subscription");
    static final PubSubError CLOSED = new PubSubError(Condition.not_allowed, "closed-node");
    static final PubSubError NO_SUBSCRIPTION = new PubSubError(Condition.unexpected_request, "not-subscribed");
    static final PubSubError INVALID_SUBID = new PubSubError(Condition.not_acceptable, "invalid-subid");
    static final PubSubError UNSUPPORTED_ACCESS = new PubSubError(Condition.not_acceptable, "unsupported-access-model");
    static final PubSubError NODE_REQUIRED = new PubSubError(Condition.bad_request, "nodeid-required");
    static final PubSubError ITEM_REQUIRED = new PubSubError(Condition.bad_request, "item-required");
    static final PubSubError ITEM_FORBIDDEN = new PubSubError(Condition.bad_request, "item-forbidden");
    static final PubSubError JID_REQUIRED = new PubSubError(Condition.bad_request, "jid-required");
    static final PubSubError INVALID_JID = new PubSubError(Condition.bad_request, "invalid-jid");
    static final PubSubError INVALID_OPTIONS = new PubSubError(Condition.bad_request, "invalid-options");
    static final PubSubError UNKNOWN = new PubSubError(Condition.service_unavailable, "");
    static final PubSubError PRECONDITION = new PubSubError(Condition.conflict, "precondition-not-met");
    static final PubSubError PAYLOAD_REQUIRED = new PubSubError(Condition.bad_request, "payload-required");
    static final PubSubError PAYLOAD_TOO_BIG = new PubSubError(Condition.not_acceptable, "payload-too-big");
    static final PubSubError INVALID_PAYLOAD = new PubSubError(Condition.bad_request, "invalid-payload");
    // Tinder has no policy-violation, which XEP-0060 §6.1.3.9 names.
    static final PubSubError TOO_MANY_SUBSCRIPTIONS = new PubSubError(Condition.resource_constraint, "too-many-subscriptions");
    static final PubSubError TOO_FAR = new PubSubError(Condition.feature_not_implemented, "");
    static final PubSubError TOO_MANY_NODES = new PubSubError(Condition.resource_constraint, "");

    private No() {
    }

    static PubSubError unsupported(String feature) {
        return new PubSubError(Condition.feature_not_implemented, "unsupported", feature);
    }
}
