package org.igniterealtime.openfire.plugin.fireside.pictures;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells text from what is none, and among text what a browser would take for a page. */
final class Markup {
    private static final Pattern BEFORE_ROOT = Pattern.compile("\\A(?:\\s|<\\?[^>]*+>|<!--(?:(?!-->).)*+-->|<!DOCTYPE\\s+svg[^>\\[]*+>)*+",
        Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern SVG_ROOT = Pattern.compile("\\A<(?:[A-Za-z_][\\w.-]*:)?svg[\\s/>]", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile("\\A\\s*<[A-Za-z!?/]");

    private Markup() {
    }

    static Kind kind(byte[] head) {
        Optional<String> text = text(Arrays.copyOf(head, Math.min(head.length, Kind.ENOUGH)));
        if (text.isEmpty() || text.get().isEmpty() || text.get().chars().anyMatch(Markup::binary)) {
            return Kind.UNKNOWN;
        }
        String words = text.get();
        if (!TAG.matcher(words).find()) {
            return Kind.TEXT;
        }
        String root = BEFORE_ROOT.matcher(words).replaceFirst("");
        return SVG_ROOT.matcher(root).find() ? Kind.SVG : Kind.HTML;
    }

    private static Optional<String> text(byte[] head) {
        if (starts(head, 0xff, 0xfe)) {
            return decoded(head, 2, StandardCharsets.UTF_16LE);
        } else if (starts(head, 0xfe, 0xff)) {
            return decoded(head, 2, StandardCharsets.UTF_16BE);
        }
        return decoded(head, starts(head, 0xef, 0xbb, 0xbf) ? 3 : 0, StandardCharsets.UTF_8);
    }

    // What is cut off in the middle of a character, as a head may be, is text all the same.
    private static Optional<String> decoded(byte[] head, int from, Charset charset) {
        CharBuffer out = CharBuffer.allocate(head.length);
        CoderResult result = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(head, from, head.length - from), out, false);
        return result.isError() ? Optional.empty() : Optional.of(out.flip().toString());
    }

    private static boolean starts(byte[] head, int... wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (head.length <= i || (head[i] & 0xff) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    // MIME Sniffing §3: the binary data bytes.
    private static boolean binary(int c) {
        return c <= 0x08 || c == 0x0b || c >= 0x0e && c <= 0x1a || c >= 0x1c && c <= 0x1f;
    }
}
