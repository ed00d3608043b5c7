package org.igniterealtime.openfire.plugin.fireside.archive;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;

/** What a message changes of earlier ones in the archive of the same account. Whoever said a message, and nobody else, corrects it or takes it back. */
final class ChatChanges {
    private final ArchiveStore store;
    private final Preview.Previews previews;
    private final Prepared prepared;

    /** @param kept the message as it is to be kept @param changed earlier ones as they are by now */
    record Outcome(Kept kept, List<Kept> changed) {
    }

    ChatChanges(ArchiveStore store, Preview.Previews previews, Prepared prepared) {
        this.store = store;
        this.previews = previews;
        this.prepared = prepared;
    }

    Outcome apply(Kept message, Meaning meaning) throws SQLException {
        return switch (meaning.kind()) {
            case WORDS -> meaning.of().isEmpty() ? new Outcome(message, List.of()) : answer(message, meaning.of());
            case CORRECTION -> correction(message, meaning.of());
            case RETRACTION -> retraction(message, meaning.of());
            case REACTIONS -> reactions(message, meaning);
            // There is no moderator between two.
            case MODERATION -> new Outcome(about(message, Meaning.Kind.MODERATION, 0), List.of());
        };
    }

    private Outcome answer(Kept message, String of) throws SQLException {
        Optional<Kept> found = find(message, of, null);
        if (found.isEmpty()) {
            return new Outcome(message, List.of());
        }
        Kept parent = found.get();
        long first = parent.bearing().root() == 0 ? parent.id() : parent.bearing().root();
        Quoted quoted = new Quoted(parent.id(), parent.outgoing(), "", Preview.of(parent, previews));
        Kept answer = message.with(new Bearing(Meaning.Kind.WORDS, parent.id(), first, quoted));
        Optional<Kept> root = first == parent.id() ? found : store.byId(prepared, message.owner(), first);
        return new Outcome(answer, root.isEmpty() ? List.of() : List.of(become(root.get(), root.get().fate().withReplies(1))));
    }

    // XEP-0308 §3: what corrects nothing that is known is a message like any other.
    private Outcome correction(Kept message, String of) throws SQLException {
        Optional<Kept> found = store.byStanzaId(prepared, message.owner(), message.peer(), of, message.outgoing());
        Optional<Kept> target = found.isPresent() ? itself(found.get()) : found;
        if (target.isEmpty()) {
            return new Outcome(message, List.of());
        }
        Kept before = target.get();
        Kept change = about(message, Meaning.Kind.CORRECTION, before.id());
        return before.fate().isGone() ? new Outcome(emptied(change), List.of())
            : new Outcome(change, withAnswers(become(before, before.fate().corrected(new Fate.Edit(message.id(), message.body(), message.stanza())))));
    }

    private Outcome retraction(Kept message, String of) throws SQLException {
        Optional<Kept> target = find(message, of, message.outgoing()).filter(each -> !each.fate().isGone());
        Kept change = emptied(about(message, Meaning.Kind.RETRACTION, target.map(Kept::id).orElse(0L)));
        return new Outcome(change, target.isEmpty() ? List.of() : withAnswers(become(target.get(), target.get().fate().takenBack(new Fate.Gone("", "")))));
    }

    private Outcome reactions(Kept message, Meaning meaning) throws SQLException {
        Optional<Kept> target = find(message, meaning.of(), null).filter(each -> !each.fate().isGone());
        Kept change = about(message, Meaning.Kind.REACTIONS, target.map(Kept::id).orElse(0L));
        String who = message.outgoing() ? "" : message.peer();
        return new Outcome(change, target.isEmpty() ? List.of() : List.of(become(target.get(), target.get().fate().reacting(who, "", meaning.reactions()))));
    }

    /** @param outgoing in which direction it went, null for either */
    private Optional<Kept> find(Kept message, String of, Boolean outgoing) throws SQLException {
        List<Kept> found = new ArrayList<>();
        if (outgoing == null || outgoing) {
            store.byStanzaId(prepared, message.owner(), message.peer(), of, true).ifPresent(found::add);
        }
        if (outgoing == null || !outgoing) {
            store.byStanzaId(prepared, message.owner(), message.peer(), of, false).ifPresent(found::add);
        }
        if (found.isEmpty() && of.matches("[0-9a-f]{1,16}")) {
            // The id by which the archive itself calls it (XEP-0359 §3).
            long id = Long.parseUnsignedLong(of, 16);
            store.byId(prepared, message.owner(), id)
                .filter(each -> each.peer().equals(message.peer()) && (outgoing == null || each.outgoing() == outgoing)).ifPresent(found::add);
        }
        Optional<Kept> newest = found.stream().max(Comparator.comparingLong(Kept::id));
        return newest.isPresent() ? itself(newest.get()) : newest;
    }

    // Who names a correction means what it corrected.
    private Optional<Kept> itself(Kept message) throws SQLException {
        return message.bearing().kind() == Meaning.Kind.WORDS ? Optional.of(message)
            : message.bearing().kind() == Meaning.Kind.CORRECTION ? store.byId(prepared, message.owner(), message.bearing().parent()) : Optional.empty();
    }

    private Kept become(Kept message, Fate fate) throws SQLException {
        Kept now = message.with(fate);
        store.setFate(prepared, now, Preview.of(now, previews));
        return now;
    }

    // Those that quote it show it as it is now.
    private List<Kept> withAnswers(Kept changed) throws SQLException {
        List<Kept> all = new ArrayList<>(List.of(changed));
        all.addAll(store.answers(prepared, changed.owner(), changed.id()));
        return all;
    }

    private static Kept about(Kept message, Meaning.Kind kind, long parent) {
        return message.with(new Bearing(kind, parent, 0, null));
    }

    private static Kept emptied(Kept message) {
        return message.withBody("");
    }
}
