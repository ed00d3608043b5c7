package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Posts between a browser and ordinary clients: Smack over TCP, whose stanzas are looked at as XML. */
class PostsWithClientsIT {
    private static final String BLOG = "urn:xmpp:microblog:0";
    private static final String TALKS = "comments.localhost";
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final LocatorAssertions.HasCountOptions SEEN_AT_ONCE = new LocatorAssertions.HasCountOptions().setTimeout(AT_ONCE.toMillis());

    @RegisterExtension
    static final Scene scene = new Scene().contacts("alice", "bob", "carol", "erin", "frank").people("dave", "mallory").contacts("greta", "hugo");

    @Test
    void who_follows_on_another_client_has_it_within_the_second_and_once() throws Exception {
        try (Wire alices = Wire.logIn(scene.server(), "alice", "wire"); Wire carol = Wire.logIn(scene.server(), "carol", "a", BLOG);
            Wire dave = Wire.logIn(scene.server(), "dave", "a"); Wire erin = Wire.logIn(scene.server(), "erin", "a");
            Wire mallory = Wire.logIn(scene.server(), "mallory", "a", BLOG)) {
            // given a contact whose client asks by +notify, which the server has heard, and a subscriber who is neither
            assertTrue(Await.until(Duration.ofSeconds(20), () -> {
                assertResult(alices.ask("set", "", publish(BLOG, "probe", "<title>Probe</title>")));
                return carol.count("Probe") > 0;
            }));
            assertResult(dave.ask("set", "alice@localhost", subscribe(BLOG, "dave")));
            Tab alice = scene.logIn("alice");

            // when
            PostsIT.write(alice, "A walk in the rain", "It rained, and **nobody** minded.", "Public");

            // then each has what is asked for by IQ as well
            Element kept = alices.ask("get", "", items(BLOG)).element("pubsub").element("items").elements("item").stream().map(Element.class::cast)
                .filter(item -> title(item).equals("A walk in the rain")).findFirst().orElseThrow();
            for (Wire wire : List.of(carol, dave)) {
                Element message = atOnce(wire, "A walk in the rain");
                assertEquals("alice@localhost", message.attributeValue("from"));
                assertEquals("headline", message.attributeValue("type"));
                assertEquals(BLOG, items(message).attributeValue("node"));
                assertEquals(1, items(message).elements().size());
                assertEquals("alice@localhost", item(message).attributeValue("publisher"));
                assertEquals(kept.attributeValue("id"), item(message).attributeValue("id"));
                assertEquals(kept.element("entry").asXML(), item(message).element("entry").asXML());
            }
            Element entry = kept.element("entry");
            assertEquals(ATOM, entry.getNamespaceURI());
            assertEquals("xmpp:alice@localhost", entry.element("author").elementTextTrim("uri"));
            String content = compact(entry);
            assertTrue(content.contains("<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>It rained, and<strong>nobody</strong>minded.</p></div></content>"), content);
            assertTrue(content.contains("<content type=\"text\">It rained, and **nobody** minded.</content>"), content);
            String talk = talk(entry);

            // when it is changed
            PostsIT.menu(alice, "A walk in the rain").getByRole(AriaRole.LINK, PostsIT.name("Edit")).click();
            alice.box("Title").fill("A walk in the snow");
            alice.button("Save changes").click();
            PostsIT.post(alice, "A walk in the snow").waitFor();

            // then it is the same item, which says when it was changed
            for (Wire wire : List.of(carol, dave)) {
                Element changed = item(atOnce(wire, "A walk in the snow"));
                assertEquals(kept.attributeValue("id"), changed.attributeValue("id"));
                assertEquals(entry.elementTextTrim("published"), changed.element("entry").elementTextTrim("published"));
                assertTrue(!Instant.parse(changed.element("entry").elementTextTrim("updated")).isBefore(Instant.parse(entry.elementTextTrim("updated"))));
                assertEquals(talk, talk(changed.element("entry")));
            }

            // when somebody likes it, and no longer does, which is told to who follows what is said
            for (Wire wire : List.of(carol, dave)) {
                assertResult(wire.ask("set", TALKS, subscribe(talk, wire == carol ? "carol" : "dave")));
            }
            Tab bob = scene.logIn("bob").open("/feed");
            Locator like = PostsIT.post(bob, "A walk in the snow").getByRole(AriaRole.BUTTON, PostsIT.name("Like"));
            like.click();
            assertThat(like).hasAttribute("aria-pressed", "true");
            like.click();
            assertThat(like).hasAttribute("aria-pressed", "false");

            // then
            for (Wire wire : List.of(carol, dave)) {
                Element liked = atOnce(wire, "\u2665");
                assertEquals(TALKS, liked.attributeValue("from"));
                assertEquals(talk, items(liked).attributeValue("node"));
                assertEquals("bob@localhost", item(liked).attributeValue("publisher"));
                Element unliked = atOnce(wire, "<retract ");
                assertEquals(talk, items(unliked).attributeValue("node"));
                assertEquals(item(liked).attributeValue("id"), items(unliked).element("retract").attributeValue("id"));
            }

            // when it is deleted
            alice.open("/feed");
            PostsIT.menu(alice, "A walk in the snow").getByRole(AriaRole.BUTTON, PostsIT.name("Delete")).click();
            alice.button("Delete post").click();
            assertThat(PostsIT.post(alice, "A walk in the snow")).hasCount(0);

            // then the post and the comments are gone, and everything was told once, to nobody else
            for (Wire wire : List.of(carol, dave)) {
                Element gone = atOnce(wire, "<retract id=\"" + kept.attributeValue("id"));
                assertEquals("alice@localhost", gone.attributeValue("from"));
                assertEquals(BLOG, items(gone).attributeValue("node"));
                atOnce(wire, "<delete node=\"" + talk);
                for (String once : List.of("A walk in the rain", "A walk in the snow", "\u2665", "<retract id=\"" + kept.attributeValue("id"), "<delete ")) {
                    assertEquals(1, wire.count(once), once);
                }
                assertEquals(2, wire.count("<retract "));
            }
            for (Wire wire : List.of(erin, mallory)) {
                assertEquals(0, wire.count("A walk"));
                assertEquals(0, wire.count("<retract "));
            }
        }
    }

