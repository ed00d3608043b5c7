package org.igniterealtime.openfire.plugin.fireside.talk.chat;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.igniterealtime.openfire.plugin.fireside.archive.Kept;
import org.igniterealtime.openfire.plugin.fireside.desk.media.AttachmentForm;
import org.igniterealtime.openfire.plugin.fireside.desk.media.AttachmentStanza;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Carried;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Gallery;
import org.igniterealtime.openfire.plugin.fireside.desk.media.MediaFeature;
import org.igniterealtime.openfire.plugin.fireside.talk.words.Body;
import org.igniterealtime.openfire.plugin.fireside.view.Texts;

/**
 * A message, for {@code chat/message.vm}.
 *
 * @param id of its element
 * @param ref of the action that sent it, so that the page's pending one gives way; empty for what others sent
 * @param cursor rises with the order, as text too
 * @param body its words, which may be none where there are files
 * @param files what it carries
 * @param again of one of mine that came back with its files: how to attach them again, as the page's own script does; or empty
 * @param error why it came back, in words, or empty
 * @param below the card of its link, or null
 */
public record MessageModel(String id, String ref, String cursor, boolean mine, String name, Body body, Gallery files, String again, String at,
                           String state, String error, MessageCard below) {

    /** @param inside where addresses lead within the application */
    static MessageModel of(Kept message, String name, Inside inside, MediaFeature media, LinkCards cards, Texts texts, Locale locale) {
        Carried carried = AttachmentStanza.read(message.stanza(), message.body());
        boolean back = message.outgoing() && !message.error().isEmpty();
        String cursor = cursor(message.id());
        return new MessageModel("m-" + cursor, message.outgoing() ? message.origin() : "", cursor, message.outgoing(), name,
            Body.of(message.stanza(), carried.text(), address -> inside.path(message, address)), media.gallery(carried.files(), locale),
            back ? AttachmentForm.write(carried.files()) : "", DateTimeFormatter.ISO_INSTANT.format(message.at()),
            message.state().name().toLowerCase(Locale.ROOT), message.error().isEmpty() ? "" : words(message.error(), texts, locale),
            cards.below(message, carried.text()));
    }

    private static String words(String condition, Texts texts, Locale locale) {
        String key = "chat.error." + condition;
        String text = texts.of(locale, key);
        return text.equals(key) ? texts.of(locale, "chat.error.other", condition) : text;
    }

    static String cursor(long id) {
        return String.format("%016x", id);
    }

    /** @return -1 when the text is no cursor */
    static long id(String cursor) {
        try {
            return cursor.length() == 16 ? Long.parseLong(cursor, 16) : -1;
        } catch (NumberFormatException none) {
            return -1;
        }
    }
}
