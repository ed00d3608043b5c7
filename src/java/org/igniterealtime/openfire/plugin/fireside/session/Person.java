package org.igniterealtime.openfire.plugin.fireside.session;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.igniterealtime.openfire.plugin.fireside.host.Account;
import org.xmpp.packet.JID;

/** What the sessions of one account have in common while there is one: presence of others, and its own preferences. */
public final class Person {
    private final String username;
    private final JID jid;
    private final PresenceTable presences = new PresenceTable();
    private final CopyOnWriteArrayList<Session> sessions = new CopyOnWriteArrayList<>();
    private volatile String name;
    private volatile Preferences preferences;

    Person(Account account, JID jid, Preferences preferences) {
        this.username = account.username();
        this.name = account.name();
        this.jid = jid;
        this.preferences = preferences;
    }

    public String username() {
        return username;
    }

    /** Bare JID. */
    public JID jid() {
        return jid;
    }

    /** The display name. */
    public String name() {
        return name;
    }

    public PresenceTable presences() {
        return presences;
    }

    public Preferences preferences() {
        return preferences;
    }

    public void preferences(Preferences chosen) {
        preferences = chosen;
    }

    /** Those of the browser; other clients of the account are not among them. */
    public List<Session> sessions() {
        return sessions;
    }

    void add(Session session) {
        sessions.add(session);
    }

    /** @return whether it was the last one */
    boolean remove(Session session) {
        sessions.remove(session);
        return sessions.isEmpty();
    }
}
