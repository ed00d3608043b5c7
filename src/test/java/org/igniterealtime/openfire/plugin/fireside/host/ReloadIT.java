package org.igniterealtime.openfire.plugin.fireside.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.ChatHistory;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.Phone;
import org.jivesoftware.smack.packet.Presence;
import org.junit.jupiter.api.Test;

/** Unloading and loading again, as an update does, while people are here. */
class ReloadIT {
    private static final int PAGES = 10;
    private static final int RELOADS = 10;
    private static final long BETWEEN_MESSAGES = 50_000_000;
    private static final long BYTES_OF_A_MESSAGE = 2_000;
    /** Less than one copy of the plugin that stays. */
    private static final long SLACK = 1_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void ten_reloads_with_ten_pages_and_traffic_leave_nothing_behind_and_lose_nothing() throws Exception {
        try (OpenfireServer server = server(); Phone bob = Phone.logIn(server, "bob", "secret")) {
            // given
            List<Visitor> visitors = new ArrayList<>();
            for (int i = 0; i < PAGES; i++) {
                visitors.add(new Visitor(FakePage.logIn(server.url("/fireside"), "user" + i, "secret").open("/chats/bob@localhost")));
            }
            Traffic traffic = new Traffic(bob);
            everybodyTalks(visitors, bob, "before");
            visitors.get(0).page.act("posts/publish", Map.of("title", "", "text", "About reloads", "audience", "public")).get(60, TimeUnit.SECONDS);
            Set<String> threads = threads(server);
            List<Long> heap = new ArrayList<>();
            List<Integer> said = new ArrayList<>();

            // when
            for (int reload = 1; reload <= RELOADS; reload++) {
                int seen = bob.presences().size();
                server.command("reload-plugin", "fireside");

                // then
                everybodyWasGone(bob, seen);
                everybodyTalks(visitors, bob, "reload " + reload);
                assertTrue(Await.until(PATIENCE, () -> visitors.get(1).page.get("/search?q=about+reloads").body().contains("About reloads")));
                JsonObject loaders = server.command("loaders").getAsJsonObject();
                assertEquals(loaders.get("loaded"), loaders.get("alive"), () -> "class loaders that stay: " + loaders);
                heap.add(server.command("heap").getAsJsonObject().get("used").getAsLong());
                said.add(traffic.said.get());
            }
            traffic.close();
            assertHeapIsLevel(heap, said);
            assertTrue(Await.until(PATIENCE, () -> lasting(threads(server)).equals(lasting(threads))),
                () -> "threads before " + threads + ", after " + threads(server));
            for (Visitor visitor : visitors) {
                visitor.close();
                assertEquals(traffic.saidTo(visitor.user()), ChatHistory.read(visitor.page, "bob@localhost").theirs());
            }
        }
    }

    // The lanes' threads and the host's own check for updates end when they have nothing to do, and come again.
    private static Set<String> lasting(Set<String> threads) {
        return threads.stream().filter(name -> !name.startsWith("fireside-data-") && !name.startsWith("fireside-host-")
            && !name.equals("Update Manager")).collect(java.util.stream.Collectors.toSet());
    }

    // The first two reloads warm the host up. What is said meanwhile stays in the host: rows that its database has touched.
    private static void assertHeapIsLevel(List<Long> heap, List<Integer> said) {
        long grown = heap.get(RELOADS - 1) - heap.get(1);
        long messages = said.get(RELOADS - 1) - said.get(1);
        System.out.printf("heap after each reload %s, %d messages since the second%n", heap, messages);
        assertTrue(grown < messages * BYTES_OF_A_MESSAGE + SLACK, () -> "heap after each reload, climbing: " + heap);
    }

    private static OpenfireServer server() {
        OpenfireServer.Builder builder = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN).user("bob", "secret");
        for (int i = 0; i < PAGES; i++) {
            builder.user("user" + i, "secret").contacts("bob", "user" + i);
        }
        return builder.start();
    }

    private static void everybodyTalks(List<Visitor> visitors, Phone bob, String word) throws Exception {
        for (Visitor visitor : visitors) {
            visitor.page.act("chat/send", Map.of("to", "bob@localhost", "body", word)).get(60, TimeUnit.SECONDS);
            bob.awaitMessage(message -> word.equals(message.getBody())
                && visitor.user().equals(message.getFrom().getLocalpartOrNull().toString()));
        }
    }

    private static void everybodyWasGone(Phone bob, int seen) throws Exception {
        for (int i = 0; i < PAGES; i++) {
            String user = "user" + i;
            bob.awaitPresence(presence -> presence.getType() == Presence.Type.unavailable
                && user.equals(presence.getFrom().getLocalpartOrNull().toString())
                && bob.presences().lastIndexOf(presence) >= seen);
        }
    }

    /** Names without the numbers of pools, since threads of the host's pools come and go. */
    private static Set<String> threads(OpenfireServer server) {
        Set<String> names = new TreeSet<>();
        for (JsonElement each : server.command("threads").getAsJsonArray()) {
            names.add(each.getAsString().replaceAll("@?\\b[0-9a-f]{6,}\\b", "#").replaceAll("\\d+", "#"));
        }
        return names;
    }

    /** A page that comes back whenever its socket is cut. */
    private static final class Visitor {
        private final FakePage page;
        private final Thread keeper = new Thread(this::keep, "visitor");
        private volatile boolean closed;

        Visitor(FakePage page) {
            this.page = page;
            keeper.start();
        }

        String user() {
            return page.user();
        }

        private void keep() {
            while (!closed) {
                if (page.closeCode() == 0 && page.connected()) {
                    LockSupport.parkNanos(20_000_000);
                    continue;
                }
                try {
                    page.connect();
                } catch (Exception notYet) {
                    LockSupport.parkNanos(100_000_000);
                }
            }
        }

        void close() throws InterruptedException {
            closed = true;
            keeper.join();
            page.close();
        }
    }

    /** Bob talks to everybody in turn, all the time. */
    private static final class Traffic {
        private final Phone bob;
        private final AtomicInteger said = new AtomicInteger();
        private final Thread talker = new Thread(this::talk, "traffic");
        private volatile boolean closed;

        Traffic(Phone bob) {
            this.bob = bob;
            talker.start();
        }

        private void talk() {
            while (!closed) {
                try {
                    int number = said.get();
                    bob.say("user" + number % PAGES + "@localhost", "number " + number);
                    said.incrementAndGet();
                } catch (Exception failed) {
                    throw new IllegalStateException(failed);
                }
                LockSupport.parkNanos(BETWEEN_MESSAGES);
            }
        }

        List<String> saidTo(String user) {
            List<String> bodies = new ArrayList<>();
            for (int number = Integer.parseInt(user.substring(4)); number < said.get(); number += PAGES) {
                bodies.add("number " + number);
            }
            return bodies;
        }

        void close() throws InterruptedException {
            closed = true;
            talker.join();
        }
    }
}
