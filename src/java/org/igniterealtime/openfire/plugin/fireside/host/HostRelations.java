package org.igniterealtime.openfire.plugin.fireside.host;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Relations;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;

/** What the host's accounts, rosters and privacy lists say of two addresses. */
public final class HostRelations implements Relations {
    private final Server server;
    private final Accounts accounts;
    private final Rosters rosters;
    private final Blocking blocking;

    public HostRelations(Server server, Accounts accounts, Rosters rosters, Blocking blocking) {
        this.server = server;
        this.accounts = accounts;
        this.rosters = rosters;
        this.blocking = blocking;
    }

    @Override
    public boolean isAccount(String jid) {
        JID account = new JID(jid);
        return server.isAccount(account) && accounts.find(account.getNode()).isPresent();
    }

    @Override
    public boolean showsPresence(String account, String viewer) {
        JID owner = new JID(account);
        return server.isAccount(owner) && (account.equals(viewer) || rosters.showsPresence(owner.getNode(), new JID(viewer)));
    }

    @Override
    public Set<String> groups(String account, String viewer) {
        JID owner = new JID(account);
        return !server.isAccount(owner) ? Set.of()
            : rosters.find(owner.getNode(), new JID(viewer)).map(contact -> Set.copyOf(contact.groups())).orElse(Set.of());
    }

    @Override
    public boolean blocks(String account, String viewer) {
        JID owner = new JID(account);
        return server.isAccount(owner) && blocking.blocks(owner.getNode(), message(viewer, owner));
    }

    /** Those of many who have blocked somebody. @param accounts bare JIDs, local or not */
    public Set<String> blocking(Collection<String> accounts, String viewer) {
        List<String> usernames = new ArrayList<>();
        accounts.stream().map(JID::new).filter(server::isAccount).forEach(account -> usernames.add(account.getNode()));
        Set<String> blocking = new HashSet<>();
        for (String username : this.blocking.listed(usernames)) {
            JID owner = server.jid(username);
            if (this.blocking.blocks(username, message(viewer, owner))) {
                blocking.add(owner.toString());
            }
        }
        return blocking;
    }

    private static Message message(String from, JID to) {
        Message message = new Message();
        message.setFrom(new JID(from));
        message.setTo(to);
        message.setBody(".");
        return message;
    }
}
