package org.igniterealtime.openfire.plugin.fireside.outside;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xmpp.component.Component;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
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

    @Test
    void a_server_that_takes_nothing_does_not_keep_it_from_its_end() throws Exception {
        // given
        CompletableFuture<Socket> deaf = CompletableFuture.supplyAsync(() -> {
            try {
                Socket socket = server.accept();
                socket.getOutputStream().write(TAKEN.getBytes(StandardCharsets.UTF_8));
                return socket;
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
        });
        Link link = Link.open(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), new JID("fireside.x"), "test");
        Message large = new Message();
        large.setBody("x".repeat(40_000_000));
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> assertThrows(IOException.class, () -> link.send(large)));
        try (Socket open = deaf.get(10, TimeUnit.SECONDS)) {
            assertTrue(Await.until(Duration.ofSeconds(10), () -> open.getInputStream().available() > 100_000));
            // when
            CompletableFuture.runAsync(() -> assertDoesNotThrow(link::end)).get(10, TimeUnit.SECONDS);
            // then
            sending.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void an_error_of_who_takes_a_stanza_costs_the_connection_and_not_the_address() throws Exception {
        // given
        AtomicInteger taken = new AtomicInteger();
        Component failing = (Component) Proxy.newProxyInstance(StreamTest.class.getClassLoader(), new Class<?>[] {Component.class}, (self, method, arguments) -> {
            if (taken.incrementAndGet() == 1) {
                throw new StackOverflowError("of this test");
            }
            return null;
        });
        CompletableFuture.runAsync(() -> serve(TAKEN + "<message id='1'/>", 2));
        // when
        try (Station station = new Station(new Station.Post(server.getInetAddress().getHostAddress(), server.getLocalPort(), "x", new JID("fireside.x"), "test"), failing)) {
            station.open();
            // then
            assertTrue(Await.until(Duration.ofSeconds(10), () -> taken.get() == 2));
        }
    }

    private void serve(String says, int times) {
        for (int i = 0; i < times; i++) {
            try (Socket socket = server.accept()) {
                socket.getOutputStream().write(says.getBytes(StandardCharsets.UTF_8));
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException gone) {
                // That one is over; the next may come.
            }
        }
    }
}
