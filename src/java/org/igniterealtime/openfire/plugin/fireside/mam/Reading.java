package org.igniterealtime.openfire.plugin.fireside.mam;

import java.util.List;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.component.Outlet;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.PacketError;

/** Answers what somebody who may read an archive asks of it (XEP-0313 §4, §5). Blocks on the database. */
final class Reading {
    private final Outlet outlet;

    Reading(Outlet outlet) {
        this.outlet = outlet;
    }

    /** @return the answer; the messages, which come before it, have been handed to the outlet */
    IQ answer(IQ request, JID as, Shelf shelf) throws HistoryError {
        Element child = request.getChildElement();
        boolean query = child.getName().equals("query");
        if (query && request.getType() == IQ.Type.set) {
            Asked asked = Asked.read(child);
            Pages.Page page = Pages.find(shelf, asked);
            List<Message> results = HistoryStanza.results(request, as, asked, page);
            if (!results.isEmpty()) {
                outlet.send(request.getFrom(), request.getFrom().getDomain(), results);
            }
            return HistoryStanza.fin(request, as, page);
        }
        if (query) {
            return HistoryStanza.form(request, as);
        }
        if (child.getName().equals("metadata") && request.getType() == IQ.Type.get) {
            Span all = new Span(-1, Long.MAX_VALUE, null);
            return HistoryStanza.metadata(request, as, shelf.chunk(all, false), shelf.chunk(all, true));
        }
        throw new HistoryError(PacketError.Condition.feature_not_implemented);
    }
}
