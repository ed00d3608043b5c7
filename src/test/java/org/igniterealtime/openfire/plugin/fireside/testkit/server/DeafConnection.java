package org.igniterealtime.openfire.plugin.fireside.testkit.server;

import org.jivesoftware.openfire.net.VirtualConnection;
import org.jivesoftware.openfire.spi.ConnectionConfiguration;
import org.xmpp.packet.Packet;

/** What stands beside a web session in the bench: a virtual connection that throws away what is delivered. */
final class DeafConnection extends VirtualConnection {

    @Override
    public void deliver(Packet packet) {
        // Thrown away.
    }

    @Override
    public void deliverRawText(String text) {
        // Thrown away.
    }

    @Override
    public void closeVirtualConnection() {
        // Nothing to close.
    }

    @Override
    public void systemShutdown() {
        close();
    }

    @Override
    public byte[] getAddress() {
        return new byte[] {127, 0, 0, 1};
    }

    @Override
    public String getHostAddress() {
        return "127.0.0.1";
    }

    @Override
    public String getHostName() {
        return "127.0.0.1";
    }

    @Override
    public ConnectionConfiguration getConfiguration() {
        return null;
    }
}
