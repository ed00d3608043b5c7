package org.igniterealtime.openfire.plugin.fireside;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.host.Contact;
import org.igniterealtime.openfire.plugin.fireside.host.HostRelations;
import org.igniterealtime.openfire.plugin.fireside.host.Rosters;
import org.igniterealtime.openfire.plugin.fireside.host.Server;
import org.igniterealtime.openfire.plugin.fireside.notify.People;
import org.xmpp.packet.JID;

/** People as the host's rosters and privacy lists have them. */
record HostPeople(Server server, Rosters rosters, HostRelations relations) implements People {
    @Override
    public boolean isAccount(String service) {
        return server.isAccount(new JID(service));
    }

    @Override
    public List<String> watchers(String account) {
        return rosters.of(new JID(account).getNode()).stream().filter(Contact::seesOwner).map(contact -> contact.jid().toString()).toList();
    }

    @Override
    public List<String> watched(String account) {
        return rosters.of(new JID(account).getNode()).stream().filter(contact -> contact.visible() && server.isAccount(contact.jid()))
            .map(contact -> contact.jid().toString()).toList();
    }

    @Override
    public Set<String> blocking(Collection<String> accounts, String whom) {
        return relations.blocking(accounts, whom);
    }
}
