package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.view.Bidi;
import org.igniterealtime.openfire.plugin.fireside.view.Href;
import org.igniterealtime.openfire.plugin.fireside.xmpp.NodeUri;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;

/** The links of an entry by what they are for (RFC 4287 §4.2.7.2). */
final class EntryLinks {
    private static final int MOST = 50;
    private static final int LONGEST = 1000;
    private static final Pattern TYPE = Pattern.compile("[\\w.+-]{1,80}/[\\w.+-]{1,80}");

    private final List<Entry.Card> cards = new ArrayList<>();
    private final List<Entry.Enclosure> enclosures = new ArrayList<>();
    private NodeUri alternate;
    private NodeUri comments;
    private NodeUri inReplyTo;
    private NodeUri via;
    private String web = "";
    private boolean surelyComments;

    void read(Element link) {
        String href = link.attributeValue("href", "");
        String rel = link.attributeValue("rel", "alternate").strip().toLowerCase(Locale.ROOT);
        switch (rel.substring(rel.lastIndexOf('/') + 1)) {
            case "alternate" -> alternate(href);
            case "replies" -> replies(link, href);
            case "via" -> via = via == null ? NodeUri.parse(href).orElse(null) : via;
            case "related" -> Href.web(href).filter(any -> cards.size() < MOST).ifPresent(address -> cards.add(new Entry.Card(address,
                type(link), words(link, "title"), words(link, "description"), Href.web(link.attributeValue("logo", "")).orElse(""))));
            case "enclosure" -> Href.web(href).filter(any -> enclosures.size() < MOST).ifPresent(address ->
                enclosures.add(new Entry.Enclosure(address, type(link), words(link, "title"), length(link))));
            default -> {
                // Such as "self" or "edit", which say nothing to a reader.
            }
        }
    }

    /** @param reply of RFC 4685 §3, of whatever namespace: COMPAT: some write it as if it were Atom's */
    void reply(Element reply) {
        if (inReplyTo == null && (reply.getNamespaceURI().equals(Ns.THREADING) || reply.getNamespaceURI().equals(Ns.ATOM))) {
            inReplyTo = NodeUri.parse(reply.attributeValue("href")).or(() -> NodeUri.parse(reply.attributeValue("ref"))).orElse(null);
        }
    }

    /** A repeated post (XEP-0472 §4.5) counts as an answer to it. */
    void into(EntryDraft draft) {
        draft.alternate(alternate).web(web).comments(comments).inReplyTo(inReplyTo == null ? via : inReplyTo);
        cards.forEach(draft::card);
        enclosures.forEach(draft::enclosure);
    }

    NodeUri comments() {
        return comments;
    }

    private void alternate(String href) {
        if (web.isEmpty()) {
            web = Href.web(href).orElse("");
        }
        if (alternate == null) {
            alternate = NodeUri.parse(href).orElse(null);
        }
    }

    private void replies(Element link, String href) {
        boolean sure = link.attributeValue("title", "").equals("comments");
        Optional<NodeUri> node = NodeUri.parse(href);
        if (node.isPresent() && (comments == null || sure && !surelyComments)) {
            comments = node.get();
            surelyComments = sure;
        }
    }

    private static String type(Element link) {
        String type = link.attributeValue("type", "").strip().toLowerCase(Locale.ROOT).split(";", 2)[0];
        return TYPE.matcher(type).matches() ? type : "";
    }

    private static String words(Element link, String name) {
        return Bidi.balanced(EntryReading.cut(link.attributeValue(name, ""), LONGEST).strip());
    }

    private static long length(Element link) {
        String length = link.attributeValue("length", "");
        return length.matches("\\d{1,15}") ? Long.parseLong(length) : 0;
    }
}
