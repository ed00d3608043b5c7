package org.igniterealtime.openfire.plugin.fireside.talk.shares;

import java.util.List;
import java.util.Optional;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.dom4j.QName;
import org.igniterealtime.openfire.plugin.fireside.archive.Kept;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.NodeUri;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;

/** The message that a post is shared by. */
final class ShareStanza {
    private ShareStanza() {
    }

    /** What a client shows that knows nothing of posts. @param open where everybody may read it, or empty */
    static String body(String title, String open, NodeUri address) {
        return title + '\n' + (open.isEmpty() ? address.toString() : open);
    }

    /** The post that an address is of. @param address an {@code xmpp:} URI (XEP-0060 §12.23) */
    static Optional<NodeUri> post(String address) {
        return NodeUri.parse(address).filter(uri -> !uri.item().isEmpty());
    }

    /** The post that a message from elsewhere refers to, where an address in its last line is of the page for who has no account. */
    static Optional<NodeUri> shared(Kept message, String address) {
        if (message.stanza() == null || !message.stanza().contains(Ns.REFERENCE) || !message.body().strip().endsWith("\n" + address)) {
            return Optional.empty();
        }
        try {
            return Xml.children(Xml.parse(message.stanza()), "reference", Ns.REFERENCE).stream()
                .filter(reference -> "data".equals(reference.attributeValue("type"))).findFirst()
                .flatMap(reference -> post(reference.attributeValue("uri", "")));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** What tells the others which post it is: a reference (XEP-0372 §3.2). COMPAT: Movim wants the address out of band too. */
    static List<Element> beside(NodeUri address) {
        Element reference = DocumentHelper.createElement(QName.get("reference", Ns.REFERENCE));
        reference.addAttribute("type", "data").addAttribute("uri", address.toString());
        Element beside = DocumentHelper.createElement(QName.get("x", Ns.OUT_OF_BAND));
        beside.addElement(QName.get("url", Ns.OUT_OF_BAND)).setText(address.toString());
        return List.of(reference, beside);
    }
}
