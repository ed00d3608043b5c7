package org.igniterealtime.openfire.plugin.fireside.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jivesoftware.openfire.SharedGroupException;
import org.jivesoftware.openfire.XMPPServer;
import org.jivesoftware.openfire.group.Group;
import org.jivesoftware.openfire.roster.Roster;
import org.jivesoftware.openfire.roster.RosterEventDispatcher;
import org.jivesoftware.openfire.roster.RosterEventListener;
import org.jivesoftware.openfire.roster.RosterItem;
import org.jivesoftware.openfire.roster.RosterManager;
import org.jivesoftware.openfire.user.UserNotFoundException;
import org.xmpp.packet.JID;

/**
 * Rosters where the host keeps them: one in its cache for each account, read in place, never copied into sessions.
 * The first reading of an account's roster asks the database: lanes make the calls.
 */
public final class Rosters {

    /** All items, requests of others included; empty for an account that is gone. */
    public List<Contact> of(String username) {
        return roster(username).map(Rosters::contacts).orElse(List.of());
    }

    /** @param jid a bare or full address */
    public Optional<Contact> find(String username, JID jid) {
        return roster(username).filter(roster -> roster.isRosterItem(jid.asBareJID())).flatMap(roster -> {
            try {
                return Optional.of(contact(roster.getRosterItem(jid.asBareJID())));
            } catch (UserNotFoundException goneMeanwhile) {
                return Optional.empty();
            }
        });
    }

    /** Whether a local account lets another entity see its presence. */
    public boolean showsPresence(String username, JID viewer) {
        return find(username, viewer).map(Contact::seesOwner).orElse(false);
    }

    /** Forgets a request to be contacted that has been refused; the host keeps it otherwise. */
    public void forgetRequest(String username, JID jid) {
        roster(username).ifPresent(roster -> {
            try {
                RosterItem item = roster.getRosterItem(jid.asBareJID());
                item.setRecvStatus(RosterItem.RECV_NONE);
                if (item.getSubStatus() == RosterItem.SUB_NONE && item.getAskStatus() != RosterItem.ASK_SUBSCRIBE) {
                    roster.deleteRosterItem(jid.asBareJID(), false);
                } else {
                    roster.updateRosterItem(item);
                }
            } catch (UserNotFoundException | SharedGroupException nothingToForget) {
                return;
            }
        });
    }

    /** Tells of every item that is added, changed or removed, on the host's threads. @return calls it off */
    public AutoCloseable listen(Consumer<ContactChanged> told) {
        RosterEventListener listener = new Listener(told);
        RosterEventDispatcher.addListener(listener);
        return () -> RosterEventDispatcher.removeListener(listener);
    }

    private record Listener(Consumer<ContactChanged> told) implements RosterEventListener {
        @Override
        public void rosterLoaded(Roster roster) {
            // Nothing has changed.
        }

        @Override
        public boolean addingContact(Roster roster, RosterItem item, boolean persistent) {
            return persistent;
        }

        @Override
        public void contactAdded(Roster roster, RosterItem item) {
            tell(roster, item);
        }

        @Override
        public void contactUpdated(Roster roster, RosterItem item) {
            tell(roster, item);
        }

        @Override
        public void contactDeleted(Roster roster, RosterItem item) {
            tell(roster, item);
        }

        private void tell(Roster roster, RosterItem item) {
            told.accept(new ContactChanged(roster.getUsername(), item.getJid().asBareJID()));
        }
    }

    private static Optional<Roster> roster(String username) {
        try {
            RosterManager manager = XMPPServer.getInstance().getRosterManager();
            return Optional.of(manager.getRoster(username));
        } catch (UserNotFoundException nobody) {
            return Optional.empty();
        }
    }

    private static List<Contact> contacts(Roster roster) {
        List<Contact> contacts = new ArrayList<>();
        for (RosterItem item : roster.getRosterItems()) {
            contacts.add(contact(item));
        }
        return contacts;
    }

    private static Contact contact(RosterItem item) {
        List<String> groups = new ArrayList<>(item.getGroups());
        if (item.isShared()) {
            // Asked of an item without any, the host keeps a view of nothing in it for as long as it keeps the roster.
            for (Group group : item.getSharedGroups()) {
                groups.add(displayName(group));
            }
        }
        String name = item.getNickname() == null ? "" : item.getNickname();
        return new Contact(item.getJid(), name, groups, item.getSubStatus().getName(),
            item.getAskStatus() == RosterItem.ASK_SUBSCRIBE, item.getRecvStatus() == RosterItem.RECV_SUBSCRIBE,
            item.isShared());
    }

    private static String displayName(Group group) {
        String shown = group.getProperties().get("sharedRoster.displayName");
        return shown == null || shown.isBlank() ? group.getName() : shown;
    }
}
