package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A client over TCP, no more of one than writing stanzas takes (RFC 6120): it sends whatever it is told to, as it is. */
public final class PlainClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final String domain;
    private final Taker taker;
    private volatile boolean ended;

    /** Looks at what comes. Called on the client's own thread. */
    public interface Taker {
        void taken(byte[] bytes, int length);
    }

    public PlainClient(OpenfireServer server, String user, String password) throws IOException {
        this(server, user, password, (bytes, length) -> { });
    }

    public PlainClient(OpenfireServer server, String user, String password, Taker taker) throws IOException {
        this.taker = taker;
        domain = server.domain();
        socket = new Socket(server.address(), server.xmppPort());
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
        String plain = Base64.getEncoder().encodeToString(("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8));
        open();
        ask("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>" + plain + "</auth>", "<success");
        open();
        ask("<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>", "</iq>");
        ask("<iq type='set' id='s'><session xmlns='urn:ietf:params:xml:ns:xmpp-session'/></iq>", "id=\"s\"");
        Thread drain = new Thread(this::drain, "plain-client");
        drain.setDaemon(true);
        drain.start();
    }

    private void open() throws IOException {
        ask("<stream:stream to='" + domain + "' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>",
            "</stream:features>");
    }

    private void ask(String text, String answer) throws IOException {
        write(text);
        StringBuilder read = new StringBuilder();
        byte[] some = new byte[8192];
        while (read.indexOf(answer) < 0) {
            int length = in.read(some);
            if (length < 0 || read.indexOf("<failure") >= 0) {
                throw new IOException("The server said " + read);
            }
            read.append(new String(some, 0, length, StandardCharsets.UTF_8));
        }
    }

    /** @param text of a stanza, or of whatever else */
    public void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void drain() {
        byte[] some = new byte[8192];
        try {
            for (int length = in.read(some); length >= 0; length = in.read(some)) {
                taker.taken(some, length);
            }
        } catch (IOException closed) {
            return;
        } finally {
            ended = true;
        }
    }

    /** Whether the server has closed the connection. */
    public boolean ended() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
