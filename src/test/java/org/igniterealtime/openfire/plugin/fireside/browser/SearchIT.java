package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.PubSubRequest;
import org.igniterealtime.openfire.plugin.fireside.testkit.Wire;
import org.jivesoftware.smackx.search.ReportedData;
import org.jivesoftware.smackx.search.UserSearchManager;
import org.jivesoftware.smackx.vcardtemp.VCardManager;
import org.jivesoftware.smackx.vcardtemp.packet.VCard;
import org.jivesoftware.smackx.xdata.form.FillableForm;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jxmpp.jid.DomainBareJid;
import org.jxmpp.jid.impl.JidCreate;

/** Searching, from wherever one is: what is found is posts as in the feed, and nobody finds what is not for him. */
class SearchIT {
    private static final String BLOG = "urn:xmpp:microblog:0";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Findings findings = new Findings(scene);

    @RegisterExtension
    static final Scene scene = new Scene().contacts("alice", "bob").people("carol", "mallory", "stranger", "enemy", "grace")
        .contacts("friend", Findings.PERSONS.stream().map(Findings::username).toArray(String[]::new))
        .server(server -> server.property("register.inband", "true").property("fireside.search.minute", "120"));

    @AfterEach
    void close() {
        findings.close();
    }

    @Test
    void what_is_found_from_anywhere_is_a_post_as_in_the_feed() throws Exception {
        // given
        Tab alice = scene.logIn("alice");
        PostsIT.write(alice, "Chestnuts", "We found **forty** of them under the old tree #autumn", "Public");
        PostsIT.write(alice, "Only for contacts", "Nobody else hears of the chestnuts in my pocket", "Contacts");
        Tab bob = scene.logIn("bob").open("/chats");
        indexed("bob", "chestnuts pocket", "Only for contacts");
        // when
        bob.box("Search").fill("chestnuts tree");
        bob.page().keyboard().press("Enter");
        // then
        assertThat(bob.page()).hasURL(Pattern.compile("/search\\?q=chestnuts(\\+|%20)tree$"));
        assertThat(bob.page()).hasTitle(Pattern.compile("^Search: chestnuts tree"));
        assertThat(articles(bob)).hasCount(1);
        assertThat(bob.box("Search")).hasValue("chestnuts tree");
        // when
        Locator found = PostsIT.post(bob, "Chestnuts");
        found.getByRole(AriaRole.BUTTON, PostsIT.name("Like")).click();
        // then it is live, here and at the author's
        assertThat(found.locator(".count").first()).containsText("1 like");
        assertThat(PostsIT.post(alice, "Chestnuts").locator(".count").first()).containsText("1 like");
        // when
        bob.link("#autumn").click();
        // then a tag leads to what has it
        assertThat(bob.box("Search")).hasValue("#autumn");
        assertThat(articles(bob)).hasCount(1);
        // when
        bob.page().goBack();
        bob.box("Search").fill("CHESTNUTS");
        bob.box("Search").press("Enter");
        // then the newest is first
        assertThat(articles(bob)).hasCount(2);
        assertThat(articles(bob).first()).containsText("Only for contacts");
        // when
        PostsIT.menu(alice, "Chestnuts").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete")).click();
        alice.button("Delete post").click();
        // then
        assertThat(articles(bob)).hasCount(1);
        // when the browser's own way back is taken
        bob.page().goBack();
        // then
        assertThat(bob.page()).hasURL(Pattern.compile("/search\\?q=chestnuts(\\+|%20)tree$"));
        assertThat(bob.page().getByText("Nothing that you can see has all of that.")).isVisible();
        // and who is no contact finds nothing, not even that there is something
        Tab carol = scene.logIn("carol").open("/search?q=pocket");
        assertThat(carol.page().getByText("Nothing that you can see has all of that.")).isVisible();
        assertFalse(carol.page().content().contains("Only for contacts"));
    }

    @Test
    void a_slash_goes_to_the_box_unless_one_is_typing() {
        Tab carol = scene.logIn("carol").open("/chats");
        // when
        carol.page().keyboard().press("/");
        // then
        assertThat(carol.box("Search")).isFocused();
        carol.page().keyboard().type("a/b");
        assertThat(carol.box("Search")).hasValue("a/b");
        // when
        carol.page().keyboard().press("Enter");
        // then
        assertThat(carol.page()).hasURL(Pattern.compile("/search\\?q=a%2Fb$"));
        // when the page itself has the focus
        carol.page().locator("#pane").evaluate("pane => pane.focus()");
        carol.page().keyboard().press("/");
        // then what was asked is there to be changed
        assertThat(carol.box("Search")).isFocused();
        carol.page().keyboard().type("c");
        assertThat(carol.box("Search")).hasValue("c");
        // when nothing is asked
        carol.open("/search").live();
        // then
        assertThat(carol.box("Search")).isFocused();
        assertThat(carol.page().getByText("What would you like to find?")).isVisible();
    }

