package org.igniterealtime.openfire.plugin.fireside.talk.finding;

import java.util.ArrayList;
import java.util.List;
import org.igniterealtime.openfire.plugin.fireside.archive.Kept;
import org.igniterealtime.openfire.plugin.fireside.archive.MessageKey;
import org.igniterealtime.openfire.plugin.fireside.archive.Spoken;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Attachment;
import org.igniterealtime.openfire.plugin.fireside.desk.media.AttachmentStanza;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Carried;

/**
 * A message as it can be found.
 *
 * @param chat bare JID of the other side, or of the room
 * @param author bare JID of who said it as far as that is known; not for the eyes of all
 * @param nick of who said it, in a room; else empty
 * @param texts its words, and what its files are called
 */
record Remark(MessageKey key, String chat, String author, String nick, List<String> texts) {
    /** Characters that can be found of one text. */
    private static final int LONGEST = 100_000;

    /** @param me bare JID of the owner */
    static Remark of(Kept message, String me) {
        return new Remark(MessageKey.of(message), message.peer(), message.outgoing() ? me : message.peer(), "",
            texts(AttachmentStanza.read(message.source(), message.words())));
    }

    static Remark of(Spoken message) {
        return new Remark(MessageKey.of(message), message.room(), message.sender(), message.nick(), texts(AttachmentStanza.read(message.source(), message.words())));
    }

    private static List<String> texts(Carried carried) {
        List<String> texts = new ArrayList<>(List.of(cut(carried.text())));
        for (Attachment file : carried.files()) {
            texts.add(cut(file.name()));
            texts.add(cut(file.alt()));
        }
        texts.removeIf(String::isBlank);
        return texts;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /** All of it that is to be seen, in one line. */
    String line() {
        return String.join(" \u00b7 ", texts).replaceAll("\\s+", " ").strip();
    }
}
