package org.igniterealtime.openfire.plugin.fireside.desk.directory;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dom4j.Element;
import org.xmpp.packet.JID;

/**
 * What somebody who can be found says of himself to everybody: what stands in his vcard-temp (XEP-0054), which XMPP gives to
 * anybody, and the name of his account.
 *
 * @param jid bare
 * @param name as one calls him
 * @param first the given name; else all of the name but its last word
 * @param last the family name; else the last word of the name, if it has several
 * @param mail an address that he says to everybody, or empty
 * @param about the first words about himself, or empty
 */
public record Card(JID jid, String name, String first, String last, String nick, String mail, String about) {
    private static final int LINE = 100;
    private static final int ABOUT = 200;

    /**
     * @param account the name of the account, which may be its username
     * @param vcard or null
     * @param own whether he writes it himself; what a company's directory says is not said by him
     */
    static Card of(JID jid, String account, Element vcard, boolean own) {
        String full = Line.of(text(vcard, "FN"), LINE);
        String name = full.isEmpty() ? Line.of(account, LINE) : full;
        String first = Line.of(text(part(vcard, "N"), "GIVEN"), LINE);
        String last = Line.of(text(part(vcard, "N"), "FAMILY"), LINE);
        if (first.isEmpty() && last.isEmpty()) {
            int space = name.lastIndexOf(' ');
            first = space < 0 ? name : name.substring(0, space);
            last = space < 0 ? "" : name.substring(space + 1);
        }
        String about = text(vcard, "DESC").isBlank() ? text(vcard, "NOTE") : text(vcard, "DESC");
        return new Card(jid, name, first, last, Line.of(text(vcard, "NICKNAME"), LINE), own ? Line.of(text(part(vcard, "EMAIL"), "USERID"), LINE) : "",
            Line.of(about, ABOUT));
    }

    private static Element part(Element vcard, String name) {
        return vcard == null ? null : vcard.element(name);
    }

    private static String text(Element parent, String name) {
        String text = parent == null ? null : parent.elementText(name);
        return text == null ? "" : text;
    }

    /** What he is found by; the name of his account counts as a nickname too. */
    Entry entry() {
        List<String> names = List.of(name, first, last);
        return new Entry(Kind.PERSON, jid.getNode(), 0, name, Map.of(Entry.Field.FIRST, names, Entry.Field.LAST, names,
            Entry.Field.NICK, List.of(nick, JID.unescapeNode(jid.getNode())), Entry.Field.WORDS, List.of(about), Entry.Field.MAIL, mail.isEmpty() ? List.of() : List.of(mail)), Set.of());
    }
}
