package org.igniterealtime.openfire.plugin.fireside.outside;

import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;

/**
 * A stream cut into its parts (RFC 6120 §4): the header, then stanza after stanza, as XML each, to be read by itself. So one that
 * cannot be read, whatever somebody has put into it, is left out, where a parser of the whole stream would end with it, and keep
 * every name that it has ever met.
 */
final class Stanzas {
    private static final int LONGEST_HEAD = 9;

    private enum Tag { START, END, EMPTY, OTHER, NONE }

    /** What begins with a bracket, and how it ends. A server may hand on what XMPP does without: nothing in it is a tag. */
    private enum Kind {
        TAG("<", ">"), DATA("<![CDATA[", "]]>"), COMMENT("<!--", "-->"), INSTRUCTION("<?", "?>");

        private final String head;
        private final int end;
        private final int mask;

        Kind(String head, String end) {
            this.head = head;
            this.end = end.chars().reduce(0, (sum, c) -> sum << 8 | c);
            this.mask = (1 << 8 * end.length()) - 1;
        }

        static Kind of(CharSequence head) {
            for (Kind kind : values()) {
                if (kind != TAG && kind.head.contentEquals(head)) {
                    return kind;
                }
            }
            return TAG;
        }

        boolean endsWith(int ending) {
            return (ending & mask) == end;
        }
    }

    private final Reader in;
    private final int most;
    private final StringBuilder part = new StringBuilder();
    private boolean tooLong;

    /** @param in buffered @param most characters of a stanza; what is longer is left out */
    Stanzas(Reader in, int most) {
        this.in = in;
        this.most = most;
    }

    /** The start tag of the stream, as an element without content. */
    String header() throws IOException {
        Tag tag;
        do {
            part.setLength(0);
            tag = tag(false);
        } while (tag == Tag.OTHER);
        if (tag != Tag.START || tooLong) {
            // COMPAT: Openfire 4.2.0 may close the connection before what it said has gone, as that the address is taken.
            throw new EOFException("it ends without a word, as where somebody else has the address");
        }
        return part.insert(part.length() - 1, '/').toString();
    }

    /** The next stanza; null when the stream has ended. */
    String next() throws IOException {
        int depth = 0;
        part.setLength(0);
        tooLong = false;
        while (true) {
            Tag tag = tag(depth > 0);
            depth += tag == Tag.START ? 1 : tag == Tag.END ? -1 : 0;
            if (depth < 0 || tag == Tag.NONE) {
                return null;
            }
            if (depth == 0 && tag != Tag.OTHER && !tooLong) {
                return part.toString();
            }
            if (depth == 0) {
                part.setLength(0);
                tooLong = false;
            }
        }
    }

    /** Reads up to the end of a tag. @param inside whether the text before it belongs to something; else it is a sign of life */
    private Tag tag(boolean inside) throws IOException {
        int c = in.read();
        while (c >= 0 && c != '<') {
            if (inside) {
                keep(c);
            }
            c = in.read();
        }
        StringBuilder head = new StringBuilder(LONGEST_HEAD);
        Kind kind = Kind.TAG;
        int quote = 0;
        // The last four, of what does not belong to the head.
        int ending = 0;
        for (; c >= 0; c = in.read()) {
            keep(c);
            ending = ending << 8 | (c < 0x80 ? c : 0);
            if (c == '>' && quote == 0 && kind.endsWith(ending)) {
                return kind == Kind.TAG ? tag(head, ending) : Tag.OTHER;
            }
            if (kind == Kind.TAG && head.length() < LONGEST_HEAD) {
                head.append((char) c);
                kind = Kind.of(head);
                ending = kind == Kind.TAG ? ending : 0;
            }
            if (kind == Kind.TAG && quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
        }
        return Tag.NONE;
    }

    private static Tag tag(StringBuilder head, int ending) {
        return head.length() > 1 && head.charAt(1) == '/' ? Tag.END : (ending >> 8 & 0xff) == '/' ? Tag.EMPTY : Tag.START;
    }

    private void keep(int c) {
        if (part.length() < most) {
            part.append((char) c);
        } else {
            tooLong = true;
        }
    }
}
