package org.igniterealtime.openfire.plugin.fireside.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/**
 * A local account says with a client of its own why it blocks somebody (XEP-0377 §6). Of several whom it blocks at once, the first that it
 * says something of.
 *
 * @param reporter bare
 * @param about bare
 * @param reason a URN
 * @param words of whatever length
 * @param messages ids (XEP-0359) that are said to be of messages of his
 */
public record Reported(JID reporter, JID about, String reason, String words, List<String> messages) {
    private static final int MOST = 20;

    /** @return empty of any other request */
    static Optional<Reported> read(IQ iq) {
        Element block = iq.getChildElement();
        if (block == null || !block.getName().equals("block") || !Ns.BLOCKING.equals(block.getNamespaceURI()) || iq.getFrom() == null
            || iq.getTo() != null && !iq.getTo().equals(iq.getFrom().asBareJID())) {
            return Optional.empty();
        }
        for (Element item : Xml.children(block, "item", Ns.BLOCKING)) {
            Element report = Xml.child(item, "report", Ns.REPORTING);
            Optional<JID> about = report == null ? Optional.empty() : Jids.bare(item.attributeValue("jid", ""));
            if (about.isPresent()) {
                return Optional.of(of(iq.getFrom().asBareJID(), about.get(), report));
            }
        }
        return Optional.empty();
    }

    private static Reported of(JID reporter, JID about, Element report) {
        List<String> messages = new ArrayList<>();
        Xml.children(report, "stanza-id", Ns.STANZA_ID).stream().limit(MOST).forEach(each -> messages.add(each.attributeValue("id", "")));
        Element text = Xml.child(report, "text", Ns.REPORTING);
        return new Reported(reporter, about, report.attributeValue("reason", ""), text == null ? "" : text.getText(), messages);
    }
}
