package org.igniterealtime.openfire.plugin.fireside.session;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Page;

/**
 * What a feature does when a page asks. Runs in the session's mailbox and must not block; what blocks goes into a lane.
 * The stage completes once the action has taken effect for good (acknowledged), or with why it may not (refused).
 */
@FunctionalInterface
public interface Action {
    CompletionStage<Optional<Refusal>> act(Session session, Page page, Call call);

    static CompletionStage<Optional<Refusal>> done() {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    static CompletionStage<Optional<Refusal>> refused(Refusal refusal) {
        return CompletableFuture.completedFuture(Optional.of(refusal));
    }
}
