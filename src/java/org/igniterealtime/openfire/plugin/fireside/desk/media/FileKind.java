package org.igniterealtime.openfire.plugin.fireside.desk.media;

/** What a page does with a file, by its media type. */
public enum FileKind {
    PICTURE, AUDIO, VIDEO, OTHER;

    /** Of what says nothing of its type, {@link #OTHER}. */
    public static FileKind of(Attachment file) {
        if (file.isPicture()) {
            return PICTURE;
        }
        return file.type().startsWith("audio/") ? AUDIO : file.type().startsWith("video/") ? VIDEO : OTHER;
    }

    /** Its icon. */
    String icon() {
        return switch (this) {
            case PICTURE -> "image";
            case AUDIO -> "music";
            case VIDEO -> "film";
            case OTHER -> "file";
        };
    }

    /** Whether it is shown or played where it stands. */
    boolean inPlace() {
        return this != OTHER;
    }
}
