package org.igniterealtime.openfire.plugin.fireside.talk.reads;

import java.util.Optional;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.dom4j.Namespace;
import org.dom4j.QName;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;

/** The payload of XEP-0490 §3: the message that was read last, by the id that an archive or a room gave it (XEP-0359). */
final class DisplayedStanza {
    private DisplayedStanza() {
    }

    static Element write(MessageName name) {
        Element displayed = DocumentHelper.createElement(QName.get("displayed", Namespace.get(Ns.DISPLAYED)));
        displayed.addElement("stanza-id", Ns.STANZA_ID).addAttribute("by", name.by()).addAttribute("id", name.id());
        return displayed;
    }

    /** @return empty where it says nothing of that kind */
    static Optional<MessageName> read(Element displayed) {
        Element id = Xml.is(displayed, "displayed", Ns.DISPLAYED) ? Xml.child(displayed, "stanza-id", Ns.STANZA_ID) : null;
        if (id == null || id.attributeValue("id", "").isEmpty() || id.attributeValue("id").length() > Jids.MOST) {
            return Optional.empty();
        }
        return Jids.bare(id.attributeValue("by", "")).map(by -> new MessageName(by.toString(), id.attributeValue("id")));
    }
}
