package org.igniterealtime.openfire.plugin.fireside.files;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Media types as people send them, and as they are sent on: a browser is told only what it may show without running anything. Who
 * says that something is a picture is not believed more than the header {@code nosniff} makes the browser believe him.
 */
public final class MediaTypes {
    static final String BYTES = "application/octet-stream";

    private static final Pattern TYPE = Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,63}/[a-z0-9][a-z0-9!#$&^_.+-]{0,62}");
    /** Shown where they are: no type that a browser reads as markup or runs. */
    private static final Set<String> SHOWN = Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp",
        "audio/mpeg", "audio/mp4", "audio/aac", "audio/ogg", "audio/opus", "audio/flac", "audio/wav", "audio/x-wav", "audio/webm", "audio/x-m4a",
        "video/mp4", "video/webm", "video/ogg", "video/quicktime", "video/x-m4v", "text/plain");
    /** Named for what they are, and handed over as files. */
    private static final Set<String> HANDED = Set.of("application/pdf", "application/zip", "application/gzip", "application/epub+zip",
        "application/x-7z-compressed", "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.presentation", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "image/heic", "image/heif", "image/tiff", "video/x-matroska");

    private MediaTypes() {
    }

    /** The type without its parameters, in small letters; empty when it is none. */
    public static Optional<String> base(String header) {
        String type = header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return TYPE.matcher(type).matches() ? Optional.of(type) : Optional.empty();
    }

    /** Whether a browser may show it in place. */
    static boolean isShown(String type) {
        return SHOWN.contains(type);
    }

    /** The header that a file of the type is sent with. */
    static String served(String type) {
        if (type.equals("text/plain")) {
            return "text/plain; charset=utf-8";
        }
        return SHOWN.contains(type) || HANDED.contains(type) ? type : BYTES;
    }
}
