package org.igniterealtime.openfire.plugin.fireside.desk.directory;

import org.igniterealtime.openfire.plugin.fireside.view.Bidi;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;

/** What others have written, made fit to be shown in one line. */
final class Line {
    private Line() {
    }

    /** @param most characters of it */
    static String of(String text, int most) {
        // What is far too long is not even looked through.
        String clean = XmlText.clean(text.substring(0, Math.min(text.length(), most * 8))).replaceAll("\\s+", " ").strip();
        return Bidi.balanced(clean.substring(0, clean.offsetByCodePoints(0, Math.min(most, clean.codePointCount(0, clean.length())))));
    }
}
