package org.igniterealtime.openfire.plugin.fireside.host;

import java.lang.invoke.MethodHandle;
import java.util.Locale;
import org.jivesoftware.openfire.SessionManager;
import org.jivesoftware.openfire.SessionPacketRouter;
import org.jivesoftware.openfire.XMPPServer;
import org.jivesoftware.openfire.auth.AuthToken;
import org.jivesoftware.openfire.session.LocalClientSession;
import org.xmpp.packet.JID;
import org.xmpp.packet.Packet;
import org.xmpp.packet.Presence;

/**
 * A client session on the host's routing table without a socket (RFC 6120 §7, RFC 6121 §4). The calls route on the
 * calling thread and may block (4.2.0 for up to a minute): a lane makes them.
 */
public final class HostSession {
    private static final int WAITING = -1;
    private static final MethodHandle ROUTE = Outside.method(SessionPacketRouter.class, "route", Packet.class);
    private static final MethodHandle AUTHENTICATE =
        Outside.method(LocalClientSession.class, "setAuthToken", AuthToken.class, String.class);
    private static final MethodHandle CLOSE = Outside.method(LocalClientSession.class, "close");

    private final LocalClientSession session;
    private final SessionPacketRouter router;

    private HostSession(LocalClientSession session) {
        this.session = session;
        this.router = new SessionPacketRouter(session);
    }

    /**
     * Binds a resource: from here on the account has a route, but is not available yet.
     *
     * @param username an account that exists; the caller has authenticated it
     */
    public static HostSession bind(String username, String resource, VirtualLink link, Locale locale) {
        LocalClientSession session = SessionManager.getInstance().createClientSession(link, locale);
        Outside.call(AUTHENTICATE, session, new AccountToken(username), resource);
        session.setMessageCarbonsEnabled(true);
        return new HostSession(session);
    }

    /** The full JID. */
    public JID address() {
        return session.getAddress();
    }

    /** Routes a stanza as if the session's client had sent it; its {@code from} is set by the host. */
    public void route(Packet packet) {
        if (packet instanceof org.xmpp.packet.IQ iq && !(packet instanceof org.xmpp.packet.Roster)
            && iq.getChildElement() != null && "jabber:iq:roster".equals(iq.getChildElement().getNamespaceURI())) {
            // The host casts roster requests to Roster.
            Outside.call(ROUTE, router, new org.xmpp.packet.Roster(iq.getElement()));
            return;
        }
        Outside.call(ROUTE, router, packet);
    }

    /**
     * While no page shows the session, messages to the bare JID go to the account's other clients, or to the offline
     * store (RFC 6121 §8.5.2.1: a negative priority). Only the host's own record changes: contacts are told nothing.
     */
    public void stepBack() {
        prioritise(WAITING);
    }

    /** A page is back: messages to the bare JID may come here again. */
    public void stepForward() {
        prioritise(0);
    }

    private void prioritise(int priority) {
        Presence known = session.getPresence();
        if (known.isAvailable() && known.getPriority() != priority) {
            Presence changed = known.createCopy();
            changed.setPriority(priority);
            session.setPresence(changed);
        }
    }

    /** Ends the session; the host tells everybody that it is unavailable. */
    public void close() {
        Outside.call(CLOSE, session);
    }

    /** Whether the host still routes to it. */
    public boolean routed() {
        return XMPPServer.getInstance().getRoutingTable().hasClientRoute(session.getAddress());
    }
}
