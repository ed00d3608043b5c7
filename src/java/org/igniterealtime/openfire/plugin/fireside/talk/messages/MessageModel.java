package org.igniterealtime.openfire.plugin.fireside.talk.messages;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.igniterealtime.openfire.plugin.fireside.archive.Fate;
import org.igniterealtime.openfire.plugin.fireside.archive.Kept;
import org.igniterealtime.openfire.plugin.fireside.archive.Preview;
import org.igniterealtime.openfire.plugin.fireside.archive.Quoted;
import org.igniterealtime.openfire.plugin.fireside.archive.Spoken;
import org.igniterealtime.openfire.plugin.fireside.desk.media.AttachmentForm;
import org.igniterealtime.openfire.plugin.fireside.desk.media.AttachmentStanza;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Carried;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Gallery;
import org.igniterealtime.openfire.plugin.fireside.desk.media.MediaFeature;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.social.people.People;
import org.igniterealtime.openfire.plugin.fireside.talk.words.Body;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;

/**
 * A message, for {@code messages/message.vm}: in rooms the same for all who see it so.
 *
 * @param id of its element
 * @param ref of the action that sent it, so that the page's pending one gives way; empty for what others sent
 * @param cursor rises with the order, as text too
 * @param face of who said it, in rooms; null between two
 * @param name of who said it
 * @param body its words, which may be none where there are files
 * @param files what it carries
 * @param again of one of mine that came back with its files: how to attach them again, as the page's own script does; or empty
 * @param state how far one of mine has come, or empty
 * @param error why it came back, in words, or empty
 * @param sealed how it is encrypted for other clients, or empty
 * @param gone who took it back, or null
 * @param quote what it answers, or null
 * @param replies answers in the thread that it began
 * @param may what who looks at it may do with it, in words apart
 * @param below the card of its link, or null
 */
public record MessageModel(String id, String ref, String cursor, boolean mine, Face face, String name, Body body, Gallery files, String again, String at,
                           String state, String error, boolean mentions, boolean edited, String sealed, Fate.Gone gone, Quote quote, List<Chip> reactions,
                           int replies, String may, MessageCard below) {
    /** Different reactions that are shown of one message. */
    private static final int CHIPS = 20;
    /** Names that are told of those who react alike. */
    private static final int NAMES = 20;

    /** @param target id of the element of what is quoted @param kind as of a {@link Preview} */
    public record Quote(String target, String cursor, boolean mine, String name, String kind, String words) {
    }

    /** @param mine whether who looks at it has so reacted @param names of those who did, without his; some of them */
    public record Chip(String emoji, int count, boolean mine, List<String> names) {
        /** Their names in one line. */
        public String line() {
            return String.join(", ", names);
        }
    }

    /**
     * One of an account's archive.
     *
     * @param name of the other side
     * @param error why it came back, in words, or empty
     * @param inside where addresses lead within the application
     * @param below the card of its link, of its words; or null
     */
    public static MessageModel of(Kept message, String name, String error, Function<String, Optional<String>> inside, MediaFeature media,
                                  Function<String, MessageCard> below, Locale locale) {
        boolean back = message.outgoing() && !message.error().isEmpty();
        Carried carried = AttachmentStanza.read(message.source(), message.words());
        List<Chip> chips = chips(message.fate(), each -> each.who().isEmpty() ? null : name, each -> each.who().isEmpty());
        String sealed = Meaning.sealing(message.source());
        String may = message.fate().isGone() || back ? "" : "react reply" + (!message.outgoing() ? "" : carried.files().isEmpty() && sealed.isEmpty() ? " edit delete" : " delete");
        return new MessageModel(Cursor.element(message.id()), message.outgoing() ? message.origin() : "", Cursor.of(message.id()), message.outgoing(), null, name,
            Body.of(message.source(), carried.text(), inside), media.gallery(carried.files(), locale), back ? AttachmentForm.write(carried.files()) : "",
            DateTimeFormatter.ISO_INSTANT.format(message.at()), message.state().name().toLowerCase(Locale.ROOT), error, false, message.fate().edit() != null, sealed,
            message.fate().gone(), quote(message.bearing().quoted(), quoted -> quoted.outgoing() ? "" : name), chips, message.fate().replies(), may,
            below.apply(carried.text()));
    }

    /** One of a room. */
    public static MessageModel of(Spoken said, Look look, MediaFeature media) {
        Carried carried = AttachmentStanza.read(said.source(), said.words());
        String sealed = Meaning.sealing(said.source());
        List<Chip> chips = chips(said.fate(), Fate.Reaction::name, each -> false).stream()
            .map(each -> look.reacted().contains(each.emoji()) ? new Chip(each.emoji(), each.count(), true, each.names()) : each).toList();
        StringBuilder may = new StringBuilder(said.fate().isGone() ? "" : look.bare() ? "reply" : "react reply");
        if (!said.fate().isGone() && look.mine()) {
            may.append(carried.files().isEmpty() && sealed.isEmpty() ? " edit delete" : " delete");
        } else if (!said.fate().isGone() && look.moderates() && !look.bare()) {
            may.append(" moderate");
        }
        return new MessageModel(Cursor.element(said.id()), look.mine() ? said.stanzaId() : "", Cursor.of(said.id()), look.mine(),
            People.named(said.room() + '/' + said.nick(), said.nick()), said.nick(), Body.of(said.source(), carried.text(), address -> Optional.empty()), media.gallery(carried.files(), look.locale()), "",
            DateTimeFormatter.ISO_INSTANT.format(said.at()), "", "", look.mentions(), said.fate().edit() != null, sealed, said.fate().gone(),
            quote(said.bearing().quoted(), Quoted::nick), chips, said.fate().replies(), may.toString(), null);
    }

    /** The same once more, in the thread beside the log. */
    MessageModel besideLog() {
        return new MessageModel("t-" + cursor, "", cursor, mine, face, name, body, files, again, at, state, error, mentions, edited, sealed, gone, quote, reactions, 0, may, null);
    }

    private static Quote quote(Quoted quoted, Function<Quoted, String> name) {
        return quoted == null ? null : new Quote(Cursor.element(quoted.id()), Cursor.of(quoted.id()), quoted.outgoing(), name.apply(quoted),
            quoted.preview().kind().name().toLowerCase(Locale.ROOT), quoted.preview().text());
    }

    private static List<Chip> chips(Fate fate, Function<Fate.Reaction, String> name, Function<Fate.Reaction, Boolean> mine) {
        Map<String, Chip> chips = new LinkedHashMap<>();
        for (Fate.Reaction reaction : fate.reactions()) {
            for (String emoji : reaction.emoji()) {
                Chip before = chips.get(emoji);
                if (before == null && chips.size() >= CHIPS) {
                    continue;
                }
                List<String> names = new ArrayList<>(before == null ? List.of() : before.names());
                String called = name.apply(reaction);
                if (called != null && names.size() < NAMES) {
                    names.add(called);
                }
                chips.put(emoji, new Chip(emoji, (before == null ? 0 : before.count()) + 1, before != null && before.mine() || mine.apply(reaction), names));
            }
        }
        return List.copyOf(chips.values());
    }
}
