package org.igniterealtime.openfire.plugin.fireside.desk.media;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.igniterealtime.openfire.plugin.fireside.files.FileName;
import org.igniterealtime.openfire.plugin.fireside.files.MediaTypes;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;

/** What is believed of what somebody says of a file. Nothing of it breaks a page, whoever says it. */
final class Bounds {
    static final int ADDRESS = 2_000;
    static final int ALT = 1_000;
    private static final int PIXELS = 65_535;
    /** A day and a night. */
    private static final long LONGEST = 24 * 3_600_000L;
    private static final int PLACEHOLDER = 2_048;
    private static final Pattern WEB = Pattern.compile("https?://[^\\s\"'<>\\\\^`{|}\\p{Cntrl}]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern TINY = Pattern.compile("data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+=*");

    /** By the end of the name, of what has no type. */
    private static final Map<String, String> TYPES = Map.ofEntries(Map.entry("jpg", "image/jpeg"), Map.entry("jpeg", "image/jpeg"),
        Map.entry("png", "image/png"), Map.entry("gif", "image/gif"), Map.entry("webp", "image/webp"), Map.entry("avif", "image/avif"),
        Map.entry("mp3", "audio/mpeg"), Map.entry("m4a", "audio/mp4"), Map.entry("ogg", "audio/ogg"), Map.entry("oga", "audio/ogg"),
        Map.entry("opus", "audio/ogg"), Map.entry("flac", "audio/flac"), Map.entry("wav", "audio/wav"), Map.entry("mp4", "video/mp4"),
        Map.entry("m4v", "video/mp4"), Map.entry("webm", "video/webm"), Map.entry("mov", "video/quicktime"), Map.entry("pdf", "application/pdf"));

    private Bounds() {
    }

    /** Whether it is an address on the web. */
    static boolean isAddress(String url) {
        if (url.length() > ADDRESS || !WEB.matcher(url).matches() || !XmlText.clean(url).equals(url)) {
            return false;
        }
        try {
            URI uri = new URI(url);
            return uri.getHost() != null && uri.getRawUserInfo() == null;
        } catch (URISyntaxException unreadable) {
            return false;
        }
    }

    static boolean isPlaceholder(String uri) {
        return uri.length() <= PLACEHOLDER && TINY.matcher(uri).matches();
    }

    /**
     * @param url that {@link #isAddress} takes; the rest may be anything
     * @param placeholder that {@link #isPlaceholder} takes, or empty
     */
    static Attachment attachment(String url, String name, String type, String size, String width, String height, String alt, String placeholder) {
        String called = name.isBlank() ? lastPart(url) : FileName.of(name);
        int wide = (int) number(width, PIXELS);
        int high = (int) number(height, PIXELS);
        boolean measured = wide > 0 && high > 0;
        return new Attachment(url, called, MediaTypes.base(type).orElseGet(() -> typeOf(called)), number(size, 1L << 53), measured ? wide : 0,
            measured ? high : 0, shortened(XmlText.clean(alt).strip()), placeholder);
    }

    /** The same, to be offered as a file and nothing more. */
    static Attachment untyped(Attachment file) {
        return new Attachment(file.url(), file.name(), "application/octet-stream", file.size(), 0, 0, file.alt(), "");
    }

    /** How long something is played, in milliseconds; 0 for what is no such number. */
    static long length(String digits) {
        return number(digits, LONGEST);
    }

    private static String lastPart(String url) {
        String path = url.replaceFirst("[?#].*$", "").replaceFirst("^[^/]*//[^/]*", "");
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (last.isEmpty()) {
            return FileName.of(URI.create(url).getHost());
        }
        try {
            return FileName.of(URLDecoder.decode(last.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException badlyEncoded) {
            return FileName.of(last);
        }
    }

    private static String typeOf(String name) {
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT), "");
    }

    private static long number(String digits, long most) {
        long number = digits.matches("\\d{1,16}") ? Long.parseLong(digits) : 0;
        return number <= most ? number : 0;
    }

    private static String shortened(String alt) {
        return alt.length() <= ALT ? alt : alt.substring(0, Character.isHighSurrogate(alt.charAt(ALT - 1)) ? ALT - 1 : ALT);
    }
}
