package org.igniterealtime.openfire.plugin.fireside.social.posts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.PubSubRequest;
import org.igniterealtime.openfire.plugin.fireside.testkit.Xmpp;
import org.jivesoftware.smack.packet.IQ;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of what people write when something about it is unusual: whom it is for, when it goes, what else there is. */
class WritingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> PAIRS = List.of("alice bob", "carol dave", "erin frank", "gina harry", "ivan judy", "kim liam", "mia noah", "quinn rosa", "sam tina");

    private static OpenfireServer server;

    @BeforeAll
    static void start() {
        OpenfireServer.Builder builder = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN).property("fireside.url", "https://social.example");
        for (String pair : PAIRS) {
            for (String name : pair.split(" ")) {
                builder.user(name, "secret");
            }
            builder.contacts(pair.split(" ")[0], pair.split(" ")[1]);
        }
        server = builder.user("peggy", "secret").contacts("kim", "peggy").contacts("mia", "peggy").start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    // ---- for whom

    @Test
    void what_was_for_a_group_that_is_gone_is_not_for_more_people_when_it_is_changed() throws Exception {
        try (FakePage alice = logIn("alice", "/feed/new")) {
            // given
            act(alice, "contacts/rename", Map.of("jid", "bob@localhost", "name", "Bob", "groups", "Family"));
            publish(alice, "For the family", "group:Family", Map.of());
            act(alice, "contacts/rename", Map.of("jid", "bob@localhost", "name", "Bob", "groups", ""));
            // when
            Document form = page(alice, "/feed/edit-" + id(alice, "For the family"));
            // then
            assertEquals(List.of("group:Family"), form.select("[name=audience][checked]").eachAttr("value"));
        }
    }

    @Test
    void what_is_in_a_blog_that_was_closed_elsewhere_is_changed_where_it_is() throws Exception {
        try (FakePage carol = logIn("carol", "/feed/new"); Xmpp wire = Xmpp.logIn(server, "carol")) {
            // given
            publish(carol, "Once for all", "public", Map.of());
            ask(wire, PubSubRequest.owner(IQ.Type.set, null, "<configure node='" + Audience.BLOG + "'><x xmlns='jabber:x:data' type='submit'>"
                + "<field var='FORM_TYPE'><value>http://jabber.org/protocol/pubsub#node_config</value></field>"
                + "<field var='pubsub#access_model'><value>presence</value></field></x></configure>"));
            String id = id(carol, "Once for all");
            assertEquals(List.of("contacts"), page(carol, "/feed/edit-" + id).select("[name=audience][checked]").eachAttr("value"));
            // when
            publish(carol, "Now for some", "contacts", Map.of("edits", id));
            // then there is one, and it is the same
            Document feed = page(carol, "/feed/carol@localhost");
            assertEquals(List.of("Now for some"), feed.select("article .post-title").eachText());
            assertEquals(List.of(id), feed.select("article").eachAttr("data-post"));
        }
    }

    @Test
    void what_is_not_for_everybody_is_not_named_in_anothers_blog() throws Exception {
        try (FakePage erin = logIn("erin", "/feed/new"); FakePage frank = logIn("frank", "/feed")) {
            // given
            publish(erin, "A secret walk", "contacts", Map.of());
            String id = id(frank, "A secret walk");
            // when, then
            ExecutionException no = assertThrows(ExecutionException.class, () -> publish(frank, "Look", "public", Map.of("shares", id)));
            assertEquals("", ((FakePage.Refused) no.getCause()).reference());
            assertEquals(0, page(frank, "/feed/share-" + id).select("#write").size());
            act(frank, "shares/open", Map.of("post", id));
            assertEquals(0, Jsoup.parse(frank.awaitPatch(patch -> patch.target().equals("share-body")).html()).select("#share-blog").size());
        }
    }

    @Test
    void a_blog_that_is_closed_goes_from_the_pages_that_show_it_and_disturbs_no_other() throws Exception {
        try (FakePage ivan = logIn("ivan", "/feed/new"); Xmpp wire = Xmpp.logIn(server, "ivan"); FakePage judy = logIn("judy", "/feed/new")) {
            // given
            publish(ivan, "Once for all", "public", Map.of());
            publish(ivan, "For friends", "contacts", Map.of());
            String id = id(judy, "Once for all");
            try (FakePage feed = judy.tab().open("/feed"); FakePage post = judy.tab().open("/feed/post-" + id)) {
                // when
                ask(wire, PubSubRequest.owner(IQ.Type.set, null, "<configure node='" + Audience.BLOG + "'><x xmlns='jabber:x:data' type='submit'>"
                    + "<field var='FORM_TYPE'><value>http://jabber.org/protocol/pubsub#node_config</value></field>"
                    + "<field var='pubsub#access_model'><value>whitelist</value></field></x></configure>"));
                // then
                feed.awaitPatch(patch -> patch.action().equals("remove") && patch.target().equals("post-" + id));
                post.awaitPatch(patch -> patch.target().equals("pane") && !patch.html().contains("Once for all"));
                // and who writes, or reads something else, is left alone
                act(judy, "posts/preview", Map.of("text", "Words"));
                judy.awaitPatch(patch -> patch.target().equals("preview"));
                assertEquals(List.of(0, 0), List.of(judy.drawings(), feed.drawings()));
            }
        }
    }

    // ---- when

    @Test
    void what_waits_for_its_time_keeps_all_that_was_said_of_it() throws Exception {
        try (FakePage gina = logIn("gina", "/feed/new"); FakePage harry = logIn("harry", "/feed/new")) {
            // given
            publish(gina, "Worth it", "public", Map.of());
            String shared = id(harry, "Worth it");
            String at = Instant.now().plusSeconds(3_600).toString();
            publish(harry, "Later", "contacts", Map.of("draft", "d-1", "at", at, "nsfw", "true", "shares", shared));
            // then
            Document draft = page(harry, "/feed/draft-d-1");
            assertEquals(1, draft.select("[name=nsfw][checked]").size());
            assertEquals(shared, draft.select("[name=shares]").attr("value"));
            assertEquals("Worth it", draft.select(".write-shared").text());
            // when something is changed in it meanwhile
            act(harry, "drafts/save", Map.of("draft", "d-1", "title", "Later", "text", "Other words", "audience", "contacts", "nsfw", "true", "shares", shared));
            // then it goes at its time all the same
            assertEquals(Instant.parse(at).toEpochMilli(), Long.parseLong(page(harry, "/feed/draft-d-1").select("#write-at").attr("data-at")));
            assertEquals(List.of("Scheduled"), page(harry, "/feed").select(".draft-row .row-more").eachText());
        }
    }

    @Test
    void nobody_has_more_waiting_than_drafts() throws Exception {
        try (FakePage judy = logIn("judy", "/feed/new")) {
            // given
            String at = Instant.now().plusSeconds(3_600).toString();
            for (int i = 0; i < DraftStore.MOST; i++) {
                publish(judy, "Later " + i, "contacts", Map.of("draft", "d-" + i, "at", at));
            }
            // when, then
            for (String draft : List.of("d-more", "x".repeat(100), "no reference")) {
                ExecutionException no = assertThrows(ExecutionException.class, () -> publish(judy, "Later", "contacts", Map.of("draft", draft, "at", at)));
                assertEquals("", ((FakePage.Refused) no.getCause()).reference(), draft);
            }
            publish(judy, "Later still", "contacts", Map.of("draft", "d-0", "at", at));
        }
    }

    // ---- with files

    private static final String OURS = "https://social.example/fireside/files/00112233445566778899aabbccddeeff/";
    private static final String DOG = "{\"url\":\"" + OURS + "dog.jpg\",\"name\":\"dog.jpg\",\"type\":\"image/jpeg\",\"size\":9,\"width\":800,\"height\":600,\"alt\":\"%s\"}";
    private static final String PAPER = "{\"url\":\"" + OURS + "paper.pdf\",\"name\":\"paper.pdf\",\"type\":\"application/pdf\",\"size\":7}";

    @Test
    void files_are_published_changed_and_taken_out_again() throws Exception {
        try (FakePage quinn = logIn("quinn", "/feed/new"); Xmpp wire = Xmpp.logIn(server, "rosa")) {
            // given a picture and nothing else
            publish(quinn, "", "public", Map.of("text", "", "files", "[" + DOG.formatted("A wet dog") + "]"));
            // then it is called by what it shows
            Document feed = page(quinn, "/feed");
            assertEquals("A wet dog", feed.select("article").attr("aria-label"));
            assertEquals(List.of("A wet dog"), feed.select("article img.sight").eachAttr("alt"));
            String id = feed.select("article").attr("data-post");
            Element entry = entry(wire, "quinn");
            assertEquals("A wet dog", entry.elementText("title"));
            // when another is added by a form without a script, which brings along what there was
            String files = page(quinn, "/feed/edit-" + id).select("[name=files]").attr("value");
            HttpResponse<String> answer = quinn.post("/do/posts/publish", Map.of("edits", id, "audience", "public", "title", "", "text", "Now with words",
                "files", files.substring(0, files.length() - 1) + "," + PAPER + "]"));
            // then
            assertEquals(303, answer.statusCode(), answer.body());
            feed = page(quinn, "/feed/post-" + id);
            assertEquals(List.of("A wet dog"), feed.select("article img.sight").eachAttr("alt"));
            assertEquals(List.of("paper.pdf"), feed.select("article .file-card bdi").eachText());
            // when it is said anew what the picture shows, and no more than that
            publish(quinn, "", "public", Map.of("edits", id, "text", "Now with words", "files", "[{\"url\":\"" + OURS + "dog.jpg\",\"alt\":\"A dry dog\"}]"));
            // then what was known of it is known still
            entry = entry(wire, "quinn");
            Element link = enclosures(entry).get(0);
            assertEquals(List.of(OURS + "dog.jpg", "image/jpeg", "9", "A dry dog"), List.of(link.attributeValue("href"), link.attributeValue("type"),
                link.attributeValue("length"), link.attributeValue("title")));
            assertEquals("800", link.element("file").elementText("width"));
            assertEquals(1, enclosures(entry).size());
            // when all is taken out
            publish(quinn, "", "public", Map.of("edits", id, "text", "Now with words", "files", ""));
            // then
            assertEquals(0, enclosures(entry(wire, "quinn")).size());
            assertEquals(0, page(quinn, "/feed").select("article .picture, article .file-card").size());
        }
    }

    @Test
    void a_draft_keeps_its_files_and_takes_them_along_when_it_goes() throws Exception {
        try (FakePage sam = logIn("sam", "/feed/new")) {
            // when
            act(sam, "drafts/save", Map.of("draft", "d-1", "title", "", "text", " ", "audience", "contacts", "files", "[" + DOG.formatted("") + "]"));
            // then it is there, called by its file
            assertEquals(List.of("dog.jpg"), page(sam, "/feed").select(".draft-row bdi").eachText());
            assertTrue(page(sam, "/feed/draft-d-1").select("[name=files]").attr("value").contains(OURS + "dog.jpg"));
            // when it is taken out
            act(sam, "drafts/save", Map.of("draft", "d-1", "title", "", "text", " ", "audience", "contacts", "files", ""));
            // then nothing is left of it
            assertEquals(List.of(), page(sam, "/feed").select(".draft-row bdi").eachText());
            // when one is written for later
            publish(sam, "Later", "contacts", Map.of("draft", "d-2", "at", Instant.now().plusSeconds(2).toString(), "files", "[" + PAPER + "]"));
            assertEquals(List.of("Scheduled"), page(sam, "/feed").select(".draft-row .row-more").eachText());
            // then
            assertTrue(Await.until(Duration.ofSeconds(40), () -> page(sam, "/feed").select("article .file-card bdi").eachText().equals(List.of("paper.pdf"))));
            assertEquals(List.of(), page(sam, "/feed").select(".draft-row bdi").eachText());
        }
    }

    @Test
    void what_is_no_list_of_files_is_refused() throws Exception {
        try (FakePage tina = logIn("tina", "/feed/new")) {
            String many = "[" + String.join(",", java.util.Collections.nCopies(11, PAPER)) + "]";
            for (String files : List.of("x", "{}", "[{\"url\":\"javascript:alert(1)\"}]", "[1]", many)) {
                ExecutionException no = assertThrows(ExecutionException.class, () -> publish(tina, "With files", "public", Map.of("files", files)));
                assertTrue(no.getCause().getMessage().contains("attached"), files);
            }
            assertEquals(0, page(tina, "/feed/tina@localhost").select("article").size());
        }
    }

    private static Element entry(Xmpp wire, String author) throws Exception {
        String answer = wire.connection().sendIqRequestAndWaitForResponse(PubSubRequest.get(author + "@localhost", "<items node='" + Audience.BLOG + "'/>")).toXML()
            .toString();
        Element found = DocumentHelper.parseText(answer).getRootElement();
        for (String name : List.of("pubsub", "items", "item", "entry")) {
            found = (Element) found.elements().stream().filter(each -> ((Element) each).getName().equals(name)).findFirst().orElseThrow();
        }
        return found;
    }

    private static List<Element> enclosures(Element entry) {
        return entry.elements().stream().map(Element.class::cast).filter(each -> "enclosure".equals(each.attributeValue("rel"))).toList();
    }

    // ---- among what else

    @Test
    void what_is_no_post_hides_none() throws Exception {
        try (FakePage dave = logIn("dave", "/feed/new"); Xmpp wire = Xmpp.logIn(server, "dave")) {
            // given
            for (int i = 0; i < 25; i++) {
                publish(dave, "Post " + i, "public", Map.of());
            }
            for (int i = 0; i < 30; i++) {
                ask(wire, PubSubRequest.publish(null, Audience.BLOG, "odd-" + i, "<odd xmlns='urn:odd'/>"));
            }
            // then
            Document feed = page(dave, "/feed");
            assertEquals(20, feed.select("article").size());
            assertEquals(1, feed.select("#older-button").size());
            // and the world finds its way through
            List<String> titles = new java.util.ArrayList<>();
            for (String path = "/@dave"; !path.isEmpty();) {
                Document blog = Jsoup.parse(open(path));
                titles.addAll(blog.select("article .post-title").eachText());
                path = blog.select("a[rel=next]").attr("href").replaceFirst("^.*(?=/@dave)", "");
            }
            assertEquals(25, titles.size(), titles.toString());
        }
    }

    // ---- what others say

    @Test
    void of_whom_somebody_has_blocked_he_comes_upon_nothing() throws Exception {
        try (FakePage kim = logIn("kim", "/contacts"); FakePage liam = logIn("liam", "/feed/new"); FakePage peggy = logIn("peggy", "/feed/new")) {
            // given
            act(liam, "contacts/block", Map.of("jid", "kim@localhost", "blocked", "true"));
            // when
            publish(kim, "To @liam and @peggy", "public", Map.of());
            assertTrue(Await.until(PATIENCE, () -> page(peggy, "/contacts").select("#nav-notices-badge").text().startsWith("1")));
            // then
            assertEquals("", page(liam, "/contacts").select("#nav-notices-badge").text());
            assertEquals(List.of(), page(liam, "/feed").select("article").eachText());
            assertTrue(liam.patches().stream().noneMatch(patch -> patch.html().contains("and @peggy")));
            // and whoever goes to the page of him finds him there
            assertEquals(1, page(liam, "/feed/kim@localhost").select("article").size());
        }
    }

    @Test
    void what_is_said_of_a_post_is_counted_for_who_may_read_it_and_goes_when_it_is_taken_back() throws Exception {
        try (FakePage mia = logIn("mia", "/feed/new"); FakePage noah = logIn("noah", "/feed"); FakePage peggy = logIn("peggy", "/feed")) {
            // given
            publish(mia, "A walk for friends", "contacts", Map.of());
            String id = id(noah, "A walk for friends");
            String long1500 = "Said at length, ".repeat(93) + "to the end";
            act(noah, "comments/send", Map.of("post", id, "body", long1500));
            assertTrue(Await.until(PATIENCE, () -> page(mia, "/feed/post-" + id).select(".comment").text().endsWith("to the end")));
            act(peggy, "comments/send", Map.of("post", id, "body", "A regrettable word"));
            assertTrue(Await.until(PATIENCE, () -> page(noah, "/contacts").select("#nav-notices-badge").text().startsWith("1")));
            assertTrue(Await.until(PATIENCE, () -> page(mia, "/notices").text().contains("A regrettable word")));
            // when it is taken back
            String comment = page(mia, "/feed/post-" + id).select(".comment:contains(regrettable)").attr("id").replace("comment-", "");
            act(peggy, "comments/delete", Map.of("post", id, "comment", comment));
            // then nobody reads it any more
            assertTrue(Await.until(PATIENCE, () -> !page(mia, "/notices").text().contains("A regrettable word")));
            assertEquals("", page(noah, "/contacts").select("#nav-notices-badge").text());
            // given one that stays
            act(peggy, "comments/send", Map.of("post", id, "body", "Another word"));
            assertTrue(Await.until(PATIENCE, () -> page(noah, "/contacts").select("#nav-notices-badge").text().startsWith("1")));
            // when he is no contact any more
            act(mia, "contacts/remove", Map.of("jid", "noah@localhost"));
            // then he is not told that there is anything
            assertTrue(Await.until(PATIENCE, () -> page(noah, "/contacts").select("#nav-notices-badge").text().isEmpty()));
        }
    }

    @Test
    void what_comes_to_a_page_behind_others_is_not_seen_before_somebody_looks() throws Exception {
        try (FakePage erin = logIn("erin", "/feed/new"); FakePage frank = logIn("frank", "/notices")) {
            // given
            act(frank, "page/visible", Map.of("visible", "false"));
            // when
            publish(erin, "To @frank alone", "public", Map.of());
            frank.awaitPatch(patch -> patch.target().equals("pane") && patch.html().contains("To @frank alone"));
            // then
            assertTrue(page(frank, "/contacts").select("#nav-notices-badge").text().startsWith("1"));
            // when
            act(frank, "page/visible", Map.of("visible", "true"));
            // then
            assertTrue(Await.until(PATIENCE, () -> page(frank, "/contacts").select("#nav-notices-badge").text().isEmpty()));
        }
    }

    @Test
    void who_may_not_read_a_post_any_more_is_not_told_what_is_said_of_it() throws Exception {
        try (FakePage alice = logIn("alice", "/feed/new"); FakePage reader = logIn("bob", "/feed"); FakePage other = logIn("peggy", "/feed")) {
            // given
            publish(alice, "A walk for all", "public", Map.of());
            String id = id(alice, "A walk for all");
            try (FakePage bob = reader.tab().open("/feed/post-" + id)) {
                act(other, "comments/send", Map.of("post", id, "body", "Said before"));
                bob.awaitPatch(patch -> patch.html().contains("Said before"));
                // when
                act(alice, "contacts/block", Map.of("jid", "bob@localhost", "blocked", "true"));
                act(other, "comments/send", Map.of("post", id, "body", "Said meanwhile"));
                assertTrue(Await.until(PATIENCE, () -> page(alice, "/feed/post-" + id).text().contains("Said meanwhile")));
                // then the post is gone from his page
                bob.awaitPatch(patch -> patch.action().equals("remove") && patch.target().equals("post-" + id));
                // when
                act(alice, "contacts/block", Map.of("jid", "bob@localhost", "blocked", "false"));
                assertTrue(Await.until(PATIENCE, () -> page(reader, "/feed/post-" + id).text().contains("Said before")));
                // then
                assertTrue(bob.patches().stream().noneMatch(patch -> patch.html().contains("Said meanwhile")));
            }
        }
    }

    @Test
    void a_long_text_of_whatever_letters_goes_by_a_plain_form() throws Exception {
        try (FakePage harry = logIn("harry", "/feed/new")) {
            // when
            HttpResponse<String> answer = harry.post("/do/posts/publish", Map.of("title", "Long", "text", "\u0645\u0637\u0631 ".repeat(12_000), "audience", "contacts"));
            // then
            assertEquals(303, answer.statusCode(), answer.body());
            assertEquals(1, page(harry, "/feed/post-" + id(harry, "Long")).select("article").size());
            // when it is far too long
            HttpResponse<String> tooLong = harry.post("/do/posts/publish", Map.of("title", "Longer", "text", "x".repeat(2_000_000)));
            // then that is said, on a page of ours
            assertEquals(413, tooLong.statusCode());
            assertEquals("That is too large to send.", Jsoup.parse(tooLong.body()).select(".problem p").first().text());
            // when it is broken, then it is not called large
            assertEquals(400, harry.post("/do/posts/publish", "application/x-www-form-urlencoded; charset=no-such", "title=x&text=y").statusCode());
        }
    }

    private static FakePage logIn(String who, String place) throws Exception {
        return FakePage.logIn(server.url("/fireside"), who, "secret").open(place);
    }

    private static void act(FakePage page, String action, Map<String, String> fields) throws Exception {
        page.act(action, fields).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static void publish(FakePage page, String title, String audience, Map<String, String> more) throws Exception {
        Map<String, String> fields = new HashMap<>(Map.of("title", title, "text", "Some words", "audience", audience));
        fields.putAll(more);
        act(page, "posts/publish", fields);
    }

    private static Document page(FakePage page, String path) throws Exception {
        return Jsoup.parse(page.get(path).body());
    }

    /** How the application names a post. */
    private static String id(FakePage page, String title) throws Exception {
        return page(page, "/feed").select("article.post").stream().filter(article -> article.select(".post-title").text().equals(title))
            .map(article -> article.attr("data-post")).findFirst().orElseThrow();
    }

    private static void ask(Xmpp wire, IQ request) throws Exception {
        wire.connection().sendIqRequestAndWaitForResponse(request);
    }

    private static String open(String path) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(server.url("/fireside") + path)).build(),
            HttpResponse.BodyHandlers.ofString()).body();
    }
}
