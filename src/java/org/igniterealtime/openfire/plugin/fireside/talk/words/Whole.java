package org.igniterealtime.openfire.plugin.fireside.talk.words;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.igniterealtime.openfire.plugin.fireside.desk.media.AttachmentStanza;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.xmpp.packet.JID;

/** All of a message of which a page shows the beginning, for who asks for it: {@code words/whole.js}. */
public final class Whole {
    /**
     * A message as its log has it.
     *
     * @param message the id of its element
     * @param stanza as XML, or empty
     * @param inside where addresses lead within the application
     */
    public record Said(String message, String stanza, String body, Function<String, Optional<String>> inside) {
    }

    /** Where messages are kept. */
    @FunctionalInterface
    public interface Log {
        /** Blocks. @param of the chat's or room's bare address @return empty where there is no such message, or none for him */
        Optional<Said> find(Session session, JID of, long id);
    }

    private Whole() {
    }

    /** Has an action of this name answered, with the fields {@code to} and {@code cursor}. */
    public static void register(Platform platform, String action, Log log) {
        platform.actions().on(action, (session, page, call) -> {
            Optional<JID> of = Jids.bare(call.field("to"));
            long id = id(call.field("cursor"));
            return of.isEmpty() || id < 0 ? Action.refused(Refusal.invalid("live.malformed")) : show(session, page, () -> log.find(session, of.get(), id));
        });
    }

    private static long id(String cursor) {
        return cursor.matches("[0-7][0-9a-f]{15}") ? Long.parseLong(cursor, 16) : -1;
    }

    private static CompletionStage<Optional<Refusal>> show(Session session, Page page, java.util.concurrent.Callable<Optional<Said>> read) {
        CompletableFuture<Optional<Refusal>> done = new CompletableFuture<>();
        session.then(session.data("words", read), (said, fault) -> {
            if (fault != null) {
                done.completeExceptionally(fault);
                return;
            }
            said.ifPresent(each -> page.patch(patch(each)));
            done.complete(said.isPresent() ? Optional.empty() : Optional.of(Refusal.of(Refusal.Kind.MISSING, "words.gone")));
        });
        return done;
    }

    private static Patch patch(Said said) {
        String text = AttachmentStanza.read(said.stanza(), said.body()).text();
        return Patch.of("update", said.message() + "-words", Body.words(said.stanza(), text, said.inside()).html());
    }
}
