package org.igniterealtime.openfire.plugin.fireside.desk.media;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.files.NoSlot;
import org.igniterealtime.openfire.plugin.fireside.files.Slot;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.view.Texts;
import org.xmpp.packet.JID;

/** Slots of this server itself. */
final class OwnSlots implements Slots {
    private static final int KILO = 1_024;

    private final Platform platform;
    private final OwnFiles own;

    OwnSlots(Platform platform, OwnFiles own) {
        this.platform = platform;
        this.own = own;
    }

    @Override
    public CompletionStage<Answer> ask(JID owner, Wanted wanted) {
        return platform.sessions().dataLane().call(owner.toBareJID(), () -> {
            try {
                return given(platform.uploads().slot(owner.toBareJID(), wanted.name(), wanted.type(), wanted.size()));
            } catch (NoSlot no) {
                return new Refused(why(no));
            }
        });
    }

    private Answer given(Slot slot) {
        return new Given(own.local(slot.path()), own.url(slot.path()), Map.of("Authorization", "Bearer " + slot.secret()));
    }

    private static Refusal why(NoSlot no) {
        return switch (no.reason()) {
            case TOO_LARGE -> Refusal.of(Refusal.Kind.TOO_LARGE, "media.tooLarge", no.most() / KILO / KILO);
            case TYPE -> Refusal.of(Refusal.Kind.FORBIDDEN, "media.badType");
            case QUOTA -> Refusal.of(Refusal.Kind.FORBIDDEN, "media.full");
            case DAY -> Refusal.of(Refusal.Kind.TOO_MANY, "media.enoughToday");
            case SLOTS -> Refusal.of(Refusal.Kind.TOO_MANY, "media.tooManyAtOnce");
        };
    }
}
