package org.igniterealtime.openfire.plugin.fireside.social.people;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.host.Contact;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.session.Session;

/** Whom somebody may mean who has typed an {@code @} and some letters. */
public final class Completion {
    private static final int MOST = 6;
    private static final int LONGEST = 64;

    private final Platform platform;
    private final People people;

    Completion(Platform platform, People people) {
        this.platform = platform;
        this.people = people;
    }

    void register() {
        platform.actions().on("people/complete", this::complete);
    }

    /** Somebody as he is named among words. @param mention without the {@code @} */
    public record Named(Face face, String mention) {
    }

    private CompletionStage<Optional<Refusal>> complete(Session session, Page page, Call call) {
        String letters = call.field("letters");
        if (letters.length() > LONGEST) {
            return Action.refused(Refusal.invalid("live.malformed"));
        }
        CompletableFuture<Optional<Refusal>> done = new CompletableFuture<>();
        session.then(session.data("complete", () -> of(session.person(), letters)), (found, fault) -> {
            if (fault != null) {
                done.completeExceptionally(fault);
                return;
            }
            page.patch(Patch.of("update", "complete", platform.views().render("people/complete", page.locale(),
                Map.of("people", found, "letters", letters)).html()));
            done.complete(Optional.empty());
        });
        return done;
    }

    /** Those first whose name or address begins so, then those with a word in it that does. Blocks. */
    List<Named> of(Person viewer, String letters) {
        String wanted = fold(letters.strip());
        return platform.rosters().of(viewer.username()).stream().filter(Contact::listed).filter(contact -> contact.jid().getNode() != null)
            .map(contact -> people.face(viewer, contact)).filter(face -> rank(face, wanted) < 2)
            .sorted(Comparator.comparingInt((Face face) -> rank(face, wanted)).thenComparing(face -> fold(face.name()))).limit(MOST)
            .map(face -> new Named(face, mention(face.jid()))).toList();
    }

    private static int rank(Face face, String wanted) {
        String name = fold(face.name());
        if (name.startsWith(wanted) || face.jid().startsWith(wanted)) {
            return 0;
        }
        return name.contains(" " + wanted) ? 1 : 2;
    }

    private String mention(String jid) {
        String here = "@" + platform.server().domain();
        return jid.endsWith(here) ? jid.substring(0, jid.length() - here.length()) : jid;
    }

    /** Without case and accents, for comparing what somebody types with a name. */
    public static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
    }
}
