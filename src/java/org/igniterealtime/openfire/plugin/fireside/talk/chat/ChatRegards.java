package org.igniterealtime.openfire.plugin.fireside.talk.chat;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.host.AccountGone;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.page.Shell;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.Level;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.Regard;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.xmpp.packet.JID;

/** Pins chats in somebody's list, and mutes them. */
final class ChatRegards {
    /** Somebody regards a chat in another way: it stands elsewhere, and counts or does not. */
    private record Changed(String peer) {
    }

    private final Platform platform;
    private final Regards regards;
    private final ChatView view;

    ChatRegards(Platform platform, Regards regards, ChatView view) {
        this.platform = platform;
        this.regards = regards;
        this.view = view;
    }

    void register() {
        platform.sessions().prepare(regards::read);
        platform.actions().on("chat/pin", this::pin);
        platform.actions().on("chat/level", this::level);
        platform.signals().on(Changed.class, this::changed);
        platform.events().on(AccountGone.class, gone -> regards.forget(gone.username()));
    }

    private CompletionStage<Optional<Refusal>> pin(Session session, Page page, Call call) {
        return change(session, call, regard -> regard.pinned(call.field("pinned").equals("true")));
    }

    // What every chat is by default need not be kept.
    private CompletionStage<Optional<Refusal>> level(Session session, Page page, Call call) {
        Optional<Level> level = Level.of(call.field("level")).filter(each -> each == Level.ALWAYS || each == Level.NEVER);
        return level.isEmpty() ? Action.refused(Refusal.invalid("live.malformed"))
            : change(session, call, regard -> regard.level(level.get() == Level.ALWAYS ? Level.DEFAULT : Level.NEVER));
    }

    private CompletionStage<Optional<Refusal>> change(Session session, Call call, UnaryOperator<Regard> how) {
        Optional<JID> peer = Jids.bare(call.field("to"));
        if (peer.isEmpty()) {
            return Action.refused(Refusal.invalid("people.badAddress"));
        }
        String jid = peer.get().toString();
        return session.data("regards", () -> {
            if (!regards.set(session.person(), jid, how.apply(regards.of(session.person(), jid)))) {
                return Optional.of(Refusal.of(Refusal.Kind.TOO_MANY, "chat.tooManyRegards", RegardStore.MOST));
            }
            platform.sessions().signal(session.person().username(), new Changed(jid));
            return Optional.<Refusal>empty();
        });
    }

    private void changed(Session session, Changed changed) {
        platform.shell().recount(session);
        Shell.each(session, ChatView.Showing.class, (page, showing) -> {
            if (showing.peer().equals(changed.peer())) {
                page.patch(regards.menu(session.person(), changed.peer()).patch(platform.views(), page.locale()));
            }
            session.then(session.data("regards", () -> view.chats(session.person())), (chats, fault) -> {
                if (fault == null) {
                    page.patch(view.list(session.person(), chats, showing, page.locale()));
                }
            });
        });
    }
}
