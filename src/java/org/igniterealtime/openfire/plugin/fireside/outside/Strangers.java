package org.igniterealtime.openfire.plugin.fireside.outside;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.notify.People;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Relations;
import org.xmpp.packet.JID;

/**
 * What is known of people from outside their server: of whom it says that he is one of its own, that he is. No rosters, no
 * block lists; what somebody has blocked the server keeps from him itself.
 */
record Strangers(String domain) implements Relations, People {
    @Override
    public boolean knowContacts() {
        return false;
    }

    /** Nodes are those of services alone, so that it matters for who makes one. */
    @Override
    public boolean isAccount(String jid) {
        JID who = new JID(jid);
        return who.getNode() != null && who.getDomain().equals(domain);
    }

    @Override
    public boolean showsPresence(String account, String viewer) {
        return false;
    }

    @Override
    public Set<String> groups(String account, String viewer) {
        return Set.of();
    }

    @Override
    public boolean blocks(String account, String viewer) {
        return false;
    }

    @Override
    public List<String> watchers(String account) {
        return List.of();
    }

    @Override
    public List<String> watched(String account) {
        return List.of();
    }

    @Override
    public Set<String> blocking(Collection<String> accounts, String whom) {
        return Set.of();
    }
}
