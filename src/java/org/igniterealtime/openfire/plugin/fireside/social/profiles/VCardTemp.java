package org.igniterealtime.openfire.plugin.fireside.social.profiles;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.dom4j.QName;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;

/** A vCard as of XEP-0054, read and changed; what a profile does not have is left alone. It knows no pronouns. */
final class VCardTemp {
    private static final Set<String> KINDS = Set.of("HOME", "WORK", "POSTAL", "PARCEL", "DOM", "INTL", "PREF");
    private static final List<String> PLACE = List.of("LOCALITY", "REGION", "CTRY");
    private static final List<String> ORGANISATION = List.of("ORGNAME");
    private static final BiConsumer<Element, String> TEXT = (property, text) -> {
        property.clearContent();
        property.setText(text);
    };

    private VCardTemp() {
    }

    static Profile read(Element vcard) {
        Card card = new Card(vcard, KINDS);
        return new Profile(line(card, "FN"), line(card, "NICKNAME"), words(card, about(card)),
            card.all("URL").map(Element::getText).map(Profile::line).filter(url -> !url.isEmpty()).limit(Profile.WEBSITES).toList(),
            card.parts("ADR", PLACE), line(card, "BDAY"), "", card.parts("ORG", ORGANISATION), line(card, "TITLE"));
    }

    private static String line(Card card, String property) {
        return Profile.line(card.first(property).map(Element::getText).orElse(""));
    }

    private static String words(Card card, String property) {
        return Profile.words(card.first(property).map(Element::getText).orElse(""));
    }

    // COMPAT: some clients write what is about somebody into the note.
    private static String about(Card card) {
        return words(card, "DESC").isEmpty() && !words(card, "NOTE").isEmpty() ? "NOTE" : "DESC";
    }

    /**
     * Makes a vCard say a profile.
     *
     * @param before the vCard so far, or null
     * @return another element
     */
    static Element write(Element before, Profile profile) {
        Element vcard = before == null ? DocumentHelper.createElement(QName.get("vCard", Ns.VCARD)) : before.createCopy();
        Card card = new Card(vcard, KINDS);
        Profile said = read(vcard);
        card.set("FN", said.name(), profile.name(), TEXT);
        card.set("NICKNAME", said.nickname(), profile.nickname(), TEXT);
        card.set(about(card), said.about(), profile.about(), TEXT);
        if (profile.about().isEmpty()) {
            // What is not to be said here is not said in the other place either.
            card.set(about(card), words(card, about(card)), "", TEXT);
        }
        card.setWebsites("URL", Element::getText, said.websites(), profile.websites(), TEXT);
        card.set("BDAY", said.birthday(), profile.birthday(), TEXT);
        card.set("TITLE", said.title(), profile.title(), TEXT);
        card.setParts("ORG", ORGANISATION, said.organisation(), profile.organisation());
        card.setParts("ADR", PLACE, said.place(), profile.place());
        return vcard;
    }
}
