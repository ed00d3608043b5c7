package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.Level;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.Regard;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.xmpp.packet.JID;

/** Pins rooms in somebody's list, and sets of what in them he is told; his other clients hear of both. */
final class RoomRegards {
    private final Platform platform;
    private final Bookmarks bookmarks;
    private final BookmarkSync sync;

    RoomRegards(Platform platform, Bookmarks bookmarks, BookmarkSync sync) {
        this.platform = platform;
        this.bookmarks = bookmarks;
        this.sync = sync;
    }

    void register() {
        platform.actions().on("rooms/pin", this::pin);
        platform.actions().on("rooms/level", this::level);
    }

    private CompletionStage<Optional<Refusal>> pin(Session session, Page page, Call call) {
        return change(session, call, regard -> regard.pinned(call.field("pinned").equals("true")));
    }

    private CompletionStage<Optional<Refusal>> level(Session session, Page page, Call call) {
        Optional<Level> level = Level.of(call.field("level")).filter(each -> each != Level.DEFAULT);
        return level.isEmpty() ? Action.refused(Refusal.invalid("live.malformed")) : change(session, call, regard -> regard.level(level.get()));
    }

    private CompletionStage<Optional<Refusal>> change(Session session, Call call, UnaryOperator<Regard> how) {
        Optional<JID> room = Jids.bare(call.field("to"));
        return session.data("rooms", () -> {
            Optional<Bookmark> before = room.flatMap(jid -> bookmarks.find(session.person(), jid.toString())).map(Bookmarks.Listed::bookmark);
            if (before.isEmpty()) {
                return Optional.of(Refusal.of(Refusal.Kind.MISSING, "rooms.unlisted"));
            }
            Bookmark changed = before.get().regarded(how.apply(before.get().regard()));
            bookmarks.save(session.person(), changed);
            platform.sessions().signal(session.person().username(), new RoomsFeature.ListChanged());
            platform.sessions().signal(session.person().username(), new RoomsFeature.RegardChanged(RoomView.menu(changed)));
            sync.change(session, changed);
            return Optional.<Refusal>empty();
        });
    }
}
