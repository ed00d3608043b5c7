package org.igniterealtime.openfire.plugin.fireside.social.profiles;

import java.util.List;
import org.igniterealtime.openfire.plugin.fireside.view.Bidi;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;

/**
 * What somebody says of himself, whatever form it came in. Every text is one that may be shown: of bounded length, without
 * controls; what is not said is the empty text.
 *
 * @param websites addresses as they were written, the first the one that a form shows
 * @param birthday as RFC 6350 §6.2.5 has it, or as vcard-temp: a whole date, or one without its year
 */
public record Profile(String name, String nickname, String about, List<String> websites, String place, String birthday, String pronouns,
                      String organisation, String title) {
    /** Websites of one person that are shown. */
    static final int WEBSITES = 5;
    /** Characters of what somebody says about himself. */
    static final int ABOUT = 2_000;
    /** Characters of anything else. */
    static final int SHORT = 200;

    public static final Profile NONE = new Profile("", "", "", List.of(), "", "", "", "", "");

    /** Whether nothing is said. */
    public boolean isEmpty() {
        return equals(NONE);
    }

    /** The website that a form shows, or empty. */
    public String website() {
        return websites.isEmpty() ? "" : websites.get(0);
    }

    /** A short text of another's made fit to be shown, in one line. */
    static String line(String text) {
        return text == null ? "" : Bidi.balanced(cut(XmlText.clean(head(text, SHORT)).replaceAll("\\s+", " ").strip(), SHORT));
    }

    /** A longer one, its lines kept. */
    static String words(String text) {
        return text == null ? "" : Bidi.balanced(cut(XmlText.clean(head(text, ABOUT)).strip(), ABOUT));
    }

    // What is far too long is not even looked through.
    private static String head(String text, int most) {
        return text.substring(0, Math.min(text.length(), most * 8));
    }

    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most));
    }

    /** How much a cache pays for it. */
    int weight() {
        return 200 + name.length() + nickname.length() + about.length() + place.length() + birthday.length() + pronouns.length()
            + organisation.length() + title.length() + websites.stream().mapToInt(String::length).sum();
    }
}
