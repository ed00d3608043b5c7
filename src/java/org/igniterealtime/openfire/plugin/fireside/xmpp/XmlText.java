package org.igniterealtime.openfire.plugin.fireside.xmpp;

/** Text from a browser made fit for a stanza. */
public final class XmlText {
    private XmlText() {
    }

    /**
     * Leaves out what XML 1.0 §2.2 does not allow (controls, lone surrogates, U+FFFE and U+FFFF), which would break the
     * stream of whoever receives it, and the noncharacters that stand for nothing (Unicode §23.7: a program may use them for
     * itself, and ours does); turns CR LF into LF.
     */
    public static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().filter(XmlText::allowed).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean allowed(int character) {
        return character == '\t' || character == '\n'
            || character >= 0x20 && character <= 0xD7FF
            || character >= 0xE000 && character <= 0xFFFD && (character < 0xFDD0 || character > 0xFDEF)
            || character >= 0x10000 && character <= 0x10FFFF;
    }
}
