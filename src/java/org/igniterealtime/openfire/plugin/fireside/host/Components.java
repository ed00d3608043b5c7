package org.igniterealtime.openfire.plugin.fireside.host;

import java.lang.invoke.MethodHandle;
import org.jivesoftware.openfire.XMPPServer;
import org.jivesoftware.openfire.cluster.ClusterManager;
import org.xmpp.component.Component;
import org.xmpp.component.ComponentManager;
import org.xmpp.component.ComponentManagerFactory;
import org.xmpp.packet.JID;
import org.xmpp.packet.Packet;

/**
 * Fireside's own addresses below the server's domain, and what is sent from them and for accounts. The host lists them among
 * its items (XEP-0030 §4) as soon as each has answered who it is.
 */
public final class Components {
    private static final MethodHandle ADD = Outside.method(ComponentManager.class, "addComponent", String.class, Component.class);
    private static final MethodHandle REMOVE = Outside.method(ComponentManager.class, "removeComponent", String.class);
    private static final MethodHandle SEND = Outside.method(ComponentManager.class, "sendPacket", Component.class, Packet.class);

    /**
     * Whether somebody else on this server has the address. In a cluster each node has a Fireside, which may be asked for the
     * same address.
     */
    public boolean taken(JID address) {
        return !ClusterManager.isClusteringStarted() && XMPPServer.getInstance().getRoutingTable().hasComponentRoute(address);
    }

    /** @param subdomain as {@code fireside} in {@code fireside.example.org} */
    public void add(String subdomain, Component component) {
        Outside.call(ADD, ComponentManagerFactory.getComponentManager(), subdomain, component);
    }

    public void remove(String subdomain) {
        Outside.call(REMOVE, ComponentManagerFactory.getComponentManager(), subdomain);
    }

    /**
     * Routes a stanza as it is. May block: a lane calls it.
     *
     * @param packet with a sender: one of the addresses, or an account's
     */
    public void send(Packet packet) {
        Outside.call(SEND, ComponentManagerFactory.getComponentManager(), (Component) null, packet);
    }
}
