package org.igniterealtime.openfire.plugin.fireside.desk.media;

import org.igniterealtime.openfire.plugin.fireside.archive.Preview;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;

/** What the list of chats says of messages that carry files: the words where there are some, else what kind of file it is. */
public final class Previewing {
    private Previewing() {
    }

    /** For the archive. */
    public static Preview of(String stanza, String words) {
        if (Meaning.isSealed(stanza)) {
            return Preview.of(Preview.Kind.SEALED, "");
        }
        Carried carried = AttachmentStanza.read(stanza, words);
        if (carried.files().isEmpty() || !carried.text().isBlank()) {
            return Preview.of(Preview.Kind.TEXT, carried.text());
        }
        Attachment first = carried.files().get(0);
        return Preview.of(kind(FileKind.of(first)), first.name());
    }

    private static Preview.Kind kind(FileKind kind) {
        return switch (kind) {
            case PICTURE -> Preview.Kind.PICTURE;
            case AUDIO -> Preview.Kind.SOUND;
            case VIDEO -> Preview.Kind.VIDEO;
            case OTHER -> Preview.Kind.FILE;
        };
    }
}
