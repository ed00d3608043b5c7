package org.igniterealtime.openfire.plugin.fireside.social.posts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.PubSubRequest;
import org.igniterealtime.openfire.plugin.fireside.testkit.Xmpp;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the world reads of a blog, as it comes over HTTP: its pages and its feed. */
class BlogIT {
    private static final String WEB = "https://social.example";
    private static final String HARD = "\"Rain\" & <sun> ]]> 'snow' \ud83d\udd25";

    private static OpenfireServer server;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        OpenfireServer.Builder builder = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN).property("fireside.url", WEB + "/");
        for (String name : List.of("alice", "bob", "carol", "dave")) {
            builder.user(name, "secret", name.equals("alice") ? "Alice & Co" : name);
        }
        server = builder.contacts("alice", "bob").start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_post_has_a_page_that_says_what_it_is_and_is_sent_again_only_when_it_has_changed() throws Exception {
        try (FakePage alice = FakePage.logIn(server.url("/fireside"), "alice", "secret").open("/feed/new");
            Xmpp bob = Xmpp.logIn(server, "bob")) {
            // given
            publish(alice, HARD, "Words & **more** words <script>alert(1)</script>", "public", "rain, \"dogs\"");
            publish(alice, "For few", "Secret words", "contacts", "");
            Document blog = Jsoup.parse(get("/@alice", "").body(), WEB);
            String path = blog.select("article .post-title a").attr("href").substring((WEB + "/fireside").length());
            bob.connection().sendIqRequestAndWaitForResponse(PubSubRequest.publish("comments.localhost", Comments.NODE + path.substring("/@alice/".length()),
                "c", "<entry xmlns='http://www.w3.org/2005/Atom'><title>Dry &lt;b&gt; him</title></entry>"));

            // when
            HttpResponse<String> answer = get(path, "");
            Document page = Jsoup.parse(answer.body());

            // then
            assertEquals(200, answer.statusCode());
            assertEquals(WEB + "/fireside" + path, page.select("link[rel=canonical]").attr("href"));
            assertEquals(WEB + "/fireside/@alice/feed.atom", page.select("link[rel=alternate][type=application/atom+xml]").attr("href"));
            assertTrue(page.title().contains(HARD), page.title());
            Map<String, String> graph = page.select("meta[property]").stream().collect(Collectors.toMap(meta -> meta.attr("property"),
                meta -> meta.attr("content"), (one, other) -> one + " | " + other));
            assertEquals("article", graph.get("og:type"));
            assertEquals(HARD, graph.get("og:title"));
            assertEquals(WEB + "/fireside" + path, graph.get("og:url"));
            assertEquals("Words & more words alert(1)", graph.get("og:description").replace("<script>", "").replace("</script>", "").strip());
            assertEquals("rain | \"dogs\"", graph.get("article:tag"));
            JsonObject data = JsonParser.parseString(page.select("script[type=application/ld+json]").first().data()).getAsJsonObject();
            assertEquals(List.of("https://schema.org", "BlogPosting", HARD, WEB + "/fireside" + path), List.of(data.get("@context").getAsString(),
                data.get("@type").getAsString(), data.get("headline").getAsString(), data.get("url").getAsString()));
            assertEquals("Alice & Co", data.getAsJsonObject("author").get("name").getAsString());
            assertEquals(graph.get("article:published_time"), data.get("datePublished").getAsString());
            assertEquals("Alice & Co", page.select("h1").text());
            assertEquals(HARD, page.select("article h2").text());
            assertEquals("more", page.select(".post-body strong").text());
            assertEquals("Dry <b> him", page.select(".comment .prose").text());
            assertTrue(page.select("script:not([type=application/ld+json])").isEmpty(), answer.body());
            assertEquals("public, no-cache", answer.headers().firstValue("Cache-Control").orElse(""));
            assertEquals("Accept-Encoding, Accept-Language", answer.headers().firstValue("Vary").orElse(""));

            // when it is asked for again
            String tag = answer.headers().firstValue("ETag").orElseThrow();
            HttpResponse<String> again = get(path, tag);

            // then
            assertEquals(304, again.statusCode());
            assertEquals("", again.body());
            assertEquals(tag, again.headers().firstValue("ETag").orElse(""));
            for (String place : List.of("/@alice", "/@alice/feed.atom")) {
                assertEquals(304, get(place, get(place, "").headers().firstValue("ETag").orElseThrow()).statusCode(), place);
            }

            // when it has changed
            String id = id(alice, HARD);
            alice.act("posts/publish", Map.of("edits", id, "title", "Only rain", "text", "Other words", "audience", "public")).get(20, TimeUnit.SECONDS);

            // then at the same address
            HttpResponse<String> changed = get(path, tag);
            assertEquals(200, changed.statusCode());
            assertNotEquals(tag, changed.headers().firstValue("ETag").orElse(""));
            assertTrue(changed.body().contains("Only rain") && !changed.body().contains("&amp; &lt;sun&gt;"), changed.body());

            // when it is deleted
            alice.act("posts/delete", Map.of("post", id)).get(20, TimeUnit.SECONDS);

            // then it is nowhere
            assertEquals(404, get(path, tag).statusCode());
            assertFalse(get("/@alice", "").body().contains("Only rain"));
            assertFalse(get("/@alice/feed.atom", "").body().contains("Only rain"));
        }
    }

    @Test
    void what_is_for_few_is_as_if_it_were_not_there() throws Exception {
        try (FakePage carol = FakePage.logIn(server.url("/fireside"), "carol", "secret").open("/feed/new"); Xmpp wire = Xmpp.logIn(server, "carol")) {
            // given
            publish(carol, "For few", "Secret words", "contacts", "");
            String answer = wire.connection().sendIqRequestAndWaitForResponse(PubSubRequest.get(null, "<items node='" + Audience.CONTACTS.node() + "'/>"))
                .toXML().toString();
            String item = answer.replaceAll("(?s).*<item id=.([^'\"]+).*", "$1");
            assertTrue(item.startsWith("for-few"), answer);

            // then a blog without a public post, a post that there is not, and somebody who is nobody are alike
            HttpResponse<String> missing = get("/@nobody", "");
            assertEquals(404, missing.statusCode());
            assertTrue(missing.body().contains("<meta name=\"robots\" content=\"noindex\">"));
            for (String path : List.of("/@carol", "/@carol/feed.atom", "/@carol/" + item, "/@carol/nothing", "/@nobody/feed.atom")) {
                HttpResponse<String> closed = get(path, "");
                assertEquals(404, closed.statusCode(), path);
                assertEquals(missing.body(), closed.body(), path);
            }

            // and once there is one, the other stays hidden
            publish(carol, "For all", "Open words", "public", "");
            for (String path : List.of("/@carol", "/@carol/feed.atom")) {
                HttpResponse<String> open = get(path, "");
                assertTrue(open.statusCode() == 200 && open.body().contains("For all") && !open.body().contains("For few"), open.body());
            }
            assertEquals(404, get("/@carol/" + item, "").statusCode());
        }
    }

    @Test
    void the_feed_is_as_the_rfc_has_it_whatever_was_written() throws Exception {
        try (FakePage dave = FakePage.logIn(server.url("/fireside"), "dave", "secret").open("/feed/new"); Xmpp wire = Xmpp.logIn(server, "dave")) {
            // given posts of the page, and of another client
            for (int i = 0; i < 3; i++) {
                publish(dave, i == 0 ? HARD : "", "Post " + i + " with <b>HTML</b>, [a link](https://a.example/?x=1&y=2) and\n\n```\ncode & <more>\n```", "public",
                    "rain, a\"b, <c>");
            }
            publish(dave, "", "A note", "public", "");
            wire.connection().sendIqRequestAndWaitForResponse(PubSubRequest.publish(null, Audience.BLOG, "tag:x,2026:/with blank; ü & <x>".replace("&", "&amp;")
                .replace("<", "&lt;"), "<entry xmlns='http://www.w3.org/2005/Atom'><title>Other</title><link rel='enclosure' href='https://f.example/a.jpg'"
                + " type='image/jpeg' title='A &quot;dog&quot;' length='12'/><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p onclick='x'>One<br/>two"
                + "<script>x</script></p></div></content><published>2026-02-03T04:05:06+01:00</published><updated>2026-02-03T04:05:06+01:00</updated></entry>"));

            // when
            HttpResponse<String> answer = get("/@dave/feed.atom", "");

            // then
            assertEquals("application/atom+xml;charset=utf-8", answer.headers().firstValue("Content-Type").orElse("").toLowerCase(java.util.Locale.ROOT));
            AtomFeed feed = AtomFeed.parse(answer.body());
            assertEquals(List.of(), feed.faults(), answer.body());
            assertEquals(5, feed.entries().size());
            assertEquals("Other", AtomFeed.text(feed.entries().get(0), "title"));
            assertEquals(HARD, AtomFeed.text(feed.entries().get(4), "title"));
            org.w3c.dom.Element enclosure = (org.w3c.dom.Element) feed.entries().get(0).getElementsByTagName("link").item(1);
            assertEquals(List.of("enclosure", "https://f.example/a.jpg", "image/jpeg", "12", "A \"dog\""), List.of("rel", "href", "type", "length", "title").stream()
                .map(enclosure::getAttribute).toList());
            assertEquals("<p>One<br>two</p>", Jsoup.parseBodyFragment(AtomFeed.text(feed.entries().get(0), "content")).select("p").outerHtml().replaceAll("\\s*\n\\s*", ""));
            Document content = Jsoup.parseBodyFragment(AtomFeed.text(feed.entries().get(4), "content"));
            assertEquals("https://a.example/?x=1&y=2", content.select("a").attr("href"));
            assertEquals("code & <more>", content.select("code").text());
            assertTrue(content.select("script, [onclick]").isEmpty());
            // and each entry's address leads to its page
            for (org.w3c.dom.Element entry : feed.entries()) {
                String href = ((org.w3c.dom.Element) entry.getElementsByTagName("link").item(0)).getAttribute("href");
                HttpResponse<String> page = get(href.substring((WEB + "/fireside").length()), "");
                assertEquals(200, page.statusCode(), href);
                assertFalse(href.contains("%2F"), href);
                assertEquals(href, Jsoup.parse(page.body()).select("link[rel=canonical]").attr("href"));
            }
        }
    }

    @Test
    void a_link_to_a_post_shows_its_first_picture_elsewhere_unless_it_is_only_for_who_asks() throws Exception {
        try (FakePage bob = FakePage.logIn(server.url("/fireside"), "bob", "secret").open("/feed/new")) {
            // given
            String files = "[{\"url\":\"https://f.example/a.pdf\"},{\"url\":\"" + WEB + "/fireside/files/00112233445566778899aabbccddeeff/a.jpg\",\"alt\":\"A \\\"dog\\\"\",\"width\":30,\"height\":20}]";
            for (String nsfw : List.of("", "true")) {
                bob.act("posts/publish", Map.of("title", "", "text", "", "audience", "public", "files", files, "nsfw", nsfw)).get(20, TimeUnit.SECONDS);
                // when
                String path = Jsoup.parse(get("/@bob", "").body()).select(".open-when a").attr("href").substring((WEB + "/fireside").length());
                Document page = Jsoup.parse(get(path, "").body());
                // then
                assertEquals("A \"dog\"", page.select("meta[property=og:title]").attr("content"));
                assertEquals(nsfw.isEmpty(), page.select("meta[property=og:image]").attr("content").startsWith(WEB + "/fireside/"), page.head().toString());
                assertEquals(nsfw.isEmpty() ? "A \"dog\"" : "", page.select("meta[property=og:image:alt]").attr("content"));
                assertEquals(nsfw.isEmpty() ? "summary_large_image" : "", page.select("meta[name=twitter:card]").attr("content"));
                assertEquals(nsfw.isEmpty(), page.select("script[type=application/ld+json]").first().data().contains("\"image\""));
                // and it is there, with its room, and no script is needed to look at it
                assertEquals(List.of("A \"dog\""), page.select(".picture img.sight[width=30][height=20]").eachAttr("alt"));
                assertEquals("a.pdf", page.select(".file-card bdi").text());
                assertEquals(nsfw.isEmpty() ? 0 : 1, page.select("details .picture").size());
            }
        }
    }

    private static void publish(FakePage page, String title, String text, String audience, String tags) throws Exception {
        page.act("posts/publish", Map.of("title", title, "text", text, "audience", audience, "tags", tags)).get(20, TimeUnit.SECONDS);
    }

    /** How the application names a post. */
    private static String id(FakePage page, String title) throws Exception {
        return Jsoup.parse(page.get("/feed").body()).select("article.post").stream().filter(article -> article.select(".post-title").text().equals(title))
            .map(article -> article.attr("data-post")).findFirst().orElseThrow();
    }

    private HttpResponse<String> get(String path, String tag) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url("/fireside") + path));
        if (!tag.isEmpty()) {
            request.header("If-None-Match", tag);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
