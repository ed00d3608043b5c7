package org.igniterealtime.openfire.plugin.fireside.talk.words;

import java.util.Optional;
import java.util.function.Function;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.view.Links;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;
import org.igniterealtime.openfire.plugin.fireside.view.Styling;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;

/**
 * The words of a message as a page shows them, for {@code words/body.vm}.
 *
 * @param html with white space as it is
 * @param jumbo whether they are a few emoji and nothing else
 * @param cut whether they are the beginning of something long, for all of which one asks {@link Whole}
 */
public record Body(SafeHtml html, boolean jumbo, boolean cut) {
    /** What a page shows of a message before somebody asks for more. */
    static final int LINES = 40;
    static final int CHARACTERS = 4_000;
    /** So far back a gap between words is looked for. */
    private static final int GAP = 200;
    private static final int DEEPEST = 12;

    /**
     * @param stanza as XML, or empty
     * @param text what of its body is to be shown
     * @param inside where addresses lead within the application
     */
    public static Body of(String stanza, String text, Function<String, Optional<String>> inside) {
        int end = beginning(text);
        boolean cut = end < text.length();
        return new Body(words(stanza, cut ? text.substring(0, end) : text, inside), !cut && Emoji.few(text), cut);
    }

    /** For templates: whether there are no words. */
    public boolean isEmpty() {
        return html.html().isEmpty();
    }

    // XEP-0393 §6: who sends it may say that nothing in it is meant as a directive.
    static SafeHtml words(String stanza, String text, Function<String, Optional<String>> inside) {
        return isUnstyled(stanza) ? Links.html(text, inside) : Styling.html(text, inside);
    }

    private static boolean isUnstyled(String stanza) {
        if (stanza == null || !stanza.contains(Ns.STYLING)) {
            return false;
        }
        try {
            Element message = Xml.parse(stanza);
            return Xml.isShallow(message, DEEPEST) && Xml.child(message, "unstyled", Ns.STYLING) != null;
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    /** How much of a text is shown at first. */
    static int beginning(String text) {
        int most = Math.min(text.length(), CHARACTERS);
        int end = 0;
        for (int line = 0; line < LINES && end >= 0 && end < most; line++) {
            int next = text.indexOf('\n', end);
            end = next < 0 ? text.length() : next + 1;
        }
        if (end <= most) {
            return end;
        }
        for (int back = most; back > most - GAP; back--) {
            if (Character.isWhitespace(text.charAt(back))) {
                return back;
            }
        }
        return Character.isLowSurrogate(text.charAt(most)) && Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    }
}
