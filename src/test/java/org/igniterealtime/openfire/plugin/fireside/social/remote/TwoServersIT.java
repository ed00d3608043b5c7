package org.igniterealtime.openfire.plugin.fireside.social.remote;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two servers with Fireside: what people see of each other is as if they were on one, but for who is told of what others say. */
class TwoServersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String[] NAMES = {"", "fireside.", "comments."};

    private static OpenfireServer one;
    private static OpenfireServer two;

    @BeforeAll
    static void start() {
        String first = Ports.address();
        String second = Ports.address();
        one = server("one.test", first, "two.test", second).user("alice", "secret").user("carol", "secret").start();
        two = server("two.test", second, "one.test", first).user("bob", "secret").user("dave", "secret").start();
    }

    private static OpenfireServer.Builder server(String domain, String address, String other, String otherAddress) {
        StringBuilder override = new StringBuilder();
        for (String name : NAMES) {
            override.append(override.isEmpty() ? "" : ",").append('{').append(name).append(other).append(',').append(otherAddress).append(":5269}");
        }
        return OpenfireServer.builder().plugin(OpenfireServer.PLUGIN).domain(domain).address(address)
            .property("xmpp.server.socket.active", "true").property("xmpp.server.socket.port", "5269")
            .property("xmpp.server.dialback.enabled", "true").property("xmpp.server.tls.enabled", "false")
            .property("dnsutil.dnsOverride", override.toString());
    }

    @AfterAll
    static void stop() {
        if (one != null) {
            one.close();
        }
        if (two != null) {
            two.close();
        }
    }

    @Test
    void a_post_is_followed_discussed_changed_and_deleted_from_server_to_server() throws Exception {
        try (FakePage alice = logIn(one, "alice").open("/feed"); FakePage bob = logIn(two, "bob").open("/feed")) {
            // given
            write(alice, "The first of Alice", "public");
            act(bob, "follows/set", Map.of("jid", "alice@one.test", "follows", "true"));
            assertTrue(until(() -> feed(bob).contains("The first of Alice")));
            // when
            write(alice, "A question of Alice", "public");
            // then
            bob.awaitPatch(patch -> patch.html().contains("A question of Alice"));
            String hers = post(alice, "A question of Alice");
            String his = post(bob, "A question of Alice");
            // when
            bob.open("/feed/post-" + his);
            act(bob, "comments/send", Map.of("post", his, "body", "An answer of Bob"));
            act(bob, "likes/set", Map.of("post", his, "liked", "true"));
            // then
            alice.awaitPatch(patch -> patch.target().equals("post-" + hers + "-comments") && patch.html().contains("1"));
            assertTrue(alice.get("/feed/post-" + hers).body().contains("An answer of Bob"));
            String comment = first(bob.awaitPatch(patch -> patch.target().equals("thread-" + his) && patch.html().contains("An answer of Bob")).html(),
                "id=\"comment-([0-9a-f]{16})-delete\"");
            // when
            act(bob, "likes/set", Map.of("post", his, "liked", "false"));
            act(bob, "comments/delete", Map.of("post", his, "comment", comment));
            // then
            assertTrue(until(() -> !alice.get("/feed/post-" + hers).body().contains("An answer of Bob")));
            assertTrue(alice.get("/feed/post-" + hers).body().contains("id=\"likers\" hidden"), "nobody likes it");
            // when
            act(alice, "posts/publish", Map.of("edits", hers, "title", "", "text", "A better question", "audience", "public"));
            // then
            bob.awaitPatch(patch -> patch.target().equals("post-" + his) && patch.html().contains("A better question"));
            // when
            act(alice, "posts/delete", Map.of("post", hers));
            // then
            bob.awaitPatch(patch -> patch.action().equals("remove") && patch.target().equals("post-" + his));
        }
    }

    @Test
    void what_is_for_contacts_reaches_the_contact_and_not_the_follower() throws Exception {
        try (FakePage carol = logIn(one, "carol").open("/feed"); FakePage bob = logIn(two, "bob").open("/feed");
             FakePage dave = logIn(two, "dave").open("/feed")) {
            // given
            write(carol, "For the world of Carol", "public");
            act(bob, "follows/set", Map.of("jid", "carol@one.test", "follows", "true"));
            act(carol, "contacts/add", Map.of("jid", "dave@two.test", "name", ""));
            assertTrue(until(() -> dave.get("/contacts").body().contains("carol@one.test")));
            act(dave, "contacts/accept", Map.of("jid", "carol@one.test"));
            act(dave, "contacts/add", Map.of("jid", "carol@one.test", "name", ""));
            // when the servers know what the sessions of each want to be told
            assertTrue(until(() -> {
                write(carol, "For the contacts of Carol " + System.nanoTime(), "contacts");
                return feed(dave).contains("For the contacts of Carol");
            }));
            write(carol, "For the world again", "public");
            // then
            assertTrue(until(() -> feed(bob).contains("For the world again")));
            assertFalse(feed(bob).contains("For the contacts of Carol"));
            bob.get("/contacts/carol@one.test");
            String secret = post(dave, "For the contacts of Carol");
            assertFalse(bob.get("/feed/post-" + secret).body().contains("For the contacts of Carol"));
        }
    }

    @Test
    void what_somebody_says_of_himself_and_a_shared_post_are_seen_on_the_other_server() throws Exception {
        try (FakePage alice = logIn(one, "alice").open("/profile"); FakePage dave = logIn(two, "dave")) {
            // given
            act(alice, "profiles/save", Map.of("name", "Alice of One", "about", "I read maps.", "visible", "everybody"));
            write(alice, "A post to pass on", "public");
            // when
            dave.open("/contacts/alice@one.test");
            // then
            assertTrue(until(() -> dave.get("/contacts/alice@one.test").body().contains("I read maps.")));
            // when
            act(alice, "shares/send", Map.of("post", post(alice, "A post to pass on"), "to", "dave@two.test"));
            // then
            assertTrue(until(() -> dave.get("/chats/alice@one.test").body().contains("A post to pass on")));
            String link = first(dave.get("/chats/alice@one.test").body(), "href=\"/fireside(/feed/at-[^\"]*)\"").replace("&amp;", "&");
            assertTrue(until(() -> dave.get(link).body().contains("A post to pass on")), link);
        }
    }

    private static void write(FakePage page, String text, String audience) throws Exception {
        act(page, "posts/publish", Map.of("title", "", "text", text, "audience", audience));
    }

    private static void act(FakePage page, String action, Map<String, String> fields) throws Exception {
        page.act(action, fields).get(40, TimeUnit.SECONDS);
    }

    private static FakePage logIn(OpenfireServer server, String user) throws Exception {
        return FakePage.logIn(URI.create(server.url("/fireside").toString()), user, "secret");
    }

    private static String feed(FakePage page) throws Exception {
        return page.get("/feed").body();
    }

    private static String post(FakePage page, String words) throws Exception {
        assertTrue(until(() -> feed(page).contains(words)), words);
        Matcher article = Pattern.compile("<article class=\"post\" id=\"post-([0-9a-f]{16})\".*?</article>", Pattern.DOTALL).matcher(feed(page));
        while (article.find()) {
            if (article.group().contains(words)) {
                return article.group(1);
            }
        }
        throw new AssertionError("No post: " + words);
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertTrue(matcher.find(), text);
        return matcher.group(1);
    }

    private static boolean until(Callable<Boolean> condition) {
        return Await.until(PATIENCE, condition);
    }
}