    @Test
    void older_posts_come_page_by_page_each_once() throws Exception {
        // given
        NativeClient mallory = scene.client("mallory");
        for (int i = 1; i <= 45; i++) {
            mallory.connection().sendIqRequestAndWaitForResponse(PubSubRequest.publish(null, BLOG, "plum" + i,
                "<entry xmlns='http://www.w3.org/2005/Atom'><title>Plum number " + i + "</title><category term='plums'/></entry>"));
        }
        indexed("bob", "\"plum number 45\"", "Plum number 45");
        // when
        Tab bob = scene.logIn("bob").open("/search?q=%23plums+from:mallory").live();
        assertThat(articles(bob)).hasCount(20);
        bob.button("Older posts").click();
        assertThat(articles(bob)).hasCount(40);
        bob.button("Older posts").click();
        // then
        assertThat(articles(bob)).hasCount(45);
        assertThat(bob.button("Older posts")).hasCount(0);
        List<String> labels = articles(bob).evaluateAll("all => all.map(each => each.getAttribute('aria-label'))").toString().lines().toList();
        assertTrue(labels.get(0).startsWith("[Plum number 45, Plum number 44, "), labels.toString());
        assertTrue(labels.get(0).endsWith(", Plum number 1]"), labels.toString());
    }

    @Test
    void it_works_without_a_script() throws Exception {
        // given
        Tab carol = scene.browser(options -> options.setJavaScriptEnabled(false)).logIn("carol");
        try (FakePage page = logIn("carol").open("/feed/new")) {
            page.act("posts/publish", Map.of("title", "Without a script", "text", "Quinces", "audience", "public")).get(20, TimeUnit.SECONDS);
        }
        indexed("carol", "quinces", "Without a script");
        // when
        carol.open("/notices").box("Search").focus();
        carol.page().keyboard().type("quinces");
        carol.page().keyboard().press("Enter");
        // then
        assertThat(articles(carol)).hasCount(1);
        assertThat(carol.box("Search")).hasValue("quinces");
    }

