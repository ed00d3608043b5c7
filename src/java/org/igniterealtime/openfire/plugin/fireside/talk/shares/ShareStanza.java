package org.igniterealtime.openfire.plugin.fireside.talk.shares;

import java.util.List;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.dom4j.QName;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.NodeUri;

/** The message that a post is shared by. */
final class ShareStanza {
    private ShareStanza() {
    }

    /** What a client shows that knows nothing of posts. @param open where everybody may read it, or empty */
    static String body(String title, String open, NodeUri address) {
        return title + '\n' + (open.isEmpty() ? address.toString() : open);
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
