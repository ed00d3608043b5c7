package org.igniterealtime.openfire.plugin.fireside.route;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/** What the rooms of this server can do besides what the host says of them: added to what they tell of themselves (XEP-0030 §3). */
public final class RoomFeatures {
    private final Predicate<JID> here;
    private final List<Offered> offered = new CopyOnWriteArrayList<>();

    private record Offered(BooleanSupplier now, List<String> features) {
    }

    /** @param here whether an address is a room of this server */
    public RoomFeatures(Predicate<JID> here) {
        this.here = here;
    }

    /** From now on rooms tell that too. @param now whether they do at the moment; must be quick */
    public void add(BooleanSupplier now, String... features) {
        offered.add(new Offered(now, List.of(features)));
    }

    /** Of an IQ that the host is about to hand out. */
    void meet(IQ iq) {
        Element query = iq.getType() == IQ.Type.result ? iq.getChildElement() : null;
        JID room = iq.getFrom();
        if (query == null || !Ns.DISCO_INFO.equals(query.getNamespaceURI()) || query.attribute("node") != null
            || room == null || room.getResource() != null || !here.test(room)) {
            return;
        }
        Set<String> missing = new LinkedHashSet<>();
        offered.stream().filter(each -> each.now().getAsBoolean()).forEach(each -> missing.addAll(each.features()));
        Xml.children(query, "feature", Ns.DISCO_INFO).forEach(feature -> missing.remove(feature.attributeValue("var")));
        missing.forEach(feature -> query.addElement("feature").addAttribute("var", feature));
    }
}
