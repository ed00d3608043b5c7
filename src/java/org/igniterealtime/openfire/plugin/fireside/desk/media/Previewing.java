package org.igniterealtime.openfire.plugin.fireside.desk.media;

import org.igniterealtime.openfire.plugin.fireside.archive.Kept;
import org.igniterealtime.openfire.plugin.fireside.archive.Preview;

/** What the list of chats says of messages that carry files: the words where there are some, else what kind of file it is. */
public final class Previewing {
    private Previewing() {
    }

    /** For the archive. */
    public static Preview of(Kept message) {
        Carried carried = AttachmentStanza.read(message.stanza(), message.body());
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
