package org.igniterealtime.openfire.plugin.fireside.social.posts;

import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSubError;

/** What the service's no means to people. */
public final class PostRefusals {
    private PostRefusals() {
    }

    public static Refusal of(PubSubError no) {
        return switch (no.condition()) {
            case item_not_found -> Refusal.of(Refusal.Kind.MISSING, "posts.gone");
            case not_acceptable -> Refusal.of(Refusal.Kind.TOO_LARGE, "posts.tooLarge");
            case resource_constraint -> Refusal.of(Refusal.Kind.TOO_MANY, "posts.tooMany");
            case conflict -> Refusal.of(Refusal.Kind.CONFLICT, no.special().equals("precondition-not-met") ? "posts.closedElsewhere" : "posts.conflict");
            default -> Refusal.of(Refusal.Kind.FORBIDDEN, "posts.forbidden");
        };
    }
}
