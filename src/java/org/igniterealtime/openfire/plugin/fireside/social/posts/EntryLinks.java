package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Attachment;
import org.igniterealtime.openfire.plugin.fireside.view.Href;
import org.igniterealtime.openfire.plugin.fireside.xmpp.NodeUri;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;

/** The links of an entry by what they are for (RFC 4287 §4.2.7.2). */
final class EntryLinks {
    /** Files, and cards. */
    static final int MOST = 50;

    private final List<Entry.Card> cards = new ArrayList<>();
    private final List<Attachment> files = new ArrayList<>();
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
                EntryFiles.type(link), words(link, "title"), words(link, "description"), Href.web(link.attributeValue("logo", "")).orElse(""))));
            case "enclosure" -> EntryFiles.read(link).filter(any -> files.size() < MOST).ifPresent(files::add);
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
        files.forEach(draft::file);
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

    private static String words(Element link, String name) {
        return EntryFiles.words(link.attributeValue(name, ""), EntryFiles.LONGEST);
    }
}
