package org.igniterealtime.openfire.plugin.fireside.host;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jivesoftware.openfire.net.VirtualConnection;
import org.jivesoftware.openfire.spi.ConnectionConfiguration;
import org.xmpp.packet.Packet;
import org.xmpp.packet.StreamError;

/**
 * The connection of a local client session that has no socket: what the host delivers goes to the receiver as
 * the object it is.
 *
 * <p>COMPAT: one class for Openfire 4.2.0 to 5.1. The methods without {@code @Override} are abstract in some of those
 * versions and unknown in the others (4.8 gave {@code closeVirtualConnection} an argument, added
 * {@code isEncrypted}, {@code getTLSProtocolName} and {@code getCipherSuiteName}).
 */
public final class VirtualLink extends VirtualConnection {

    /** Who takes what arrives. Called on the host's threads: reads what it needs, enqueues, and returns. */
    public interface Receiver {
        /** @param packet shared with other sessions by the host: never kept, never changed */
        void delivered(Packet packet);

        /** The host closed the session: an admin ended it, its account was removed, or the server stops. */
        void closed();
    }

    private final Receiver receiver;
    private final String address;
    private final boolean encrypted;

    /**
     * @param address the browser's IP address, shown in the admin console
     * @param encrypted whether the browser came over TLS
     */
    public VirtualLink(Receiver receiver, String address, boolean encrypted) {
        this.receiver = receiver;
        this.address = address;
        this.encrypted = encrypted;
    }

    @Override
    public void deliver(Packet packet) {
        receiver.delivered(packet);
    }

    @Override
    public void deliverRawText(String text) {
        // There is no stream: what the host writes as raw text is stream headers and stream errors, and it closes then.
    }

    @Override
    public void closeVirtualConnection() {
        receiver.closed();
    }

    public void closeVirtualConnection(StreamError error) {
        receiver.closed();
    }

    @Override
    public void systemShutdown() {
        close();
    }

    @Override
    public byte[] getAddress() throws UnknownHostException {
        return InetAddress.getByName(address).getAddress();
    }

    @Override
    public String getHostAddress() {
        return address;
    }

    @Override
    public String getHostName() {
        return address;
    }

    @Override
    public ConnectionConfiguration getConfiguration() {
        return null;
    }

    @Override
    public boolean isSecure() {
        return encrypted;
    }

    public boolean isEncrypted() {
        return encrypted;
    }

    public Optional<String> getTLSProtocolName() {
        return Optional.empty();
    }

    public Optional<String> getCipherSuiteName() {
        return Optional.empty();
    }
}
