package org.igniterealtime.openfire.plugin.fireside.route;

import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.jivesoftware.openfire.XMPPServer;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/**
 * Whether the archives that clients read (XEP-0313) are Fireside's, and which requests are for them. Whoever has put a handler of his
 * own for them into the host answers them, for accounts and rooms alike, from then on and for as long as it stands there: Fireside
 * puts none there, so there is none to take away.
 */
public final class Histories {
    private final BooleanSupplier wanted;
    private final Predicate<JID> account;
    private final Predicate<JID> room;
    private volatile boolean open;

    /**
     * @param wanted whether it is switched on
     * @param account whether an address is, or could be, an account of this server
     * @param room likewise a room
     */
    public Histories(BooleanSupplier wanted, Predicate<JID> account, Predicate<JID> room) {
        this.wanted = wanted;
        this.account = account;
        this.room = room;
    }

    /** Who answers is there. */
    public void open() {
        open = true;
    }

    public void close() {
        open = false;
    }

    /** Whether they are Fireside's at the moment. Quick: it is asked for each message. */
    public boolean offered() {
        return open && wanted.getAsBoolean() && !XMPPServer.getInstance().getIQRouter().supports(Ns.HISTORY);
    }

    /** Whether a request is for an archive of this server, as long as Fireside answers for it. @param to bare, of whom it asks */
    public boolean concerns(IQ request, JID to) {
        Element child = request.getChildElement();
        return child != null && Ns.HISTORY.equals(child.getNamespaceURI()) && (account.test(to) || room.test(to)) && offered();
    }
}
