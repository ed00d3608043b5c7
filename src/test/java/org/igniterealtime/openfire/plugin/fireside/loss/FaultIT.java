package org.igniterealtime.openfire.plugin.fireside.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.Xmpp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bugs of ours, made on purpose in the running plugin: what they may cost, and whom. */
class FaultIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** More than a session's mailbox takes. */
    private static final int MANY = 2600;

    private static OpenfireServer server;
    private static FakePage onlooker;
    private static Xmpp talker;
    private static int talked;

    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        OpenfireServer.Builder builder = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN).property("xmpp.offline.quota", "10000000");
        for (String name : List.of("alice", "bob", "carol", "onlooker", "talker")) {
            builder.user(name, "secret");
        }
        server = builder.contacts("alice", "bob").contacts("onlooker", "talker").start();
        onlooker = FakePage.logIn(server.url("/fireside"), "onlooker", "secret").open("/chats/talker@localhost");
        talker = Xmpp.logIn(server, "talker");
    }

    @AfterAll
    static void stop() {
        talker.close();
        onlooker.close();
        server.close();
    }

    @AfterEach
    void the_onlooker_has_missed_nothing() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        onlookerSees();
    }

    private static void onlookerSees() throws Exception {
        String words = "look here " + ++talked;
        talker.send("onlooker@localhost", "talk-" + talked, words);
        onlooker.awaitShown(message -> message.body().equals(words));
        assertEquals(talked, onlooker.log().size());
        assertEquals(1, onlooker.sockets(), "a gap in the sequence would have cost it its socket");
    }

    @Test
    void an_action_that_throws_ends_in_a_reference_of_the_log_and_the_session_works_on() throws Exception {
        // given
        FakePage alice = page("alice", "/chats/bob@localhost");
        server.command("break", "test/throw", "throw");

        // when
        ExecutionException refused = assertThrows(ExecutionException.class,
            () -> alice.act("test/throw", Map.of()).get(20, TimeUnit.SECONDS));

        // then
        FakePage.Refused no = (FakePage.Refused) refused.getCause();
        assertEquals("Something went wrong on our side. It has been written down.", no.getMessage());
        assertEquals(8, no.reference().length());
        assertTrue(Await.until(PATIENCE, () -> Files.readString(server.log()).contains("Fault " + no.reference() + " in action test/throw")));
        assertTrue(figure("faults") >= 1);
        alice.act("chat/send", Map.of("to", "bob@localhost", "body", "after the fault")).get(20, TimeUnit.SECONDS);
        alice.awaitShown(message -> message.body().equals("after the fault"));
        assertEquals(1, alice.sockets());
    }

    @Test
    void a_session_that_is_stuck_is_ended_alone_and_begins_anew() throws Exception {
        // given
        server.command("set", "fireside.actor.stuck", "1");
        server.command("break", "test/stuck", "hang");
        FakePage carol = page("carol", "/chats/bob@localhost");
        FakePage bob = page("bob", "/chats/carol@localhost");
        long before = figure("stuck");
        long actors = actors();

        // when
        CompletableFuture<Void> never = carol.act("test/stuck", Map.of());
        onlookerSees();
        int code = carol.awaitClose();

        // then
        assertEquals(1011, code);
        assertFalse(never.isDone());
        assertEquals(before + 1, figure("stuck"));
        assertTrue(Await.until(PATIENCE, () -> actors() == actors), "its thread is replaced and gone");
        FakePage again = carol.tab().open("/chats/bob@localhost");
        open.add(again);
        again.act("chat/send", Map.of("to", "bob@localhost", "body", "here again")).get(20, TimeUnit.SECONDS);
        bob.awaitShown(message -> message.body().equals("here again"));
        assertEquals(1, bob.sockets());
        server.command("unset", "fireside.actor.stuck");
    }

    @Test
    void a_mailbox_that_overflows_is_drawn_from_the_archive_and_loses_no_message() throws Exception {
        // given
        FakePage bob = page("bob", "/chats/alice@localhost");
        server.command("break", "test/busy", "hang");
        server.command("set", "fireside.actor.stuck", "120");
        int drawings = bob.drawings();
        CompletableFuture<Void> busy = bob.act("test/busy", Map.of());

        // when
        try (Xmpp alice = Xmpp.logIn(server, "alice")) {
            for (int i = 1; i <= MANY; i++) {
                alice.send("bob@localhost", "many-" + i, "one of many " + i);
            }
            FakePage other = page("alice", "/chats/bob@localhost");
            assertTrue(Await.until(PATIENCE, () -> other.log().stream().anyMatch(message -> message.body().equals("one of many " + MANY))
                || other.text("#chats").contains("one of many " + MANY)), "all of it is in the archive");
        }
        server.command("mend");

        // then
        assertThrows(ExecutionException.class, () -> busy.get(20, TimeUnit.SECONDS));
        assertTrue(Await.until(PATIENCE, () -> bob.drawings() > drawings), "drawn afresh");
        bob.awaitShown(message -> message.body().equals("one of many " + MANY));
        List<String> arrived = bob.readBack("alice@localhost").log().stream().map(FakePage.Shown::body)
            .filter(body -> body.startsWith("one of many")).toList();
        assertEquals(IntStream.rangeClosed(1, MANY).mapToObj(i -> "one of many " + i).toList(), arrived);
        assertEquals(1, bob.sockets());
        server.command("unset", "fireside.actor.stuck");
    }

    private FakePage page(String username, String place) throws Exception {
        FakePage page = FakePage.logIn(server.url("/fireside"), username, "secret").open(place);
        open.add(page);
        return page;
    }

    private static long figure(String name) {
        return server.command("figures").getAsJsonObject().get(name).getAsLong();
    }

    private static long actors() {
        return server.command("threads").getAsJsonArray().asList().stream().filter(name -> name.getAsString().startsWith("fireside-actor"))
            .count();
    }
}