    @Test
    void who_was_away_finds_it_all() throws Exception {
        // given
        try (Wire dave = Wire.logIn(scene.server(), "dave", "b"); Wire alices = Wire.logIn(scene.server(), "alice", "b")) {
            assertResult(alices.ask("set", "", publish(BLOG, "probe", "<title>Probe</title>")));
            assertResult(dave.ask("set", "alice@localhost", subscribe(BLOG, "dave")));
        }
        Tab alice = scene.logIn("alice");
        // when
        PostsIT.write(alice, "While you were out", "The first", "Public");
        PostsIT.write(alice, "While you slept", "The second", "Public");
        // then in the browser and on any client
        Tab dave = scene.logIn("dave").open("/feed");
        assertThat(PostsIT.post(dave, "While you were out")).hasCount(1);
        assertThat(PostsIT.post(dave, "While you slept")).hasCount(1);
        Tab frank = scene.logIn("frank").open("/feed");
        assertThat(PostsIT.post(frank, "While you were out")).hasCount(1);
        assertThat(PostsIT.post(frank, "While you slept")).hasCount(1);
        try (Wire wire = Wire.logIn(scene.server(), "dave", "b")) {
            List<String> titles = wire.ask("get", "alice@localhost", items(BLOG)).element("pubsub").element("items").elements("item").stream()
                .map(item -> title((Element) item)).toList();
            assertTrue(titles.containsAll(List.of("While you were out", "While you slept")), titles::toString);
        }
    }

