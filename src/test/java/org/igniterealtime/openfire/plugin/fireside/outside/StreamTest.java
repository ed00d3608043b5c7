package org.igniterealtime.openfire.plugin.fireside.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xmpp.packet.JID;
import org.xmpp.packet.Packet;

/** A link at a server that says what the test has it say. */
class StreamTest {
    private static final String HEADER = "<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams' id='3BF96D32'>";
    private static final String TAKEN = HEADER + "<handshake/>";

    private ServerSocket server;
    private CompletableFuture<String> heard;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private Link open(String says) throws IOException {
        heard = CompletableFuture.supplyAsync(() -> {
            try (Socket socket = server.accept()) {
                socket.getOutputStream().write(says.getBytes(StandardCharsets.UTF_8));
                socket.shutdownOutput();
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
        });
        return Link.open(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), new JID("fireside.x"), "test");
    }

    /** XEP-0114 §3, with its own example of an id and a secret. */
    @Test
    void it_says_who_it_is_and_ends_in_order() throws Exception {
        // when
        open(TAKEN + "</stream:stream>").end();
        // then
        String said = heard.get(10, TimeUnit.SECONDS);
        assertTrue(said.contains(" to='fireside.x'>"), said);
        assertTrue(said.contains("<handshake>aaee83c26aeeafcbabeabfcbcd50df997e0a2a1e</handshake>"), said);
        assertTrue(said.endsWith("</stream:stream>"), said);
    }

    @Test
    void what_cannot_be_read_costs_that_stanza_alone() throws Exception {
        // given
        List<String> taken = new ArrayList<>();
        String deep = "<a>".repeat(5000) + "</a>".repeat(5000);
        Link link = open(TAKEN + "<iq id='1' from='a@b' to='c' type='get'><q xmlns='n'/></iq> <iq id='2' from='@@@' to='c' type='get'/>"
            + "<message id='3'>" + deep + "</message><message id='4'>&unknown;</message><message id='5'><p:a/></message>"
            + "<iq id='9' from='a@b' to='c' type='moon'/><presence id='10' from='a@b'/><message id='6'><!-- </message><iq id='forged' from='a@b' to='c' type='set'/> --></message><moon/><message xmlns='jabber:component:accept' id='7'>"
            + "<body>text</body></message></stream:stream><message id='8'/>");
        // when
        link.read(packet -> take(packet, taken));
        // then
        assertEquals(List.of("1", "6", "7 text"), taken);
    }

    private static void take(Packet packet, List<String> taken) {
        taken.add(packet.getID() + (packet.getElement().elementText("body") == null ? "" : " " + packet.getElement().elementText("body")));
        if (packet.getID().equals("1")) {
            throw new IllegalStateException("A fault of who takes it (this test)");
        }
    }

    @Test
    void who_is_not_wanted_learns_why() {
        Link.StreamFailed failed = assertThrows(Link.StreamFailed.class, () -> open(HEADER + "<stream:error>"
            + "<not-authorized xmlns='urn:ietf:params:xml:ns:xmpp-streams'/><text xmlns='urn:ietf:params:xml:ns:xmpp-streams'>No</text></stream:error></stream:stream>"));

        assertEquals("not-authorized", failed.condition());
        assertEquals("not-authorized: No", failed.getMessage());
    }

    @Test
    void what_is_no_server_is_none() {
        assertThrows(IOException.class, () -> open("HTTP/1.1 400 Bad Request\r\n\r\n<html></html>"));
        assertThrows(IOException.class, () -> open(HEADER));
    }
}
