package org.igniterealtime.openfire.plugin.fireside.talk.presence;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.igniterealtime.openfire.plugin.fireside.feature.Feature;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Preferences;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.session.Signals;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;

/** Registers {@code presence/set}. */
public final class PresenceFeature implements Feature {
    private static final Set<String> SHOWS = Set.of("online", "away", "xa", "dnd");
    private static final int LONGEST = 140;

    private Platform platform;

    @Override
    public void register(Platform rooms) {
        platform = rooms;
        rooms.actions().on("presence/set", this::set);
        rooms.signals().on(Signals.PreferencesSeen.class, (session, seen) -> rooms.shell().refreshMe(session));
    }

    private CompletionStage<Optional<Refusal>> set(Session session, Page page, Call call) {
        String show = call.field("show");
        String status = XmlText.clean(call.field("status")).strip();
        if (!SHOWS.contains(show)) {
            return Action.refused(Refusal.invalid("live.malformed"));
        }
        if (status.codePointCount(0, status.length()) > LONGEST) {
            return Action.refused(Refusal.invalid("presence.tooLong", LONGEST));
        }
        Preferences chosen = session.person().preferences().showing(show, status);
        return session.data("preferences", () -> {
            platform.preferences().save(session.person().username(), chosen);
            return Optional.<Refusal>empty();
        }).thenApply(saved -> {
            session.person().preferences(chosen);
            session.person().sessions().forEach(Session::announce);
            platform.sessions().signal(session.person().username(), new Signals.PreferencesSeen(chosen));
            return saved;
        });
    }
}
