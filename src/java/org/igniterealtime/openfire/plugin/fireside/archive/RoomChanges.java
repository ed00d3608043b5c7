package org.igniterealtime.openfire.plugin.fireside.archive;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;

/**
 * What a message of a room changes of earlier ones in it. Whoever said a message corrects it or takes it back, and the room itself for
 * its moderators; where it is not certain who said it, nobody but the room does.
 */
final class RoomChanges {
    private final RoomStore store;
    private final Preview.Previews previews;
    private final Prepared prepared;

    /** @param said the message as it is to be kept @param changed earlier ones as they are by now */
    record Outcome(Spoken said, List<Spoken> changed) {
    }

    RoomChanges(RoomStore store, Preview.Previews previews, Prepared prepared) {
        this.store = store;
        this.previews = previews;
        this.prepared = prepared;
    }

    Outcome apply(Spoken message, Meaning meaning) throws SQLException {
        return switch (meaning.kind()) {
            case WORDS -> meaning.of().isEmpty() ? new Outcome(message, List.of()) : answer(message, meaning.of());
            case CORRECTION -> correction(message, meaning.of());
            case RETRACTION -> retraction(message, meaning.of());
            case REACTIONS -> reactions(message, meaning);
            case MODERATION -> moderation(message, meaning);
        };
    }

    private Outcome answer(Spoken message, String of) throws SQLException {
        Optional<Spoken> found = find(message.room(), of);
        if (found.isEmpty()) {
            return new Outcome(message, List.of());
        }
        Spoken parent = found.get();
        long first = parent.bearing().root() == 0 ? parent.id() : parent.bearing().root();
        Quoted quoted = new Quoted(parent.id(), false, parent.nick(), Preview.of(parent, previews));
        Spoken answer = message.with(new Bearing(Meaning.Kind.WORDS, parent.id(), first, quoted));
        Optional<Spoken> root = first == parent.id() ? found : store.byId(prepared, message.room(), first);
        return new Outcome(answer, root.isEmpty() ? List.of() : List.of(become(root.get(), root.get().fate().withReplies(1))));
    }

    // XEP-0308 §3: what may not correct, or corrects nothing that is known, is a message like any other.
    private Outcome correction(Spoken message, String of) throws SQLException {
        Optional<Spoken> target = ofAuthor(message, of);
        if (target.isEmpty()) {
            return new Outcome(message, List.of());
        }
        Spoken before = target.get();
        Spoken change = about(message, Meaning.Kind.CORRECTION, before.id());
        return before.fate().isGone() ? new Outcome(change.emptied(), List.of())
            : new Outcome(change, withAnswers(become(before, before.fate().corrected(new Fate.Edit(message.id(), message.body(), message.stanza())))));
    }

    private Outcome retraction(Spoken message, String of) throws SQLException {
        Optional<Spoken> given = store.byOrigin(prepared, message.room(), of);
        Optional<Spoken> named = given.isPresent() ? itself(given.get()).filter(message::isBySame) : ofAuthor(message, of);
        Optional<Spoken> target = named.filter(each -> !each.fate().isGone());
        Spoken change = about(message, Meaning.Kind.RETRACTION, target.map(Spoken::id).orElse(0L)).emptied();
        return new Outcome(change, target.isEmpty() ? List.of() : withAnswers(become(target.get(), target.get().fate().takenBack(new Fate.Gone("", "")))));
    }

    private Outcome moderation(Spoken message, Meaning meaning) throws SQLException {
        Optional<Spoken> given = store.byOrigin(prepared, message.room(), meaning.of());
        Optional<Spoken> target = (given.isPresent() ? itself(given.get()) : given).filter(each -> !each.fate().isGone());
        Spoken change = about(message, Meaning.Kind.MODERATION, target.map(Spoken::id).orElse(0L)).emptied();
        return new Outcome(change, target.isEmpty() ? List.of()
            : withAnswers(become(target.get(), target.get().fate().takenBack(new Fate.Gone(message.nick(), meaning.reason())))));
    }

    private Outcome reactions(Spoken message, Meaning meaning) throws SQLException {
        Optional<Spoken> target = find(message.room(), meaning.of()).filter(each -> !each.fate().isGone());
        Spoken change = about(message, Meaning.Kind.REACTIONS, target.map(Spoken::id).orElse(0L));
        // Where a room does not say who somebody is, his nick has to do.
        String who = message.author().isEmpty() ? "nick/" + message.nick() : message.author();
        return new Outcome(change, target.isEmpty() ? List.of()
            : List.of(become(target.get(), target.get().fate().reacting(who, message.nick(), meaning.reactions()))));
    }

    // XEP-0444 §3, XEP-0461 §3: in rooms by the id that the room gave; some clients name that of the sender.
    private Optional<Spoken> find(String room, String of) throws SQLException {
        Optional<Spoken> given = store.byOrigin(prepared, room, of);
        Optional<Spoken> found = given.isPresent() ? given : store.byStanzaId(prepared, room, of).stream().findFirst();
        return found.isPresent() ? itself(found.get()) : found;
    }

    private Optional<Spoken> ofAuthor(Spoken message, String of) throws SQLException {
        Optional<Spoken> found = store.byStanzaId(prepared, message.room(), of).stream().filter(message::isBySame).findFirst();
        return found.isPresent() ? itself(found.get()) : found;
    }

    // Who names a correction means what it corrected.
    private Optional<Spoken> itself(Spoken message) throws SQLException {
        return message.bearing().kind() == Meaning.Kind.WORDS ? Optional.of(message)
            : message.bearing().kind() == Meaning.Kind.CORRECTION ? store.byId(prepared, message.room(), message.bearing().parent()) : Optional.empty();
    }

    private Spoken become(Spoken message, Fate fate) throws SQLException {
        Spoken now = message.with(fate);
        store.setFate(prepared, now, Preview.of(now, previews));
        return now;
    }

    // Those that quote it show it as it is now.
    private List<Spoken> withAnswers(Spoken changed) throws SQLException {
        List<Spoken> all = new ArrayList<>(List.of(changed));
        all.addAll(store.answers(prepared, changed.room(), changed.id()));
        return all;
    }

    private static Spoken about(Spoken message, Meaning.Kind kind, long parent) {
        return message.with(new Bearing(kind, parent, 0, null));
    }
}
