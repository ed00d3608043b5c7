package org.igniterealtime.openfire.plugin.fireside.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLContext;

/** The ways out: from names to addresses, from an address to a connection, and whom to trust. */
public interface Network {
    /** That of the operating system and the JVM. */
    Network SYSTEM = new Network() {
        @Override
        public List<InetAddress> resolve(String host) throws UnknownHostException {
            return List.of(InetAddress.getAllByName(host));
        }

        @Override
        public void connect(Socket socket, InetSocketAddress address, int millis) throws IOException {
            socket.connect(address, millis);
        }

        @Override
        public SSLContext tls() throws GeneralSecurityException {
            return SSLContext.getDefault();
        }
    };

    /** Blocks for as long as it likes. */
    List<InetAddress> resolve(String host) throws UnknownHostException;

    void connect(Socket socket, InetSocketAddress address, int millis) throws IOException;

    /** The host in a certificate is checked besides. */
    SSLContext tls() throws GeneralSecurityException;
}
