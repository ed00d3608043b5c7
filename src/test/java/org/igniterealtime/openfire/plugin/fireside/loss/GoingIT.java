package org.igniterealtime.openfire.plugin.fireside.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.Xmpp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What happens while a page is on its way from one place to another. */
class GoingIT {
    private static final int MESSAGES = 1500;
    /** What a chat shows when it is opened. */
    private static final int NEWEST = 50;

    private static OpenfireServer server;

    @BeforeAll
    static void start() {
        server = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN).user("alice", "secret").user("bob", "secret").user("carol", "secret")
            .contacts("alice", "bob").contacts("alice", "carol").start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void what_comes_while_a_chat_is_being_opened_is_in_it() throws Exception {
        try (FakePage alice = FakePage.logIn(server.url("/fireside"), "alice", "secret").open("/chats/bob@localhost");
                Xmpp bob = Xmpp.logIn(server, "bob")) {
            // given a bob who writes without a pause
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(bob));
            // when alice goes back and forth meanwhile, and ends with him
            int missing = 0;
            for (int round = 0; !writing.isDone(); round++) {
                go(alice, "carol");
                go(alice, "bob");
                missing += gaps(alice);
            }
            writing.get(60, TimeUnit.SECONDS);
            alice.awaitShown(message -> message.body().equals("n" + (MESSAGES - 1)));
            // then no message is missing between those that she was shown, at any time
            assertEquals(0, missing + gaps(alice));
            List<String> newest = IntStream.range(MESSAGES - NEWEST, MESSAGES).mapToObj(i -> "n" + i).toList();
            List<String> shown = alice.log().stream().map(FakePage.Shown::body).toList();
            assertEquals(newest, shown.subList(shown.size() - NEWEST, shown.size()));
        }
    }

    private static void go(FakePage page, String with) throws Exception {
        page.act("go", Map.of("place", "/fireside/chats/" + with + "@localhost")).get(20, TimeUnit.SECONDS);
    }

    private static int gaps(FakePage page) {
        List<Integer> numbers = page.log().stream().map(message -> Integer.parseInt(message.body().substring(1))).toList();
        return (int) IntStream.range(1, numbers.size()).filter(i -> numbers.get(i) != numbers.get(i - 1) + 1).count();
    }

    private static void write(Xmpp bob) {
        try {
            for (int i = 0; i < MESSAGES; i++) {
                bob.send("alice@localhost", "id" + i, "n" + i);
            }
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