    @Test
    void a_post_of_another_client_is_seen_liked_and_answered_from_the_page() throws Exception {
        try (Wire greta = Wire.logIn(scene.server(), "greta", "a")) {
            // given
            Tab hugo = scene.logIn("hugo").open("/feed");

            // when somebody publishes as Movim does, but with no node of comments of his own
            assertResult(greta.ask("set", "", publish(BLOG, "rain-again-a1B2c3", "<id>rain-again-a1B2c3</id><title>Rain again</title>"
                + "<author><uri>xmpp:greta@localhost</uri></author>"
                + "<link rel='alternate' href='xmpp:greta@localhost?;node=" + BLOG + ";item=rain-again-a1B2c3'/>"
                + "<link rel='alternate' type='text/html' title='Rain again' href='https://pod.example/blog/greta@localhost/rain-again-a1B2c3'/>"
                + "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>The <em>dog</em> is wet.</p></div></content>"
                + "<content type='text'>The *dog* is wet.</content><published>2026-02-03T04:05:06+00:00</published><category term='rain'/>"
                + "<updated>2026-02-03T04:05:06+00:00</updated>")));

            // then
            Locator post = PostsIT.post(hugo, "Rain again");
            assertThat(post).hasCount(1, SEEN_AT_ONCE);
            assertThat(post.locator(".post-body em")).hasText("dog");
            assertThat(post.locator(".post-tags")).containsText("#rain");

            // and it has a node for what is said of it, to which its author subscribes as Movim does
            Element entry = greta.ask("get", "", items(BLOG)).element("pubsub").element("items").element("item").element("entry");
            String talk = talk(entry);
            assertResult(greta.ask("set", TALKS, subscribe(talk, "greta")));

            // when
            post.getByRole(AriaRole.BUTTON, PostsIT.name("Like")).click();
            assertThat(post.getByRole(AriaRole.BUTTON, PostsIT.name("Like"))).hasAttribute("aria-pressed", "true");
            post.getByRole(AriaRole.TEXTBOX, PostsIT.name("Comment")).fill("Dry him!");
            post.getByRole(AriaRole.BUTTON, PostsIT.name("Send comment")).click();
            assertThat(post.locator(".count").last()).containsText("1 comment");

            // then its author is told, and may ask for it
            for (String words : List.of("\u2665", "Dry him!")) {
                Element told = atOnce(greta, words);
                assertEquals(TALKS, told.attributeValue("from"));
                assertEquals(talk, items(told).attributeValue("node"));
                assertEquals("hugo@localhost", item(told).attributeValue("publisher"));
                assertEquals("xmpp:hugo@localhost", item(told).element("entry").element("author").elementTextTrim("uri"));
                assertEquals(words, title(item(told)));
                assertEquals(1, greta.count(words));
            }
            assertEquals(2, greta.ask("get", TALKS, items(talk)).element("pubsub").element("items").elements("item").size());

            // when she changes it there and takes it back there
            assertResult(greta.ask("set", "", publish(BLOG, "rain-again-a1B2c3", "<title>Rain no more</title><content type='text'>Dry.</content>")));

            // then what was said of it stays with it, as long as it is there
            assertThat(PostsIT.post(hugo, "Rain no more")).hasCount(1, SEEN_AT_ONCE);
            assertThat(PostsIT.post(hugo, "Rain no more").locator(".count").last()).containsText("1 comment");
            assertResult(greta.ask("set", "", "<pubsub xmlns='http://jabber.org/protocol/pubsub'><retract node='" + BLOG
                + "' notify='true'><item id='rain-again-a1B2c3'/></retract></pubsub>"));
            assertThat(PostsIT.post(hugo, "Rain no more")).hasCount(0, SEEN_AT_ONCE);
            assertNotEquals(null, greta.ask("get", TALKS, items(talk)).element("error").element("item-not-found"));
        }
    }

    // ---- stanzas

    private static Element atOnce(Wire wire, String part) {
        assertTrue(Await.until(AT_ONCE, () -> wire.events().stream().anyMatch(event -> event.asXML().contains(part))),
            () -> "No event with " + part + " within " + AT_ONCE + " among " + wire.events().stream().map(Element::asXML).toList());
        return wire.awaitEvent(part);
    }

    private static String publish(String node, String id, String content) {
        return "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='" + node + "'><item id='" + id + "'><entry xmlns='" + ATOM + "'>" + content
            + "</entry></item></publish></pubsub>";
    }

    private static String items(String node) {
        return "<pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='" + node + "'/></pubsub>";
    }

    private static String subscribe(String node, String who) {
        return "<pubsub xmlns='http://jabber.org/protocol/pubsub'><subscribe node='" + node + "' jid='" + who + "@localhost'/></pubsub>";
    }

    private static void assertResult(Element answer) {
        assertEquals("result", answer.attributeValue("type"), answer::asXML);
    }

    private static Element items(Element message) {
        return message.element("event").element("items");
    }

    private static Element item(Element message) {
        return items(message).element("item");
    }

    private static String title(Element item) {
        return item.element("entry").elementTextTrim("title");
    }

    // Blanks around texts are of the client that reads them.
    private static String compact(Element element) {
        return element.asXML().replaceAll(">\\s+", ">").replaceAll("\\s+<", "<");
    }

    /** The node that an entry names for what is said of it. */
    private static String talk(Element entry) {
        String href = entry.elements("link").stream().map(Element.class::cast).filter(link -> "comments".equals(link.attributeValue("title")))
            .map(link -> link.attributeValue("href")).findFirst().orElseThrow();
        assertTrue(href.startsWith("xmpp:" + TALKS + "?;node=" + BLOG + ":comments/"), href);
        return href.substring(href.indexOf("node=") + 5);
    }
}
