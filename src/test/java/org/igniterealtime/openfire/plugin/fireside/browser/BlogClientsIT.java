package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.igniterealtime.openfire.plugin.fireside.browser.ClientTable.Deed;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.Libervia;
import org.igniterealtime.openfire.plugin.fireside.testkit.Wire;
import org.igniterealtime.openfire.plugin.fireside.xmpp.NodeUri;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Blogs between a page of Fireside and clients of others, each as it is published. */
class BlogClientsIT {
    private static final String BLOG = "urn:xmpp:microblog:0";
    private static final String ALICE = "alice@localhost";

    @RegisterExtension
    static final Scene scene = new Scene().contacts("alice", "bob", "carol").people("dave");

    @Test
    void libervia_reads_and_writes() throws Exception {
        try (Libervia libervia = Libervia.launch(scene.server())) {
            // given
            Tab alice = scene.logIn("alice");
            PostsIT.write(alice, "Hello", "world", "Public");
            libervia.logIn("bob", Scene.PASSWORD);
            ClientTable table = new ClientTable(0, "Libervia " + Libervia.version());

            // when he would follow
            Libervia.Answer refused = libervia.ask("", Map.of(), "pubsub", "subscribe", "-s", ALICE, "-n", BLOG);

            // then it asks in a way that this server does not know
            assertTrue(refused.status() != 0 && refused.text().contains("feature-not-implemented"), refused::text);
            table.not(Deed.FOLLOW, "it subscribes by way of the server (XEP-0376) alone, which Openfire does not know");

            // when another client of his does so, and somebody writes in the page
            try (Wire other = Wire.logIn(scene.server(), "bob", "other")) {
                assertEquals("result", other.ask("set", ALICE, "<pubsub xmlns='http://jabber.org/protocol/pubsub'><subscribe node='" + BLOG
                    + "' jid='bob@localhost'/></pubsub>").attributeValue("type"));
            }
            write(alice, "A walk in the rain", "It rained, and **nobody** minded.", "rain, dogs");

            // then
            libervia.awaitEvent("A walk in the rain");
            table.seen(Deed.TOLD, "once another client of the account has subscribed");
            JsonObject walk = item(libervia, "A walk in the rain", "-s", ALICE);
            table.seen(Deed.READ, "");
            assertTrue(text(walk, "content_xhtml").contains("<strong>nobody</strong>"), walk::toString);
            table.seen(Deed.RICH, "");
            assertEquals(List.of("rain", "dogs"), strings(walk.getAsJsonArray("tags")));
            table.seen(Deed.TAGS, "");

            // when she says something of it, and he does, and likes it
            alice.open("/feed");
            comment(alice, "A walk in the rain", "Next time with a hat");
            String[] talk = talk(walk);
            libervia.say("<p>I was <em>there</em></p>", with(talk, "blog", "set", "-S", "xhtml"));
            String like = id(libervia.say("\u2665", with(talk, "blog", "set", "-S", "xhtml")));

            // then
            assertThat(PostsIT.post(alice, "A walk in the rain").locator(".count").first()).containsText("1 like");
            assertThat(PostsIT.post(alice, "A walk in the rain").locator(".count").last()).containsText("2 comments");
            PostsIT.post(alice, "A walk in the rain").locator(".post-link").click();
            assertThat(alice.page().locator("#comments").getByText("I was there")).isVisible();
            assertThat(alice.page().getByText("Liked by Bob")).isVisible();
            table.seen(Deed.COMMENT, "");
            libervia.run("blog", "attachments", "set", "-s", ALICE, "-n", BLOG, "-i", text(walk, "id"), "-r", "\ud83d\udc4d");
            assertThat(PostsIT.post(alice, "A walk in the rain").locator(".count").first()).containsText("1 like");
            table.seen(Deed.LIKE, "with a comment that is a heart; its own reactions (XEP-0470) are kept and not read here");
            JsonObject hers = items(libervia, talk).stream().filter(item -> text(item, "content").equals("Next time with a hat")).findFirst().orElseThrow();
            assertEquals(List.of("Alice", ALICE, "true"), List.of(text(hers, "author"), text(hers, "author_jid"), text(hers, "author_jid_verified")));
            table.seen(Deed.COMMENTS, "");
            libervia.run(with(talk, "pubsub", "delete", "-f", "--item=" + like));
            assertThat(alice.page().getByText("Liked by Bob")).isHidden();
            table.seen(Deed.UNLIKE, "by the deletion of that comment");

            // when he writes himself, first asking for what Libervia stumbles over: how a blog is configured that is not there yet
            alice.open("/feed");
            assertTrue(libervia.ask("<p>x</p>", Map.of(), "blog", "set", "-C", "-T", "x", "-S", "xhtml").text().contains("KeyError"));
            String snow = id(libervia.say("<p>It <strong>snowed</strong>, see <a href=\"https://snow.example/\">there</a>.</p>",
                "blog", "set", "-T", "Snow again", "-t", "snow", "-t", "Dogs", "-l", "en", "-S", "xhtml"));

            // then
            Locator post = PostsIT.post(alice, "Snow again");
            assertThat(post.locator(".post-body strong")).hasText("snowed");
            assertThat(post.locator(".post-body a")).hasAttribute("href", "https://snow.example/");
            assertThat(post.locator(".post-tags")).containsText("#snow");
            assertThat(post.locator(".post-tags")).containsText("#dogs");
            table.seen(Deed.POST, "");
            table.seen(Deed.RICH_POST, "");
            table.seen(Deed.TAGGED_POST, "");

            // when she likes it and says something
            like(post);
            comment(alice, "Snow again", "Throw some!");
            String[] said = talk(item(libervia, "Snow again"));

            // then
            assertEquals(List.of("Throw some!", "\u2665"), items(libervia, said).stream().map(item -> text(item, "content")).sorted().toList());
            table.seen(Deed.LIKES, "as comments that are a heart");

            // when he changes it in his editor, where he has what he wrote
            libervia.edit("snowed", "snowed a lot", "blog", "edit", "-i", snow, "-S", "xhtml");

            // then what was said of it stays
            assertThat(post.locator(".post-body strong")).hasText("snowed a lot");
            assertThat(post.locator(".post-edited")).hasCount(1);
            assertThat(post.locator(".post-tags")).containsText("#snow");
            assertThat(post.locator(".count").last()).containsText("1 comment");
            table.seen(Deed.EDIT, "");

            // when he asks for a node of comments of his own, at the service that Libervia has found
            libervia.say("<p>With comments</p>", "blog", "set", "-C", "-T", "Sun at last", "-S", "xhtml");

            // then it is where one can say something here, too
            alice.open("/feed");
            comment(alice, "Sun at last", "Oh yes");
            String[] own = talk(item(libervia, "Sun at last"));
            assertEquals("Oh yes", text(items(libervia, own).get(0), "content"));
            table.seen(Deed.TALK, "at this server's service for comments, whatever service it asks for; not with the first post of an account");

            // when he shares hers
            libervia.run("blog", "repeat", "-s", ALICE, "-i", text(walk, "id"));

            // then
            alice.open("/feed");
            Locator shared = alice.page().getByRole(AriaRole.ARTICLE).filter(new Locator.FilterOptions().setHasText("About a post of alice@localhost"));
            assertThat(shared.locator(".post-body strong")).hasText("nobody");
            assertThat(shared.locator(".post-tags")).containsText("#rain");
            table.seen(Deed.SHARE, "");

            // when
            libervia.run("pubsub", "delete", "-f", "-n", BLOG, "--item=" + snow);

            // then
            assertThat(post).hasCount(0);
            table.seen(Deed.DELETE, "");
            table.check();
        }
    }