    @Test
    void who_searches_without_end_is_asked_to_wait() throws Exception {
        try (FakePage page = logIn("mallory")) {
            assertTrue(Await.until(PATIENCE, () -> page.get("/search?q=anything").body().contains("That was a lot of searching.")));
            assertEquals(200, page.get("/search?q=anything").statusCode());
        }
        try (FakePage page = logIn("alice")) {
            assertTrue(page.get("/search?q=anything").body().contains("Nothing that you can see has all of that."), "others go on");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "/.*/", "from:*", "\"", "<script>alert(1)</script>", "\u0000", "%", "../../etc", "💥💥", "a OR b"})
    void hostile_words_are_no_error(String words) throws Exception {
        for (String typed : List.of(words, words.repeat(100))) {
            try (FakePage page = logIn("carol")) {
                HttpResponse<String> answer = page.get("/search?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8));
                assertEquals(200, answer.statusCode(), answer::body);
                assertTrue(answer.body().contains("id=\"search-box\""));
                assertFalse(answer.body().contains("<script>alert"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"feed", "chats", "contacts", "notices", "me"})
    void what_is_asked_elsewhere_changes_nothing_there(String section) throws Exception {
        try (FakePage page = logIn("alice")) {
            assertEquals(heading(page.get("/" + section)), heading(page.get("/" + section + "?q=rain")));
        }
    }

    // ---- people, rooms and communities

    @Test
    void everybody_finds_whom_and_what_the_table_says_and_nothing_else() throws Exception {
        // given
        findings.make();
        // then
        assertEquals(String.join("\n", Findings.expected()), String.join("\n", findings.found()));
    }

    @Test
    void stock_clients_find_people_who_chose_it() throws Exception {
        // given
        choose("grace", "Grace Brewster Hopper", "amazing", "grace@navy.example");
        DomainBareJid service = JidCreate.domainBareFrom("fireside.localhost");
        NativeClient carol = scene.client("carol");
        UserSearchManager smack = new UserSearchManager(carol.connection());
        // then Smack sees where to ask, and what
        assertTrue(smack.getSearchServices().contains(service));
        FillableForm form = new FillableForm(smack.getSearchForm(service));
        // when
        form.setAnswer("last", "hopp");
        ReportedData.Row row = smack.getSearchResults(form.getDataFormToSubmit(), service).getRows().get(0);
        // then
        assertEquals(List.of("grace@localhost", "Grace Brewster", "Hopper", "amazing", "grace@navy.example"),
            Stream.of("jid", "first", "last", "nick", "email").map(column -> row.getValues(column).get(0).toString()).toList());
        // and slixmpp finds the same, in a form as in plain fields
        assertEquals(List.of("advertised | True", "fields | FORM_TYPE email first last nick", "found | grace@localhost amazing",
            "plain | grace@localhost Grace Brewster|Hopper|amazing|grace@navy.example"), slixmpp("Hopper"));
        try (Wire wire = Wire.logIn(scene.server(), "carol", "wire")) {
            assertEquals(1, search(wire, "email", "GRACE@navy.example").size());
            assertEquals(0, search(wire, "email", "grace").size(), "an address is found as a whole alone");
            assertEquals(0, search(wire, "nick", "%").size());
            assertEquals("not-acceptable", error(wire, "first", ""));
            // when she does not want to be found any more
            try (FakePage page = logIn("grace")) {
                page.post("/do/account/found", Map.of());
            }
            // then
            assertEquals(0, search(wire, "email", "grace@navy.example").size());
            // and when an admin wants nobody to be found
            scene.server().command("set", "fireside.search.people", "false");
            assertEquals("service-unavailable", error(wire, "nick", "amazing"));
            assertFalse(wire.ask("get", "fireside.localhost", "<query xmlns='http://jabber.org/protocol/disco#info'/>").asXML().contains("jabber:iq:search"));
            scene.server().command("unset", "fireside.search.people");
        }
    }

    private static void choose(String who, String name, String nick, String mail) throws Exception {
        VCard card = new VCard();
        card.setField("FN", name);
        card.setNickName(nick);
        card.setEmailHome(mail);
        VCardManager.getInstanceFor(scene.client(who).connection()).saveVCard(card);
        try (FakePage page = logIn(who)) {
            page.post("/do/account/found", Map.of("findable", "true"));
        }
        try (Wire wire = Wire.logIn(scene.server(), "alice", "waits")) {
            assertTrue(Await.until(PATIENCE, () -> !search(wire, "nick", nick).isEmpty()));
        }
    }

    private static List<?> search(Wire wire, String field, String value) throws Exception {
        return ask(wire, field, value).element("query").element("x").elements("item");
    }

    private static String error(Wire wire, String field, String value) throws Exception {
        return ((Element) ask(wire, field, value).element("error").elements().get(0)).getName();
    }

    private static Element ask(Wire wire, String field, String value) throws Exception {
        return wire.ask("set", "fireside.localhost", "<query xmlns='jabber:iq:search'><x xmlns='jabber:x:data' type='submit'><field var='" + field
            + "'><value>" + value + "</value></field></x></query>");
    }

    private static List<String> slixmpp(String last) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "python3 is not installed");
        Process process = new ProcessBuilder("/usr/bin/python3", "src/test/resources/clients/search.py", scene.server().address(),
            Integer.toString(scene.server().xmppPort()), scene.server().domain(), "bob", last).redirectErrorStream(true).start();
        List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("Using slower stringprep")).toList();
        process.waitFor(60, TimeUnit.SECONDS);
        return lines;
    }

    @Test
    void one_box_finds_people_rooms_and_communities_with_keys_alone() throws Exception {
        // given somebody who chooses to be found
        Tab mallory = scene.logIn("mallory").open("/me").live();
        mallory.page().getByLabel("People of this server can find me").check();
        mallory.button("Save who finds me").click();
        assertThat(mallory.page().locator("#found-form .saved")).containsText("Saved");
        findings.rooms("mallory", "mallorys");
        NativeClient maker = scene.client("carol");
        maker.connection().sendIqRequestAndWaitForResponse(PubSubRequest.set("fireside.localhost", "<create node='mallorys-garden'/>"));
        maker.connection().sendIqRequestAndWaitForResponse(PubSubRequest.publish("fireside.localhost", "mallorys-garden", "one",
            "<entry xmlns='http://www.w3.org/2005/Atom'><title>One</title><category term='Soil'/></entry>"));
        findings.awaitFound("carol", "people", "mallory", "found-mallory@localhost");
        findings.awaitFound("carol", "rooms", "titleroommallorys", "id=\"found-");
        findings.awaitFound("carol", "communities", "#soil", "id=\"found-");
        // when
        Tab carol = scene.browser(options -> options.setPermissions(List.of("clipboard-read", "clipboard-write"))).logIn("carol").open("/chats").live();
        carol.page().keyboard().press("Control+k");
        carol.page().keyboard().type("mallory");
        assertThat(carol.page().getByRole(AriaRole.OPTION)).hasText(List.of("Search for mallory").toArray(String[]::new));
        carol.page().keyboard().press("Enter");
        // then
        assertThat(carol.page()).hasURL(Pattern.compile("/search\\?q=mallory$"));
        assertThat(way(carol, "people")).hasText("People 1");
        assertThat(way(carol, "communities")).hasText("Communities 1");
        assertThat(carol.page().locator("#search-body h2")).hasText(new String[] {"People", "Communities"});
        // when
        way(carol, "communities").focus();
        carol.page().keyboard().press("Enter");
        // then
        assertThat(carol.page()).hasURL(Pattern.compile("/search\\?q=mallory&in=communities$"));
        assertThat(way(carol, "communities")).hasAttribute("aria-current", "page");
        assertThat(carol.page().locator(".found-thing")).containsText("xmpp:fireside.localhost?;node=mallorys-garden");
        carol.page().locator("[data-copy]").click();
        assertThat(carol.page().locator("[data-copy] [role=status]")).hasText("Copied");
        assertEquals("xmpp:fireside.localhost?;node=mallorys-garden", carol.page().evaluate("() => navigator.clipboard.readText()"));
        // when another question is asked there
        carol.box("Search").fill("nothing of that");
        carol.box("Search").press("Enter");
        // then it is asked of the same kind, and there is a way on
        assertThat(carol.page()).hasURL(Pattern.compile("in=communities$"));
        carol.link("Show all communities").click();
        assertThat(carol.page().locator(".found-thing").first()).isVisible();
        // when
        carol.open("/search?q=titleroommallorys").live();
        // then
        assertThat(carol.page().locator(".found-do a")).hasAttribute("href", "/fireside/rooms/roommallorys@conference.localhost");
        assertThat(carol.page().locator(".found-thing")).containsText("Inside now: 1");
        // when the room ends
        findings.destroy("mallorys");
        carol.reload();
        // then
        assertThat(carol.page().getByText("Nothing that you can see has all of that.")).isVisible();
        // when
        carol.open("/search?q=mallory").live();
        carol.link("Mallory").click();
        // then
        assertThat(carol.page()).hasURL(Pattern.compile("/contacts/mallory@localhost$"));
    }

    @Test
    void what_there_is_much_of_comes_page_by_page_and_fits_a_phone() throws Exception {
        // given
        String[] sorts = IntStream.rangeClosed(1, 23).mapToObj(i -> String.format("plum%02d", i)).toArray(String[]::new);
        findings.rooms("alice", sorts);
        findings.awaitFound("bob", "rooms", "titleroomplum23", "id=\"found-");
        // when
        Tab bob = scene.browser(options -> options.setViewportSize(390, 844).setColorScheme(ColorScheme.DARK)).logIn("bob").open("/search?q=titleroomplum").live();
        // then
        assertThat(way(bob, "rooms")).hasText("Rooms 20+");
        assertThat(bob.page().locator(".found-thing")).hasCount(3);
        assertEquals(List.of(), axe(bob));
        // when
        bob.link("All rooms").click();
        assertThat(bob.page().locator(".found-thing")).hasCount(20);
        bob.button("Show more").click();
        // then
        assertThat(bob.page().locator(".found-thing")).hasCount(23);
        assertThat(bob.button("Show more")).hasCount(0);
        assertThat(bob.page().locator(".found-name").last()).hasText("Titleroomplum23");
        assertEquals(390, bob.page().evaluate("() => document.documentElement.scrollWidth"));
        assertEquals(List.of(), axe(bob));
        // and without a script
        Tab plain = scene.browser(options -> options.setJavaScriptEnabled(false)).logIn("bob").open("/search?q=titleroomplum&in=rooms");
        plain.button("Show more").click();
        assertThat(plain.page().locator(".found-thing")).hasCount(3);
    }

    private static Locator way(Tab tab, String part) {
        return tab.page().locator("#search-way-" + part);
    }

    private static List<String> axe(Tab tab) {
        return new AxeBuilder(tab.page()).setLegacyMode(true).analyze().getViolations().stream().map(Object::toString).toList();
    }

    private static String heading(HttpResponse<String> page) {
        assertEquals(200, page.statusCode(), page::body);
        return Jsoup.parse(page.body()).select("title, h1, #pane h2").eachText().toString();
    }

    private static FakePage logIn(String who) throws Exception {
        return FakePage.logIn(scene.server().url("/fireside"), who, Scene.PASSWORD);
    }

    // What is written can be found a moment later.
    private static void indexed(String who, String words, String title) throws Exception {
        try (FakePage page = logIn(who)) {
            assertTrue(Await.until(PATIENCE, () -> page.get("/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8)).body().contains(title)));
        }
    }

    private static Locator articles(Tab tab) {
        return tab.page().locator("#posts > article");
    }
}
