package org.igniterealtime.openfire.plugin.fireside.previews;

import java.util.regex.Pattern;
import org.igniterealtime.openfire.plugin.fireside.view.Bidi;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;

/** A line of somebody else's page. */
final class Line {
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cc}\u200b\u2060\ufeff]+");

    private Line() {
    }

    /**
     * Without line ends, controls and what is not shown; what turns the writing around ends with the line.
     *
     * @param most characters, the dots at its end included
     */
    static String of(String text, int most) {
        String start = text.length() > 8 * most ? text.substring(0, 8 * most) : text;
        String line = SPACE.matcher(XmlText.clean(start)).replaceAll(" ").strip();
        String cut = line.codePointCount(0, line.length()) <= most ? line
            : line.substring(0, line.offsetByCodePoints(0, most - 1)).strip() + "\u2026";
        return Bidi.balanced(cut);
    }
}