    @Test
    void converse_reads_and_writes_by_its_interface() throws Exception {
        // given a client that has no word of blogs, but an interface for its plugins
        Tab alice = scene.logIn("alice");
        try (Converse converse = Converse.logIn(scene, alice.page().context().newPage(), "carol")) {
            assertFalse(Converse.knows("microblog"));
            ClientTable table = new ClientTable(1, "Converse " + converse.version().substring(1));
            assertTrue(Await.until(Duration.ofSeconds(20), () -> {
                converse.publish("", BLOG, entry("probe", "<title>Probe</title>"));
                return converse.told("Probe");
            }), "the server knows what it asks for");

            // when
            write(alice, "A walk at night", "It was **dark**.", "night");

            // then
            converse.awaitEvent("A walk at night");
            table.seen(Deed.TOLD, "where a plugin has it ask for `urn:xmpp:microblog:0+notify`");
            String walk = item(converse.items(ALICE, BLOG), "A walk at night");
            table.seen(Deed.READ, "as XML, by `api.pubsub.items.get`");
            assertTrue(walk.contains("<strong>dark</strong>"), walk);
            table.seen(Deed.RICH, "likewise");
            assertTrue(walk.contains("term=\"night\""), walk);
            table.seen(Deed.TAGS, "likewise");

            // when she says something of it, and he does, and likes it
            alice.open("/feed");
            comment(alice, "A walk at night", "Next time with a lamp");
            NodeUri talk = talk(walk);
            converse.publish(talk.service().toString(), talk.node(), entry("dark-1", "<title>I saw nothing</title>"));
            converse.publish(talk.service().toString(), talk.node(), entry("dark-2", "<title>\u2665</title>"));

            // then
            assertThat(PostsIT.post(alice, "A walk at night").locator(".count").first()).containsText("1 like");
            assertThat(PostsIT.post(alice, "A walk at night").locator(".count").last()).containsText("2 comments");
            table.seen(Deed.COMMENT, "by `api.pubsub.publish`");
            table.seen(Deed.LIKE, "likewise, with a comment that is a heart");
            item(converse.items(talk.service().toString(), talk.node()), "Next time with a lamp");
            table.seen(Deed.COMMENTS, "as XML, by `api.pubsub.items.get`");
            converse.retract(talk.service().toString(), talk.node(), "dark-2");
            assertThat(PostsIT.post(alice, "A walk at night").locator(".count").first()).not().containsText("1 like");
            table.seen(Deed.UNLIKE, "by `api.pubsub.retract` of that comment");

            // when he writes himself, with a node of comments of his own
            String own = BLOG + ":comments/fog-of-carol";
            converse.create("comments.localhost", own);
            String words = "<title>Fog</title><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>It is <em>white</em>.</p></div></content>"
                + "<category term='fog'/><link rel='replies' title='comments' href='xmpp:comments.localhost?;node=" + own + "'/>";
            converse.publish("", BLOG, entry("fog", words));

            // then
            alice.open("/feed");
            Locator post = PostsIT.post(alice, "Fog");
            assertThat(post.locator(".post-body em")).hasText("white");
            assertThat(post.locator(".post-tags")).containsText("#fog");
            table.seen(Deed.POST, "by `api.pubsub.publish` of an Atom entry");
            table.seen(Deed.RICH_POST, "likewise");
            table.seen(Deed.TAGGED_POST, "likewise");
            like(post);
            comment(alice, "Fog", "Mind the steps");
            item(converse.items("comments.localhost", own), "Mind the steps");
            table.seen(Deed.TALK, "by `api.pubsub.create`");
            item(converse.items("comments.localhost", own), "\u2665");
            table.seen(Deed.LIKES, "as comments that are a heart");

            // when
            converse.publish("", BLOG, entry("fog", words.replace("white", "grey")));

            // then
            assertThat(post.locator(".post-body em")).hasText("grey");
            assertThat(post.locator(".count").last()).containsText("1 comment");
            table.seen(Deed.EDIT, "by `api.pubsub.publish` with the same id");

            // when
            converse.retract("", BLOG, "fog");

            // then
            assertThat(post).hasCount(0);
            table.seen(Deed.DELETE, "by `api.pubsub.retract`");

            // when he shares hers
            converse.publish("", BLOG, entry("dark-3", "<title>Read that</title><link rel='via' href='xmpp:" + ALICE + "?;node=" + BLOG + ";item="
                + Jsoup.parse(walk, Parser.xmlParser()).select("item").attr("id") + "'/>"));

            // then
            alice.open("/feed");
            assertThat(PostsIT.post(alice, "Read that")).containsText("About a post of alice@localhost");
            table.seen(Deed.SHARE, "by `api.pubsub.publish` of an entry with a link to it");

            // when he follows somebody
            Tab dave = scene.logIn("dave");
            PostsIT.write(dave, "Hello", "world", "Public");
            converse.subscribe("dave@localhost", BLOG);
            PostsIT.write(dave, "Nobody knows me", "yet", "Public");

            // then
            converse.awaitEvent("Nobody knows me");
            table.seen(Deed.FOLLOW, "by `api.pubsub.subscribe`, as long as it is there: it subscribes its full address");
            table.check();
        }
    }

