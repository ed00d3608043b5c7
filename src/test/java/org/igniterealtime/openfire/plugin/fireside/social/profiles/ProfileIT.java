package org.igniterealtime.openfire.plugin.fireside.social.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.Wire;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people say of themselves with other clients, and what they say here, each seen by the other side. */
class ProfileIT {
    private static final String TEMP = "<vCard xmlns='vcard-temp'>%s</vCard>";
    private static final String FOUR = "<vcard xmlns='urn:ietf:params:xml:ns:vcard-4.0'>%s</vcard>";

    /** A picture of one point. */
    private static final String DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static OpenfireServer server;

    @BeforeAll
    static void start() {
        OpenfireServer.Builder builder = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN).property("fireside.url", "https://social.example");
        for (String name : List.of("alice", "bob", "carol", "dave", "erin", "frank", "heidi", "mallory")) {
            builder.user(name, "secret", name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1));
        }
        server = builder.contacts("alice", "bob").contacts("alice", "carol").contacts("alice", "dave").contacts("erin", "frank").start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_vcard_of_another_client_is_on_the_page_at_once_and_a_change_comes_by_itself() throws Exception {
        try (Wire bob = Wire.logIn(server, "bob", "phone"); FakePage alice = logIn("alice")) {
            // given
            bob.ask("set", "", TEMP.formatted("<FN>Robert</FN><DESC>I build.</DESC><URL>https://bob.example/</URL><BDAY>1970-01-02</BDAY><ORG><ORGNAME>Yard</ORGNAME></ORG>"));
            // when
            Document page = Jsoup.parse(alice.open("/contacts/bob@localhost").html());
            // then
            assertEquals("I build.", page.select(".profile-words").text());
            assertEquals(List.of("Robert", "Yard", "January 2, 1970", "bob.example"), page.select(".profile-fact dd").eachText());
            assertEquals("https://bob.example/", page.select(".profile-fact a").attr("href"));
            // when
            bob.ask("set", "", TEMP.formatted("<FN>Robert</FN><DESC>I rest.</DESC>"));
            // then
            alice.awaitPatch(patch -> patch.target().equals("profile-bob@localhost") && patch.html().contains("I rest."));
            // and above what he writes
            assertTrue(alice.get("/feed/bob@localhost").body().contains("I rest."));
        }
    }

    @Test
    void a_vcard4_comes_before_the_old_one_for_whom_it_is_for() throws Exception {
        try (Wire carol = Wire.logIn(server, "carol", "phone"); FakePage alice = logIn("alice"); FakePage mallory = logIn("mallory")) {
            // given
            carol.ask("set", "", TEMP.formatted("<DESC>For the world</DESC>"));
            publish(carol, "urn:xmpp:vcard4", "current", FOUR.formatted("<note><text>For &lt;b&gt; my people</text></note><pronouns><text>she/her</text></pronouns>"
                + "<url><uri>javascript:alert(1)</uri></url>"));
            publish(carol, "urn:xmpp:movim-banner:0", "x", "<metadata xmlns='urn:xmpp:avatar:metadata'><info url='https://pics.example/sea.jpg' id='x' bytes='1' type='image/jpeg'/></metadata>");
            // when
            alice.open("/contacts/carol@localhost");
            // then
            String told = alice.awaitPatch(patch -> patch.target().equals("profile-carol@localhost")).html();
            assertTrue(told.contains("For &lt;b&gt; my people") && told.contains("she/her") && !told.contains("javascript"), told);
            // and the picture of another server is not loaded by itself
            String cover = alice.awaitPatch(patch -> patch.target().equals("cover-carol@localhost")).html();
            assertTrue(cover.contains("href=\"https://pics.example/sea.jpg\"") && !cover.contains("<img"), cover);
            // and it is known from now on
            assertTrue(Jsoup.parse(alice.get("/contacts/carol@localhost").body()).select(".profile-words").text().contains("my people"));
            // and who is no contact sees what everybody may
            mallory.open("/contacts/carol@localhost");
            assertEquals("For the world", Jsoup.parse(mallory.html()).select(".profile-words").text());
        }
    }

    @Test
    void nobody_waits_for_a_server_that_does_not_answer() throws Exception {
        try (FakePage alice = logIn("alice")) {
            assertEquals("zoe", Jsoup.parse(alice.open("/contacts/zoe@nowhere.invalid").html()).select(".profile-name").text());
        }
    }

    @Test
    void what_somebody_says_here_is_read_by_other_clients_and_what_they_wrote_is_kept() throws Exception {
        try (Wire erin = Wire.logIn(server, "erin", "phone"); Wire frank = Wire.logIn(server, "frank", "phone"); Wire mallory = Wire.logIn(server, "mallory", "phone");
            FakePage page = logIn("erin")) {
            // given
            erin.ask("set", "", TEMP.formatted("<FN>Erin</FN><DESC>Old words</DESC><TEL><NUMBER>123</NUMBER></TEL>"));
            publish(erin, "urn:xmpp:vcard4", "current", FOUR.formatted("<fn><text>Erin</text></fn><x-oven xmlns='urn:x'>warm</x-oven>"));
            Document form = Jsoup.parse(page.open("/profile").html());
            assertEquals("Erin", form.select("#profile-name").val());
            assertTrue(form.select("input[value=contacts]").hasAttr("checked"));
            // when
            act(page, "profiles/save", Map.of("name", "Erin E.", "about", "I <bake>.", "website", "erin.example", "place", "Lyon", "birthday", "1985-04-01",
                "pronouns", "she/her", "banner", "https://pics.example/sea.jpg", "visible", "contacts"));
            // then her contacts see it all
            String four = item(frank, "urn:xmpp:vcard4");
            for (String said : List.of("Erin E.", "I &lt;bake&gt;.", "https://erin.example", "Lyon", "1985-04-01", "she/her", "warm")) {
                assertTrue(four.contains(said), said + " in " + four);
            }
            assertTrue(item(frank, "urn:xmpp:movim-banner:0").contains("https://pics.example/sea.jpg"));
            // and the world no more than her name, and what it knew from elsewhere
            assertTrue(!item(mallory, "urn:xmpp:vcard4").contains("Lyon") && !item(mallory, "urn:xmpp:movim-banner:0").contains("pics"));
            String temp = mallory.ask("get", "erin@localhost", "<vCard xmlns='vcard-temp'/>").asXML();
            assertTrue(temp.contains("Erin E.") && temp.contains("123") && !temp.contains("Old words") && !temp.contains("1985"), temp);
            // when it is for everybody
            act(page, "profiles/save", Map.of("name", "Erin E.", "about", "For all", "website", "https://erin.example", "place", "Lyon", "visible", "everybody"));
            // then it is, in both forms
            assertTrue(item(mallory, "urn:xmpp:vcard4").contains("For all"));
            temp = mallory.ask("get", "erin@localhost", "<vCard xmlns='vcard-temp'/>").asXML();
            assertTrue(temp.contains("For all") && temp.contains("https://erin.example") && temp.contains("Lyon") && temp.contains("123"), temp);
            assertTrue(!item(frank, "urn:xmpp:movim-banner:0").contains("sea.jpg") && !item(frank, "urn:xmpp:vcard4").contains("she/her"));
            assertTrue(Jsoup.parse(page.get("/profile").body()).select("input[value=everybody]").hasAttr("checked"));
            assertEquals("For all", Jsoup.parse(page.get("/contacts/erin@localhost").body()).select(".profile-words").text());
            // and when for contacts again, it is taken back
            act(page, "profiles/save", Map.of("name", "Erin E.", "about", "For few", "visible", "contacts"));
            assertTrue(!item(mallory, "urn:xmpp:vcard4").contains("For") && item(frank, "urn:xmpp:vcard4").contains("For few"));
            assertTrue(!mallory.ask("get", "erin@localhost", "<vCard xmlns='vcard-temp'/>").asXML().contains("For all"));
        }
    }

    @Test
    void a_first_profile_is_seen_by_strangers_who_look_at_it() throws Exception {
        try (FakePage heidi = logIn("heidi").open("/profile"); FakePage mallory = logIn("mallory").open("/contacts/heidi@localhost")) {
            // when
            act(heidi, "profiles/save", Map.of("name", "Heidi", "about", "For all", "pronouns", "she/her", "visible", "everybody"));
            // then
            mallory.awaitPatch(patch -> patch.target().equals("profile-heidi@localhost") && patch.html().contains("For all") && patch.html().contains("she/her"));
        }
    }

    private static String item(Wire client, String node) throws Exception {
        return client.ask("get", "erin@localhost", "<pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='" + node + "'/></pubsub>").asXML();
    }

    @Test
    void search_engines_list_what_its_author_lets_them_list() throws Exception {
        try (FakePage dave = logIn("dave").open("/feed/new")) {
            // given
            act(dave, "posts/publish", Map.of("title", "For the world", "text", "Some words", "audience", "public"));
            String post = Jsoup.parse(get("/@dave").body()).select(".post-title a").attr("href").substring("https://social.example/fireside".length());
            // then nothing is listed unless he says so
            for (String path : List.of("/@dave", post, "/@dave/feed.atom")) {
                assertEquals("noindex", get(path).headers().firstValue("X-Robots-Tag").orElse(""), path);
            }
            assertEquals("noindex", Jsoup.parse(get("/@dave").body()).select("meta[name=robots]").attr("content"));
            assertEquals("noindex", Jsoup.parse(get(post).body()).select("meta[name=robots]").attr("content"));
            // when
            act(dave, "account/public", Map.of("listed", "true"));
            // then at once
            for (String path : List.of("/@dave", post, "/@dave/feed.atom")) {
                HttpResponse<String> answer = get(path);
                assertEquals("", answer.headers().firstValue("X-Robots-Tag").orElse(""), path);
                assertEquals(200, answer.statusCode());
                assertTrue(Jsoup.parse(answer.body()).select("meta[name=robots]").isEmpty(), path);
            }
            // and another choice of his leaves it as it is
            act(dave, "account/theme", Map.of("theme", "dark"));
            act(dave, "presence/set", Map.of("show", "away", "status", "Out"));
            assertEquals("", get("/@dave").headers().firstValue("X-Robots-Tag").orElse(""));
            assertTrue(Jsoup.parse(dave.get("/me").body()).select("input[name=listed]").hasAttr("checked"));
            // when
            act(dave, "account/public", Map.of());
            // then
            assertEquals("noindex", get(post).headers().firstValue("X-Robots-Tag").orElse(""));
        }
    }

    @Test
    void the_world_sees_what_somebody_shows_it() throws Exception {
        try (Wire bob = Wire.logIn(server, "bob", "phone"); FakePage page = logIn("bob").open("/feed/new")) {
            // given
            act(page, "posts/publish", Map.of("title", "From Bob", "text", "Some words", "audience", "public"));
            bob.ask("set", "", TEMP.formatted("<FN>Robert</FN><DESC>I &lt;b&gt;build&lt;/b&gt;\nboats.</DESC><URL>https://bob.example/</URL><URL>javascript:alert(1)</URL>"
                + "<BDAY>1970-01-02</BDAY><PHOTO><TYPE>image/png</TYPE><BINVAL>" + DOT + "</BINVAL></PHOTO>"));
            // then only the name and the picture, unless he says so
            HttpResponse<String> closed = get("/@bob");
            Document before = Jsoup.parse(closed.body());
            assertEquals("Bob", before.select("h1").text());
            assertTrue(before.select(".open-about").isEmpty() && !closed.body().contains("boats"), closed.body());
            HttpResponse<String> picture = get(before.select(".open-author img").attr("src").substring("/fireside".length()));
            assertEquals("image/png", picture.headers().firstValue("Content-Type").orElse(""));
            // when
            act(page, "account/public", Map.of("open", "true"));
            // then
            HttpResponse<String> open = get("/@bob");
            Document after = Jsoup.parse(open.body());
            assertEquals("Robert", after.select("h1").text());
            assertEquals("I <b>build</b> boats.", after.select(".open-about p").text());
            assertEquals(List.of("https://bob.example/"), after.select(".open-about a").eachAttr("href"));
            assertEquals("I <b>build</b> boats.", after.select("meta[property=og:description]").attr("content"));
            JsonObject author = JsonParser.parseString(after.select("script[type=application/ld+json]").first().data()).getAsJsonObject().getAsJsonObject("author");
            assertEquals(List.of("Robert", "I <b>build</b> boats.", "[\"https://bob.example/\"]"),
                List.of(author.get("name").getAsString(), author.get("description").getAsString(), author.get("sameAs").toString()));
            assertTrue(!open.body().contains("1970") && !open.body().contains("javascript:"), open.body());
            assertNotEquals(closed.headers().firstValue("ETag").orElse(""), open.headers().firstValue("ETag").orElse(""));
            // when he says something else
            bob.ask("set", "", TEMP.formatted("<FN>Robert</FN><DESC>I rest.</DESC>"));
            // then the page is another
            HttpResponse<String> changed = get("/@bob");
            assertEquals("I rest.", Jsoup.parse(changed.body()).select(".open-about p").text());
            assertNotEquals(open.headers().firstValue("ETag").orElse(""), changed.headers().firstValue("ETag").orElse(""));
        }
    }

    private static void act(FakePage page, String action, Map<String, String> fields) throws Exception {
        page.act(action, fields).get(20, TimeUnit.SECONDS);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(server.url("/fireside" + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static FakePage logIn(String user) throws Exception {
        return FakePage.logIn(server.url("/fireside"), user, "secret");
    }

    private static void publish(Wire client, String node, String id, String payload) throws Exception {
        assertEquals("result", client.ask("set", "", "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='" + node + "'><item id='" + id + "'>"
            + payload + "</item></publish></pubsub>").attributeValue("type"));
    }
}
