package org.igniterealtime.openfire.plugin.fireside.outside;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dom4j.Element;
import org.dom4j.Namespace;
import org.dom4j.QName;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;

/**
 * One connection of XEP-0114: the handshake, stanzas in and out, the end.
 *
 * <p>Not Whack's: where a server ends its stream in order, as at each of its restarts, Whack 3.1.0 reads no more and never comes
 * back (SocketReadThread returns without a word); it hands stanzas to 25 threads, so that those of one sender overtake each
 * other; and a stanza that it cannot read ends the connection, of all who use it.
 */
final class Link implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    private static final String NAMESPACE = "jabber:component:accept";
    private static final String STREAM = "http://etherx.jabber.org/streams";
    private static final String STREAM_ERRORS = "urn:ietf:params:xml:ns:xmpp-streams";
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int LAST_WORD_MILLIS = 2_000;
    private static final int LONGEST_STANZA = 10_000_000;
    private static final int DEEPEST_STANZA = 1000;

    /** The server ended the stream, and says why (RFC 6120 §4.9.3). */
    static final class StreamFailed extends IOException {
        private static final long serialVersionUID = 1L;

        private final String condition;

        StreamFailed(String condition, String text) {
            super(text.isEmpty() ? condition : condition + ": " + text);
            this.condition = condition;
        }

        /** As {@code not-authorized}, {@code conflict}. */
        String condition() {
            return condition;
        }
    }

    private final Socket socket;
    private final Stanzas in;
    private final Writer out;
    private volatile long heard = System.nanoTime();

    private Link(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new Stanzas(new BufferedReader(new InputStreamReader(new BufferedInputStream(socket.getInputStream()),
            StandardCharsets.UTF_8)), LONGEST_STANZA);
        this.out = new BufferedWriter(new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Connects, and says who it is (§3).
     *
     * @throws StreamFailed when the server does not want it
     * @throws IOException when there is no server, or none of that kind
     */
    static Link open(InetSocketAddress server, JID address, String secret) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(server, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            Link link = new Link(socket);
            link.shakeHands(address, secret);
            socket.setSoTimeout(0);
            return link;
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    private void shakeHands(JID address, String secret) throws IOException {
        write("<?xml version='1.0'?><stream:stream xmlns='" + NAMESPACE + "' xmlns:stream='" + STREAM + "' to='" + address + "'>");
        Element header = element(in.header());
        write("<handshake>" + hash(header.attributeValue("id", "") + secret) + "</handshake>");
        Element answer = next();
        if (answer == null || !answer.getName().equals("handshake")) {
            throw new EOFException("The stream ended before its handshake");
        }
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Hands on requests, answers and messages, until the stream ends; presence is nothing to a service.
     *
     * @param incoming returns at once; what it throws costs that stanza alone
     * @throws StreamFailed when the server says why it ends
     */
    void read(Consumer<Packet> incoming) throws IOException {
        for (Element stanza = next(); stanza != null; stanza = next()) {
            Optional<Packet> packet = packet(stanza);
            try {
                packet.ifPresent(incoming);
            } catch (RuntimeException fault) {
                LOG.error("A fault about a stanza of {}", stanza.attributeValue("from"), fault);
            }
        }
    }

    // Asks for the type, which is read from what somebody wrote.
    private static Optional<Packet> packet(Element stanza) {
        try {
            return switch (stanza.getName()) {
                case "iq" -> Optional.<Packet>of(new IQ(stanza)).filter(iq -> ((IQ) iq).getType() != null);
                case "message" -> Optional.<Packet>of(new Message(stanza)).filter(message -> ((Message) message).getType() != null);
                default -> Optional.empty();
            };
        } catch (RuntimeException unreadable) {
            LOG.debug("A stanza of {} is left out", stanza.attributeValue("from"), unreadable);
            return Optional.empty();
        }
    }

    private Element next() throws IOException {
        for (String text = in.next(); text != null; text = in.next()) {
            heard = System.nanoTime();
            Element stanza = stanza(text);
            if (stanza != null && Xml.is(stanza, "error", STREAM)) {
                throw failure(stanza);
            }
            if (stanza != null) {
                return stanza;
            }
        }
        return null;
    }

    private static Element stanza(String text) {
        try {
            Element stanza = element("<stream:stream xmlns='" + NAMESPACE + "' xmlns:stream='" + STREAM + "'>" + text + "</stream:stream>");
            List<Element> children = Xml.children(stanza);
            if (children.size() != 1 || !Xml.isShallow(stanza, DEEPEST_STANZA)) {
                return null;
            }
            return bare((Element) children.get(0).detach());
        } catch (IOException unreadable) {
            LOG.debug("A stanza cannot be read, and is left out", unreadable);
            return null;
        }
    }

    private static Element element(String text) throws IOException {
        try {
            return Xml.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new IOException(malformed);
        }
    }

    // Without the stream's namespace, as a stanza stands inside a server; within others it may stand again (XEP-0297).
    private static Element bare(Element stanza) {
        if (stanza.getNamespaceURI().equals(NAMESPACE)) {
            stanza.setQName(QName.get(stanza.getName(), Namespace.NO_NAMESPACE));
            Xml.children(stanza).forEach(Link::bare);
        }
        return stanza;
    }

    private static StreamFailed failure(Element error) {
        String condition = "undefined-condition";
        String text = "";
        for (Element each : Xml.children(error)) {
            if (each.getName().equals("text")) {
                text = each.getText();
            } else if (each.getNamespaceURI().equals(STREAM_ERRORS)) {
                condition = each.getName();
            }
        }
        return new StreamFailed(condition, text);
    }

    /** May wait for the server to take it. */
    void send(Packet packet) throws IOException {
        write(packet.getElement().asXML());
    }

    /** How long nothing has come. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heard);
    }

    private void write(String text) throws IOException {
        synchronized (out) {
            out.write(text);
            out.flush();
        }
    }

    /** No more is read; what is to be said still goes out. */
    void deafen() throws IOException {
        socket.shutdownInput();
    }

    /** Ends the stream in order; a server that takes nothing any more does not hear of it. */
    void end() throws IOException {
        Thread last = new Thread(() -> {
            try {
                write("</stream:stream>");
            } catch (IOException gone) {
                LOG.debug("The connection is gone already", gone);
            }
        }, "fireside-end");
        last.setDaemon(true);
        last.start();
        try {
            last.join(LAST_WORD_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    /** Cuts it, whoever is reading or writing. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
