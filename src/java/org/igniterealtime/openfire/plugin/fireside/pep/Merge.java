package org.igniterealtime.openfire.plugin.fireside.pep;

import java.util.HashSet;
import java.util.Set;
import org.dom4j.Element;
import org.xmpp.packet.IQ;

/** Two answers to one question about all nodes of an account (XEP-0030 §4, XEP-0060 §5.6 and §5.7) made one. */
final class Merge {
    private Merge() {
    }

    /**
     * Adds to the host's answer the entries of ours for nodes that it does not have; takes the place of an error, which means
     * that the host has nothing to tell.
     */
    static void into(IQ theirs, IQ ours) {
        Element list = list(ours.getChildElement());
        if (theirs.getType() == IQ.Type.error) {
            if (list.elements().isEmpty()) {
                return;
            }
            theirs.getElement().clearContent();
            theirs.setType(IQ.Type.result);
            theirs.getElement().add(ours.getChildElement().createCopy());
            return;
        }
        Element there = theirs.getChildElement() == null ? null : list(theirs.getChildElement());
        if (there == null || !there.getName().equals(list.getName())) {
            theirs.getElement().clearContent();
            theirs.getElement().add(ours.getChildElement().createCopy());
            return;
        }
        Set<String> known = new HashSet<>();
        there.elements().forEach(each -> known.add(((Element) each).attributeValue("node", "")));
        for (Object each : list.elements()) {
            Element entry = (Element) each;
            if (entry.attribute("node") != null && known.add(entry.attributeValue("node"))) {
                there.add(entry.createCopy());
            }
        }
    }

    // The query of disco#items, or what is in pubsub.
    private static Element list(Element child) {
        return child.getName().equals("query") || child.elements().isEmpty() ? child : (Element) child.elements().get(0);
    }
}
