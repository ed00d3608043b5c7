package org.igniterealtime.openfire.plugin.fireside.talk.shares;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.Wire;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Posts sent to people: what arrives at an ordinary client, and where it leads. */
class ShareIT {
    private static final String WEB = "https://social.example/fireside";

    private static OpenfireServer server;

    @BeforeAll
    static void start() {
        OpenfireServer.Builder builder = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN).property("fireside.url", "https://social.example");
        builder.user("alice", "secret", "Alice").user("bob", "secret", "Bob").user("mallory", "secret", "Mallory").contacts("alice", "bob");
        for (int i = 0; i < 30; i++) {
            builder.user("friend" + i, "secret", "Friend " + i).contacts("alice", "friend" + i);
        }
        server = builder.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_public_post_arrives_with_its_title_its_page_and_its_address() throws Exception {
        try (FakePage alice = logIn("alice", "/feed/new"); Wire bob = Wire.logIn(server, "bob", "phone"); FakePage mallory = logIn("mallory", "/chats")) {
            // given
            String id = publish(alice, "Worth <reading>", "public");
            // when
            act(alice, "shares/send", Map.of("post", id, "to", "bob@localhost"));
            // then
            Element message = bob.awaitMessage("Worth");
            String[] lines = message.elementText("body").strip().split("\n");
            assertEquals("Worth <reading>", lines[0]);
            assertTrue(lines[1].startsWith(WEB + "/@alice/worth"), lines[1]);
            String uri = "xmpp:alice@localhost?;node=urn:xmpp:microblog:0;item=" + lines[1].substring(lines[1].lastIndexOf('/') + 1);
            Element reference = message.element("reference");
            assertEquals(List.of("urn:xmpp:reference:0", "data", uri),
                List.of(reference.getNamespaceURI(), reference.attributeValue("type"), reference.attributeValue("uri")));
            assertEquals(uri, message.element("x").elementText("url").strip());
            assertEquals("chat", message.attributeValue("type"));
            // and in a chat here it leads to the post here, for everybody
            String path = Jsoup.parse(alice.get("/chats/bob@localhost").body()).select(".message a").attr("href");
            assertTrue(Jsoup.parse(mallory.get(path.substring("/fireside".length())).body()).select(".post-page").text().contains("Some words"), path);
        }
    }

    @Test
    void a_post_for_few_opens_for_few_and_is_shared_by_nobody_else() throws Exception {
        try (FakePage alice = logIn("alice", "/feed/new"); Wire bob = Wire.logIn(server, "bob", "phone"); FakePage mallory = logIn("mallory", "/chats")) {
            // given
            String id = publish(alice, "For few", "contacts");
            // when
            act(alice, "shares/open", Map.of("post", id));
            act(alice, "shares/send", Map.of("post", id, "to", "bob@localhost"));
            // then it is said before, and no page of the web is named
            Document dialog = Jsoup.parse(alice.awaitPatch(patch -> patch.target().equals("share-body")).html());
            assertEquals(1, dialog.select("#share-note").size());
            String body = bob.awaitMessage("For few").elementText("body").strip();
            assertTrue(body.startsWith("For few\nxmpp:alice@localhost?;node=urn:xmpp:microblog:0:contacts;item=for-few"), body);
            // and who may not read it does not
            String path = Jsoup.parse(alice.get("/chats/bob@localhost").body()).select(".message a:contains(contacts)").attr("href").substring("/fireside".length());
            assertTrue(alice.get(path).body().contains("Some words"));
            assertFalse(mallory.get(path).body().contains("Some words"));
            assertThrows(ExecutionException.class, () -> act(mallory, "shares/send", Map.of("post", id, "to", "bob@localhost")));
            assertThrows(ExecutionException.class, () -> act(mallory, "shares/open", Map.of("post", id)));
            assertThrows(ExecutionException.class, () -> act(alice, "shares/send", Map.of("post", id, "to", "@@")));
        }
    }

    @Test
    void people_are_found_by_letters_and_never_more_than_a_few() throws Exception {
        try (FakePage alice = logIn("alice", "/feed/new")) {
            // given
            String id = publish(alice, "To whom", "public");
            // when
            act(alice, "shares/open", Map.of("post", id));
            // then
            Document dialog = Jsoup.parse(alice.awaitPatch(patch -> patch.target().equals("share-body") && patch.html().contains("To whom")).html());
            assertEquals(Recipients.MOST, dialog.select("#share-people li").size());
            assertEquals(0, dialog.select("#share-note").size());
            // when
            act(alice, "shares/find", Map.of("name", " B\u00d6B"));
            // then
            assertEquals(List.of("Bob"), Jsoup.parse(alice.awaitPatch(patch -> patch.target().equals("share-people")).html()).select("button").eachText());
        }
    }

    private static FakePage logIn(String user, String place) throws Exception {
        return FakePage.logIn(server.url("/fireside"), user, "secret").open(place);
    }

    private static void act(FakePage page, String action, Map<String, String> fields) throws Exception {
        page.act(action, fields).get(20, TimeUnit.SECONDS);
    }

    private static String publish(FakePage page, String title, String audience) throws Exception {
        act(page, "posts/publish", Map.of("title", title, "text", "Some words", "audience", audience));
        return Jsoup.parse(page.get("/feed").body()).select("article.post").stream().filter(article -> article.select(".post-title").text().equals(title))
            .map(article -> article.attr("data-post")).findFirst().orElseThrow();
    }
}
