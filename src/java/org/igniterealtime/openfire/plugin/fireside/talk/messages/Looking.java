package org.igniterealtime.openfire.plugin.fireside.talk.messages;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Actions;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.view.Views;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.xmpp.packet.JID;

/**
 * What a page may look at of a chat or a room beside its newest messages: what was said before and after, a thread, the files.
 *
 * @param <T> a message of one
 */
public final class Looking<T> {
    /** Answers of a thread that are shown. */
    private static final int ANSWERS = 200;

    private final Talk<T> talk;
    private final Further further;
    private final Beside beside;
    private final String name;

    /** @param section of the places @param name the first part of the actions */
    public Looking(Talk<T> talk, Views views, String section, String name) {
        this.talk = talk;
        this.name = name;
        this.further = new Further(views, section, name);
        this.beside = new Beside(views, section, name);
    }

    public void register(Actions actions) {
        on(actions, "/older", this::older);
        on(actions, "/newer", this::newer);
        on(actions, "/thread", this::thread);
        on(actions, "/gallery", this::gallery);
    }

    @FunctionalInterface
    private interface With {
        CompletionStage<Optional<Refusal>> act(Session session, Page page, JID with, Call call);
    }

    private void on(Actions actions, String what, With act) {
        actions.on(name + what, (session, page, call) -> {
            Optional<JID> with = Jids.bare(call.field("to"));
            Optional<Refusal> refused = with.isEmpty() ? Optional.of(Refusal.invalid("live.malformed")) : talk.refused(session, with.get());
            return refused.isPresent() ? Action.refused(refused.get()) : act.act(session, page, with.get(), call);
        });
    }

    // Drawn afresh meanwhile, the log begins or ends elsewhere: what was read for its old beginning or end would leave a gap.

    private CompletionStage<Optional<Refusal>> older(Session session, Page page, JID with, Call call) {
        long before = Cursor.id(call.field("before"));
        return before < 0 ? malformed() : read(session, with, () -> prepared(Stretch.before(talk.source(session, with), before)), read ->
            talk.sight(page, with).filter(sight -> sight.beginsAt(before)).ifPresent(sight ->
                further.before(page, sight, with.toString(), talk.models(session, page, with, read.messages()), read.older())));
    }

    private CompletionStage<Optional<Refusal>> newer(Session session, Page page, JID with, Call call) {
        long after = Cursor.id(call.field("after"));
        return after < 0 ? malformed() : read(session, with, () -> prepared(Stretch.after(talk.source(session, with), after)), read ->
            talk.sight(page, with).filter(sight -> sight.endsAt(after)).ifPresent(sight ->
                further.after(page, sight, with.toString(), talk.models(session, page, with, read.messages()), read.newer())));
    }

    private Stretch<T> prepared(Stretch<T> read) {
        talk.prepare(read.messages());
        return read;
    }

    private CompletionStage<Optional<Refusal>> thread(Session session, Page page, JID with, Call call) {
        if (call.field("id").isEmpty()) {
            talk.sight(page, with).ifPresent(sight -> sight.thread(0));
            return Action.done();
        }
        long id = Cursor.id(call.field("id"));
        // What is said while it is read may be in what was read, or not: put there twice, it is there once.
        return id < 0 ? malformed() : read(session, with, () -> talk.thread(session, with, id, ANSWERS), messages ->
            talk.sight(page, with).ifPresent(sight -> {
                List<MessageModel> models = talk.models(session, page, with, messages);
                sight.thread(models.isEmpty() ? 0 : Cursor.id(models.get(0).cursor()));
                page.patch(beside.thread(with.toString(), models, page.locale()));
            }));
    }

    private CompletionStage<Optional<Refusal>> gallery(Session session, Page page, JID with, Call call) {
        String from = call.field("before");
        long before = from.isEmpty() ? Long.MAX_VALUE : Cursor.id(from);
        return before < 0 ? malformed() : read(session, with, () -> talk.files(session, with, before, Beside.FILES + 1), messages -> {
            if (talk.sight(page, with).isPresent()) {
                List<MessageModel> models = talk.models(session, page, with, messages.subList(0, Math.min(Beside.FILES, messages.size())));
                beside.gallery(with.toString(), models, messages.size() > Beside.FILES, from.isEmpty(), page.locale()).forEach(page::patch);
            }
        });
    }

    private static CompletionStage<Optional<Refusal>> malformed() {
        return Action.refused(Refusal.invalid("live.malformed"));
    }

    private <R> CompletionStage<Optional<Refusal>> read(Session session, JID with, Callable<R> reading, Consumer<R> drawing) {
        CompletableFuture<Optional<Refusal>> done = new CompletableFuture<>();
        session.then(session.data("looking", reading), (read, fault) -> {
            if (fault != null) {
                done.completeExceptionally(fault);
                return;
            }
            Optional<Refusal> refused = talk.refused(session, with);
            if (refused.isEmpty()) {
                drawing.accept(read);
            }
            done.complete(refused);
        });
        return done;
    }
}
