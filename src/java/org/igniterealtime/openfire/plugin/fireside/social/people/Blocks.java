package org.igniterealtime.openfire.plugin.fireside.social.people;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.host.BlocksChanged;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.xmpp.packet.JID;
import org.xmpp.packet.Presence;

/** Blocks people (XEP-0191): nothing of theirs comes any more, and nothing of mine is there for them. */
final class Blocks {
    private final Platform platform;

    Blocks(Platform platform) {
        this.platform = platform;
    }

    void register() {
        platform.actions().on("contacts/block", this::set);
    }

    /** The way to block somebody, the last thing on his page. */
    PersonSection.Drawing section(Session viewer, JID jid) {
        if (jid.equals(viewer.person().jid())) {
            return PersonSection.NOTHING;
        }
        boolean blocked = platform.blocking().names(viewer.person().username(), jid);
        return locale -> platform.views().render("people/block", locale, Map.of("jid", jid.toString(), "blocked", blocked));
    }

    private CompletionStage<Optional<Refusal>> set(Session session, Page page, Call call) {
        Optional<JID> whom = Jids.bare(call.field("jid"));
        if (whom.isEmpty() || whom.get().equals(session.person().jid())) {
            return Action.refused(Refusal.invalid("people.badAddress"));
        }
        boolean blocked = call.field("blocked").equals("true");
        return set(session, whom.get(), blocked);
    }

    /** @param whom somebody else than who is in the session */
    CompletionStage<Optional<Refusal>> set(Session session, JID whom, boolean blocked) {
        return goodbye(session, whom, blocked).thenCompose(told -> session.data("blocks", () -> {
            platform.blocking().set(session.person().username(), whom, blocked);
            platform.events().publish(new BlocksChanged(session.person().username()));
            return Optional.<Refusal>empty();
        })).thenApply(refusal -> {
            session.run(() -> session.show(any -> true, locale -> List.of(Patch.of("replace", "block-" + whom,
                platform.views().render("people/block", locale, Map.of("jid", whom.toString(), "blocked", blocked)).html()))));
            return refusal;
        });
    }

    // XEP-0191 §3.2: who is blocked sees me go; afterwards nothing would reach him.
    private static CompletionStage<Void> goodbye(Session session, JID whom, boolean blocked) {
        return blocked ? session.send(ContactActions.presence(whom, Presence.Type.unavailable), "presence")
            : java.util.concurrent.CompletableFuture.completedFuture(null);
    }
}
