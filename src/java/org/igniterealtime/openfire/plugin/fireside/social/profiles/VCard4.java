package org.igniterealtime.openfire.plugin.fireside.social.profiles;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.dom4j.QName;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;

/** A vCard4 as XML (RFC 6351; RFC 9554 §3.4 for pronouns), read and changed; what a profile does not have is left alone. */
final class VCard4 {
    private static final Set<String> KINDS = Set.of("parameters");
    private static final List<String> PLACE = List.of("locality", "region", "country");

    private VCard4() {
    }

    static Profile read(Element vcard) {
        Card card = new Card(vcard, KINDS);
        return new Profile(line(card, "fn"), line(card, "nickname"), Profile.words(card.first("note").map(VCard4::value).orElse("")),
            card.all("url").map(VCard4::value).map(Profile::line).filter(url -> !url.isEmpty()).limit(Profile.WEBSITES).toList(),
            card.parts("adr", PLACE), line(card, "bday"), line(card, "pronouns"), line(card, "org"), line(card, "title"));
    }

    private static String line(Card card, String property) {
        return Profile.line(card.first(property).map(VCard4::value).orElse(""));
    }

    // Of whatever type it is (RFC 6351 §5). COMPAT: some write the text without an element of its type around it.
    private static String value(Element property) {
        return Xml.children(property).stream().filter(each -> !KINDS.contains(each.getName())).findFirst().map(Element::getText)
            .orElseGet(property::getText);
    }

    /**
     * Makes a vCard say a profile.
     *
     * @param before the vCard so far, or null
     * @return another element
     */
    static Element write(Element before, Profile profile) {
        Element vcard = before == null ? DocumentHelper.createElement(QName.get("vcard", Ns.VCARD4)) : before.createCopy();
        Card card = new Card(vcard, KINDS);
        Profile said = read(vcard);
        card.set("fn", said.name(), profile.name(), as("text"));
        card.set("nickname", said.nickname(), profile.nickname(), as("text"));
        card.set("note", said.about(), profile.about(), as("text"));
        card.setWebsites("url", VCard4::value, said.websites(), profile.websites(), as("uri"));
        card.set("bday", said.birthday(), profile.birthday(), as("date"));
        card.set("pronouns", said.pronouns(), profile.pronouns(), as("text"));
        card.set("org", said.organisation(), profile.organisation(), as("text"));
        card.set("title", said.title(), profile.title(), as("text"));
        card.setParts("adr", PLACE, said.place(), profile.place());
        return vcard;
    }

    private static BiConsumer<Element, String> as(String type) {
        return (property, text) -> {
            Element parameters = property.element("parameters");
            property.clearContent();
            if (parameters != null) {
                property.add(parameters.createCopy());
            }
            Card.add(property, type).setText(text);
        };
    }
}