    // ---- in the page

    private static void write(Tab tab, String title, String text, String tags) {
        tab.open("/feed");
        tab.button("New post").click();
        tab.box("Text").fill(text);
        tab.box("Title").fill(title);
        tab.page().getByText("Tags, time and more").click();
        tab.box("Tags").fill(tags);
        tab.page().getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Public").setExact(true)).check();
        tab.button("Publish").click();
        PostsIT.post(tab, title).waitFor();
    }

    private static void like(Locator post) {
        post.getByRole(AriaRole.BUTTON, PostsIT.name("Like")).click();
        assertThat(post.locator(".count").first()).containsText("1 like");
    }

    private static void comment(Tab tab, String title, String words) {
        Locator post = PostsIT.post(tab, title);
        post.getByRole(AriaRole.TEXTBOX, PostsIT.name("Comment")).fill(words);
        post.getByRole(AriaRole.BUTTON, PostsIT.name("Send comment")).click();
        assertThat(post.getByRole(AriaRole.TEXTBOX, PostsIT.name("Comment"))).hasValue("");
    }

    // ---- in Libervia

    /** The one with that title, as asked of the server, not of what Libervia has kept. */
    private static JsonObject item(Libervia libervia, String title, String... where) {
        return items(libervia, where).stream().filter(item -> text(item, "title").equals(title)).findFirst().orElseThrow();
    }

