package org.igniterealtime.openfire.plugin.fireside.mam;

import java.util.Optional;
import java.util.Set;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.component.Offer;
import org.igniterealtime.openfire.plugin.fireside.component.Outlet;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.StanzaErrors;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError;

/** The archives of accounts, each for nobody but its account. */
public final class AccountHistory implements Offer {
    private static final Set<String> DEFAULTS = Set.of("always", "never", "roster");

    private final HistoryStore store;
    private final Reading reading;

    public AccountHistory(Database database, Outlet outlet) {
        this.store = new HistoryStore(database);
        this.reading = new Reading(outlet);
    }

    @Override
    public Set<String> namespaces() {
        return Set.of(Ns.HISTORY);
    }

    @Override
    public Optional<IQ> to(IQ request, JID account) {
        try {
            if (!request.getFrom().asBareJID().equals(account)) {
                throw new HistoryError(PacketError.Condition.forbidden);
            }
            Element child = request.getChildElement();
            return Optional.of(child.getName().equals("prefs") ? preferences(request, account, child)
                : reading.answer(request, account, new AccountShelf(store, account)));
        } catch (HistoryError no) {
            return Optional.of(StanzaErrors.answer(request, account, no.condition()));
        }
    }

    // XEP-0441 §2.1: all is kept, and who wants otherwise is told that it is not to be had.
    private static IQ preferences(IQ request, JID account, Element prefs) throws HistoryError {
        if (request.getType() == IQ.Type.set) {
            String wanted = prefs.attributeValue("default", "");
            Element never = Xml.child(prefs, "never", Ns.HISTORY);
            if (!DEFAULTS.contains(wanted)) {
                throw new HistoryError(PacketError.Condition.bad_request);
            }
            if (!wanted.equals("always") || never != null && !Xml.children(never).isEmpty()) {
                throw new HistoryError(PacketError.Condition.not_allowed);
            }
        }
        return HistoryStanza.preferences(request, account);
    }
}
