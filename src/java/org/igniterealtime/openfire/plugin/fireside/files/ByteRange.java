package org.igniterealtime.openfire.plugin.fireside.files;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of a file (RFC 9110 §14). @param last included */
record ByteRange(long first, long last) {
    /** Asked for, and not there. */
    static final ByteRange NOWHERE = new ByteRange(-1, -1);

    // Eighteen digits, so that none overflows.
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * @param header as it came, or null
     * @return null for all of the file: also where several parts are asked for, or nonsense, which §14.2 allows
     */
    static ByteRange of(String header, long size) {
        Matcher one = ONE.matcher(header == null ? "" : header.replace(" ", ""));
        if (!one.matches() || one.group(1).isEmpty() && one.group(2).isEmpty()) {
            return null;
        }
        if (one.group(1).isEmpty()) {
            long end = Long.parseLong(one.group(2));
            return end == 0 ? NOWHERE : new ByteRange(Math.max(0, size - end), size - 1);
        }
        long first = Long.parseLong(one.group(1));
        long last = one.group(2).isEmpty() ? size - 1 : Long.parseLong(one.group(2));
        if (last < first && !one.group(2).isEmpty()) {
            return null;
        }
        return first >= size ? NOWHERE : new ByteRange(first, Math.min(last, size - 1));
    }

    long length() {
        return last - first + 1;
    }
}