    private static List<JsonObject> items(Libervia libervia, String... where) {
        JsonElement answer = libervia.read(with(where, "blog", "get", "-C"));
        return StreamSupport.stream(answer.getAsJsonArray().get(0).getAsJsonArray().spliterator(), false).map(JsonElement::getAsJsonObject).toList();
    }

    /** Where a post says that its comments are. */
    private static String[] talk(JsonObject item) {
        JsonObject first = item.getAsJsonArray("comments").get(0).getAsJsonObject();
        return new String[] {"-s", text(first, "service"), "-n", text(first, "node")};
    }

    private static String id(String published) {
        return published.strip().substring(published.strip().lastIndexOf(' ') + 1);
    }

    private static String[] with(String[] where, String... words) {
        return Stream.concat(Stream.of(words), Stream.of(where)).toArray(String[]::new);
    }

    private static String text(JsonObject item, String key) {
        return item.has(key) ? item.get(key).getAsString() : "";
    }

    private static List<String> strings(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonElement::getAsString).toList();
    }

    // ---- in Converse

    private static String entry(String id, String content) {
        return "<item xmlns='http://jabber.org/protocol/pubsub' id='" + id + "'><entry xmlns='http://www.w3.org/2005/Atom'>" + content + "</entry></item>";
    }

    private static String item(List<String> items, String title) {
        return items.stream().filter(item -> item.contains("<title>" + title + "</title>")).findFirst().orElseThrow(() -> new AssertionError(title + ": " + items));
    }

    private static NodeUri talk(String item) {
        return NodeUri.parse(Jsoup.parse(item, Parser.xmlParser()).select("link[title=comments]").attr("href")).orElseThrow();
    }
}
