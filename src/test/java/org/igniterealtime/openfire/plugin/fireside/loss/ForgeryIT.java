package org.igniterealtime.openfire.plugin.fireside.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.PlainClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Somebody who is in a room with two others, and a contact of both, sends what {@link Forger} writes. Nothing of what they said changes, on
 * their pages and in their archives, nobody speaks in their names, and everything goes on. {@code -Dloss.seed=n} repeats a run.
 */
class ForgeryIT {
    private static final String ROOM = "parlour@conference.localhost";
    private static final int STANZAS = Integer.getInteger("loss.stanzas", 2_500);
    private static final int A_BREATH = 25;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern GIVEN = Pattern.compile("stanza-id [^>]*id=[\"']([^\"']+)");

    private final long seed = Long.getLong("loss.seed", System.nanoTime());
    private final List<AutoCloseable> open = new ArrayList<>();
    private final StringBuilder heard = new StringBuilder();
    private OpenfireServer server;
    private PlainClient mallory;
    private int breaths;
    private boolean known;

    @AfterEach
    void close() throws Exception {
        Collections.reverse(open);
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void nothing_that_others_said_changes_and_nobody_speaks_in_their_names() throws Exception {
        // given
        System.out.println(told("Forgeries"));
        OpenfireServer.Builder builder = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN);
        for (String user : List.of("alice", "bob", "mallory")) {
            builder.user(user, "secret");
        }
        server = closed(builder.contacts("alice", "bob").contacts("alice", "mallory").contacts("bob", "mallory").start());
        FakePage aliceInRoom = page("alice", "/rooms/" + ROOM);
        act(aliceInRoom, "rooms/create", Map.of("name", "Parlour", "kind", "channel", "nick", "alice"));
        FakePage bobInRoom = page("bob", "/rooms/" + ROOM);
        act(bobInRoom, "rooms/join", Map.of("to", ROOM, "nick", "bob"));
        FakePage alice = closed(aliceInRoom.tab()).open("/chats/bob@localhost");
        FakePage bob = closed(bobInRoom.tab()).open("/chats/alice@localhost");
        List<FakePage> pages = List.of(aliceInRoom, bobInRoom, alice, bob);
        logInMallory();
        for (int i = 0; i < 5; i++) {
            say(aliceInRoom, "rooms/send", ROOM, "alice in the room " + i);
            say(bobInRoom, "rooms/send", ROOM, "bob in the room " + i);
            say(alice, "chat/send", "bob@localhost", "alice to bob " + i);
            say(bob, "chat/send", "alice@localhost", "bob to alice " + i);
            act(alice, "chat/send", Map.of("to", "mallory@localhost", "body", "alice to mallory " + i));
        }
        breathe();
        pages.forEach(each -> assertTrue(Await.until(PATIENCE, () -> each.log().size() == 10), each::toString));
        List<List<String>> before = pages.stream().map(ForgeryIT::said).toList();

        // when
        Forger forger = new Forger(new Random(seed), ROOM, ids(pages));
        int thrownOut = 0;
        // As if everybody were he, so that all leave with him: once for the host to take off, and once more.
        String self = "<x xmlns='http://jabber.org/protocol/muc#user'><item role='moderator' affiliation='owner'/><status code='110'/></x>";
        mallory.write("<presence to='" + ROOM + "/mallory'>" + self + self + "</presence>");
        for (int i = 0; i < STANZAS; i++) {
            String stanza = forger.stanza();
            try {
                mallory.write(stanza);
                if (i % A_BREATH == 0) {
                    breathe();
                }
            } catch (IOException closed) {
                thrownOut++;
                logInMallory();
            }
        }
        System.out.println(told("Thrown out " + thrownOut + " times"));
        logInMallory();
        mallory.write("<message type='groupchat' to='" + ROOM + "' id='end'><body>the end</body></message>");
        assertTrue(Await.until(PATIENCE, () -> Stream.of(aliceInRoom, bobInRoom).allMatch(page -> page.log().stream().anyMatch(each -> each.body().equals("the end")))),
            () -> told("what he says is not shown; kept " + rows("fsRoomMessage WHERE body = 'the end'") + ", " + pages + aliceInRoom.text(".room-note")));

        // then
        for (int i = 0; i < pages.size(); i++) {
            FakePage page = pages.get(i);
            String peer = i < 2 ? ROOM : i == 2 ? "bob@localhost" : "alice@localhost";
            assertEquals(before.get(i), ofThem(page.readBack(peer), before.get(i)), () -> told("the page of " + page));
            FakePage fresh = closed(page.tab()).open((i < 2 ? "/rooms/" : "/chats/") + peer).readBack(peer);
            assertEquals(before.get(i), ofThem(fresh, before.get(i)), () -> told("a new page of " + page));
            assertEquals(1, page.sockets(), () -> told("a line was cut: " + page));
        }
        kept();
        goOn(aliceInRoom, bobInRoom, "rooms/send", ROOM);
        goOn(alice, bob, "chat/send", "bob@localhost");
        assertEquals(0, figure("faults"), () -> told("faults"));
        assertEquals(0, figure("stuck"), () -> told("stuck"));
        assertEquals(List.of(), complaints(), () -> told("the server's log"));
    }

    // ---- what must be as it was

    private static List<String> said(FakePage page) {
        return page.log().stream().map(each -> each.cursor() + (each.mine() ? " mine " : " theirs ") + each.body() + each.error()).toList();
    }

    /** What was there before, and whatever else is mine; in chats whatever else there is. */
    private static List<String> ofThem(FakePage page, List<String> before) {
        boolean room = page.html().contains("data-talk=\"rooms\"");
        List<String> known = before.stream().map(each -> each.substring(0, 16)).toList();
        return said(page).stream().filter(each -> !room || known.contains(each.substring(0, 16)) || each.contains(" mine ")).toList();
    }

    private void kept() {
        assertEquals(10, rows("fsRoomMessage WHERE sender IN ('alice@localhost', 'bob@localhost')"), () -> told("in the room"));
        assertEquals(0, rows("fsRoomMessage WHERE sender IN ('alice@localhost', 'bob@localhost') AND (fate LIKE '%\"edit\":%' OR fate LIKE '%\"gone\":%')"), () -> told("changed"));
        for (String owner : List.of("alice", "bob")) {
            String other = owner.equals("alice") ? "bob" : "alice";
            assertEquals(10, rows("fsMessage WHERE owner = '" + owner + "' AND peer = '" + other + "@localhost'"), () -> told("of " + owner));
            assertEquals(0, rows("fsMessage WHERE owner = '" + owner + "' AND peer = '" + other + "@localhost' AND (fate <> '' OR state = 3)"), () -> told("of " + owner));
        }
        assertEquals(5, rows("fsMessage WHERE owner = 'alice' AND peer = 'mallory@localhost' AND outgoing = 1 AND body LIKE 'alice to mallory%'"
            + " AND fate NOT LIKE '%\"edit\":%' AND fate NOT LIKE '%\"gone\":%'"), () -> told("to him"));
    }

    private int rows(String what) {
        return server.command("sql", "1", "SELECT id FROM " + what).getAsJsonObject().get("rows").getAsInt();
    }

    private int figure(String name) {
        return server.command("figures").getAsJsonObject().get(name).getAsInt();
    }

    /** Stacks in the log that have a class of ours. */
    private List<String> complaints() throws IOException {
        try (Stream<String> lines = Files.lines(server.log(), StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.contains("at org.igniterealtime.openfire.plugin.fireside.") && !line.contains(".testkit.")).limit(20).toList();
        }
    }

    private void goOn(FakePage one, FakePage other, String action, String to) throws Exception {
        act(one, action, Map.of("to", to, "body", "as if nothing had happened"));
        other.awaitShown(each -> each.body().equals("as if nothing had happened") && !each.mine());
    }

    // ---- who is there

    private FakePage page(String user, String place) throws Exception {
        return closed(FakePage.logIn(server.url("/fireside"), user, "secret")).open(place);
    }

    private static void say(FakePage page, String action, String to, String words) throws Exception {
        act(page, action, Map.of("to", to, "body", words));
    }

    private static void act(FakePage page, String action, Map<String, String> fields) throws Exception {
        page.act(action, fields).get(20, TimeUnit.SECONDS);
    }

    private void logInMallory() throws IOException {
        if (mallory != null) {
            mallory.close();
        }
        mallory = closed(new PlainClient(server, "mallory", "secret", (bytes, length) -> {
            synchronized (heard) {
                heard.append(new String(bytes, 0, length, StandardCharsets.UTF_8));
            }
        }));
        mallory.write("<presence/><presence to='" + ROOM + "/mallory'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
        breathe();
    }

    /** Waits until the server has taken what he sent, or has thrown him out. */
    private void breathe() throws IOException {
        String id = "breath-" + ++breaths;
        mallory.write("<iq type='get' id='" + id + "' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>");
        boolean answered = Await.until(Duration.ofSeconds(10), () -> {
            synchronized (heard) {
                return mallory.ended() || heard.indexOf(id) >= 0;
            }
        });
        synchronized (heard) {
            answered &= heard.indexOf(id) >= 0;
            heard.setLength(known ? 0 : heard.length());
        }
        if (!answered) {
            throw new IOException("Thrown out");
        }
    }

    /** By which others know what was said: as the room gave them, as they travelled, and as archives have them. */
    private List<String> ids(List<FakePage> pages) {
        List<String> ids = new ArrayList<>();
        synchronized (heard) {
            Matcher given = GIVEN.matcher(heard);
            while (given.find()) {
                ids.add(given.group(1));
            }
            known = true;
        }
        for (FakePage page : pages) {
            page.log().forEach(each -> {
                ids.add(each.cursor().replaceFirst("^0+", ""));
                if (!each.ref().isEmpty()) {
                    ids.add(each.ref());
                }
            });
        }
        return ids;
    }

    private <T extends AutoCloseable> T closed(T each) {
        open.add(each);
        return each;
    }

    private String told(String what) {
        return what + " (seed " + seed + ")";
    }
}
