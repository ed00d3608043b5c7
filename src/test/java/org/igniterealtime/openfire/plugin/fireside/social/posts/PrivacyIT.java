package org.igniterealtime.openfire.plugin.fireside.social.posts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.Prosody;
import org.igniterealtime.openfire.plugin.fireside.testkit.Wire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who sees a post where, as src/test/resources/privacy.txt has it: on the real servers, each surface from outside. */
class PrivacyIT {
    private static final Path TABLE = Path.of("src/test/resources/privacy.txt");
    private static final List<String> SURFACES = List.of("feed", "page", "person", "search", "public", "atom", "items", "talk", "notice", "open", "live", "event", "told");
    private static final String GROUP = "Friends";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Map<String, Audience> AUDIENCES = new LinkedHashMap<>();
    private static final String OWNER = "owner";
    private static final String ANONYMOUS = "anonymous";
    private static final List<String> PEOPLE = List.of(OWNER, "contact", "member", "follower", "stranger", "blocked");
    private static final String DOMAIN = "of.test";
    private static final String TALKS = "comments." + DOMAIN;
    private static final String FAR = "pro.test";
    /** The same on another server; the witness is a contact in two groups, one of which stays, who is told of everything. */
    private static final List<String> FAR_PEOPLE = List.of("farcontact", "farmember", "farfollower", "farstranger", "farblocked");
    private static final String WITNESS = "farwitness";

    static {
        AUDIENCES.put("public", Audience.PUBLIC);
        AUDIENCES.put("contacts", Audience.CONTACTS);
        AUDIENCES.put("group", new Audience(Audience.Kind.GROUP, GROUP));
    }

    private static Prosody prosody;
    private static OpenfireServer server;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Viewer> viewers = new LinkedHashMap<>();
    private final Map<String, Wire> far = new LinkedHashMap<>();
    private final Map<String, Old> olds = new LinkedHashMap<>();
    private final List<String> found = new ArrayList<>();
    private Wire author;

    /** Somebody with a page of the feed that is open all the time, and a client over TCP that wants to be told of everything. */
    private record Viewer(String name, FakePage open, Wire wire) {
    }

    /** A post that was there before anything changed. @param page its id at its own page @param talk the node of its comments */
    private record Old(String title, Audience audience, String item, String page, String talk) {
    }

    @BeforeAll
    static void start() {
        List<String> farContacts = List.of("farcontact", "farmember", "farblocked", WITNESS);
        prosody = Prosody.start(FAR, DOMAIN, Stream.concat(FAR_PEOPLE.stream(), Stream.of(WITNESS)).toList(),
            farContacts.stream().collect(Collectors.toMap(name -> name, name -> List.of(address(OWNER)))));
        OpenfireServer.Builder builder = prosody.federate(OpenfireServer.builder().plugin(OpenfireServer.PLUGIN));
        for (String name : farContacts) {
            builder.contact(OWNER, prosody.jid(name), name.equals("farcontact") ? List.of() : List.of(GROUP));
        }
        for (String name : PEOPLE) {
            builder.user(name, "secret");
        }
        builder.contacts(OWNER, "contact");
        for (String name : List.of("member", "blocked")) {
            builder.contact(OWNER, name, List.of(GROUP)).contact(name, OWNER, List.of());
        }
        server = builder.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (prosody != null) {
            prosody.close();
        }
    }

    @Test
    void everybody_sees_what_the_table_says_and_nothing_else() throws Exception {
        try {
            // given
            author = Wire.logIn(server, OWNER, "author");
            open();
            block();
            logIn();
            subscribe();
            for (String audience : AUDIENCES.keySet()) {
                olds.put(audience, writeOld(audience));
            }
            viewers.values().forEach(PrivacyIT::settle);

            // when
            look("before", AUDIENCES.keySet().stream().toList());
            result(author.ask("set", "", "<query xmlns='jabber:iq:roster'><item jid='contact@" + DOMAIN + "' subscription='remove'/></query>"));
            result(author.ask("set", "", "<query xmlns='jabber:iq:roster'><item jid='farcontact@" + FAR + "' subscription='remove'/></query>"));
            result(author.ask("set", "", "<query xmlns='jabber:iq:roster'><item jid='member@" + DOMAIN + "'/></query>"));
            result(author.ask("set", "", "<query xmlns='jabber:iq:roster'><item jid='farmember@" + FAR + "'/></query>"));
            for (String name : List.of("follower", "farfollower")) {
                result(wire(name).ask("set", address(OWNER), pubsub("<unsubscribe node='" + Audience.BLOG + "' jid='" + address(name) + "'/>")));
            }
            look("changed", AUDIENCES.keySet().stream().toList());
            result(author.ask("set", "", "<pubsub xmlns='http://jabber.org/protocol/pubsub#owner'><configure node='" + Audience.BLOG
                + "'><x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'><value>http://jabber.org/protocol/pubsub#node_config</value></field>"
                + "<field var='pubsub#access_model'><value>presence</value></field></x></configure></pubsub>"));
            look("closed", List.of("public"));

            // then
            assertEquals(expected(), String.join("\n", found));
        } finally {
            viewers.values().forEach(viewer -> {
                viewer.open().close();
                viewer.wire().close();
            });
            far.values().forEach(Wire::close);
            if (author != null) {
                author.close();
            }
        }
    }

    // The table with one blank between two cells, without what explains it.
    private static String expected() throws Exception {
        List<String> rows = Files.readAllLines(TABLE).stream().filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(line -> line.strip().replaceAll(" +", " ")).toList();
        assertEquals("when audience viewer " + String.join(" ", SURFACES), rows.get(0));
        return String.join("\n", rows.subList(1, rows.size()));
    }

    // ---- who is there

    private void open() throws Exception {
        write(Audience.BLOG, "probe", "Probe");
        for (Audience audience : List.of(Audience.CONTACTS, AUDIENCES.get("group"))) {
            result(author.ask("set", "", pubsub("<create node='" + audience.node() + "'/><configure><x xmlns='jabber:x:data' type='submit'>"
                + "<field var='FORM_TYPE'><value>http://jabber.org/protocol/pubsub#node_config</value></field>"
                + "<field var='pubsub#access_model'><value>" + (audience == Audience.CONTACTS ? "presence" : "roster") + "</value></field>"
                + "<field var='pubsub#roster_groups_allowed'><value>" + GROUP + "</value></field></x></configure>")));
        }
    }

    // Somebody who had subscribed. While the owner has other clients the host refuses a default list (XEP-0016 §2.5).
    private void block() throws Exception {
        try (Wire blocked = Wire.logIn(server, "blocked", "before"); Wire farBlocked = prosody.wire("farblocked", "before")) {
            for (Audience audience : AUDIENCES.values()) {
                result(subscribe(blocked, "blocked", audience));
                result(subscribe(farBlocked, "farblocked", audience));
            }
            result(author.ask("set", "", "<query xmlns='jabber:iq:privacy'><list name='no'><item type='jid' value='" + address("blocked")
                + "' action='deny' order='1'/><item type='jid' value='" + address("farblocked") + "' action='deny' order='2'/></list></query>"));
            result(author.ask("set", "", "<query xmlns='jabber:iq:privacy'><default name='no'/></query>"));
            for (Wire each : List.of(blocked, farBlocked)) {
                assertTrue(Await.until(PATIENCE, () -> each.ask("get", address(OWNER), pubsub("<items node='" + Audience.BLOG + "'/>"))
                    .attributeValue("type").equals("error")));
            }
        }
    }

    private void logIn() throws Exception {
        String[] nodes = AUDIENCES.values().stream().map(Audience::node).toArray(String[]::new);
        for (String name : PEOPLE) {
            viewers.put(name, new Viewer(name, FakePage.logIn(server.url("/fireside"), name, "secret").open("/feed"),
                Wire.logIn(server, name, "client", nodes)));
        }
        for (String name : FAR_PEOPLE) {
            far.put(name, prosody.wire(name, "client", nodes));
        }
        far.put(WITNESS, prosody.wire(WITNESS, "client", nodes));
        // The server has heard what the clients want, once they are told.
        Set<String> untold = new LinkedHashSet<>(List.of("contact", "member", OWNER, "farcontact", "farmember", WITNESS));
        assertTrue(Await.until(PATIENCE, () -> {
            write(Audience.BLOG, "probe", "Probe");
            for (String name : List.copyOf(untold)) {
                if (wire(name).count("Probe") > 0) {
                    untold.remove(name);
                }
            }
            return untold.isEmpty();
        }), () -> untold + " were not told; " + prosody.log());
        result(author.ask("set", "", pubsub("<retract node='" + Audience.BLOG + "'><item id='probe'/></retract>")));
    }

    private Wire wire(String name) {
        return far.containsKey(name) ? far.get(name) : viewers.get(name).wire();
    }

    // Who may subscribe does, also where the client is told anyhow: what he asked for once must not outlast his right.
    private void subscribe() throws Exception {
        for (String where : List.of("", "far")) {
            result(subscribe(wire(where + "follower"), where + "follower", Audience.PUBLIC));
            result(subscribe(wire(where + "contact"), where + "contact", Audience.CONTACTS));
            result(subscribe(wire(where + "member"), where + "member", AUDIENCES.get("group")));
        }
    }

    private static Element subscribe(Wire wire, String name, Audience audience) throws Exception {
        return wire.ask("set", address(OWNER), pubsub("<subscribe node='" + audience.node() + "' jid='" + address(name) + "'/>"));
    }

    // ---- what is written

    // By the page, as people do, naming everybody.
    private Old writeOld(String audience) throws Exception {
        String title = "Old " + audience;
        act("posts/publish", Map.of("title", title, "text", "For @contact @member @follower @stranger @blocked and @owner", "audience",
            AUDIENCES.get(audience).word()));
        Element item = item(AUDIENCES.get(audience).node(), title);
        String talk = item.element("entry").elements("link").stream().map(link -> ((Element) link).attributeValue("href"))
            .filter(href -> href.startsWith("xmpp:comments.")).map(href -> href.substring(href.indexOf("node=") + 5)).findFirst().orElseThrow();
        result(author.ask("set", TALKS, pubsub("<publish node='" + talk + "'><item id='c'>" + entry("Said of " + title) + "</item></publish>")));
        Matcher article = Pattern.compile("<article class=\"post\" id=\"post-([0-9a-f]{16})\"(?:(?!<article).)*?" + title, Pattern.DOTALL)
            .matcher(viewers.get(OWNER).open().get("/feed").body());
        assertTrue(article.find());
        assertTrue(Await.until(PATIENCE, () -> shows(viewers.get(OWNER), search(title), title)));
        return new Old(title, AUDIENCES.get(audience), item.attributeValue("id"), article.group(1), talk);
    }

    private void act(String action, Map<String, String> fields) throws Exception {
        try (FakePage page = viewers.get(OWNER).open().tab().open("/feed/new")) {
            page.act(action, fields).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private void write(String node, String id, String title) throws Exception {
        result(author.ask("set", "", pubsub("<publish node='" + node + "'><item id='" + id + "'>" + entry(title) + "</item></publish>")));
    }

    private static String entry(String title) {
        return "<entry xmlns='http://www.w3.org/2005/Atom'><title>" + title + "</title></entry>";
    }

    private static String pubsub(String content) {
        return "<pubsub xmlns='http://jabber.org/protocol/pubsub'>" + content + "</pubsub>";
    }

    private static String address(String name) {
        return name + "@" + (name.startsWith("far") ? FAR : DOMAIN);
    }

    private static void result(Element answer) {
        assertEquals("result", answer.attributeValue("type"), answer::asXML);
    }

    private Element item(String node, String title) throws Exception {
        return author.ask("get", "", pubsub("<items node='" + node + "'/>")).element("pubsub").element("items").elements("item").stream()
            .map(Element.class::cast).filter(item -> item.element("entry").elementTextTrim("title").equals(title)).findFirst().orElseThrow();
    }

    // ---- what is seen

    private void look(String when, List<String> audiences) throws Exception {
        Map<String, List<String>> fresh = new LinkedHashMap<>();
        for (String audience : audiences) {
            fresh.put(audience, writeFresh(when, audience));
        }
        viewers.values().forEach(PrivacyIT::settle);
        for (String audience : audiences) {
            for (String name : viewers.keySet()) {
                found.add(when + " " + audience + " " + name + " " + String.join(" ", cells(olds.get(audience), fresh.get(audience), name)));
            }
            for (String name : FAR_PEOPLE) {
                found.add(when + " " + audience + " " + name + " . . . . . . " + String.join(" ", given(olds.get(audience), name)) + " . . . "
                    + says(fresh.get(audience).contains(name + " event")) + " .");
            }
            found.add(when + " " + audience + " " + ANONYMOUS + " . . . . " + String.join(" ", open(olds.get(audience), "")) + " . . . . . . .");
        }
    }

    /** Publishes something new, and says to whom it came, live, as an event, and as a notice; it is gone afterwards. */
    private List<String> writeFresh(String when, String audience) throws Exception {
        String node = AUDIENCES.get(audience).node();
        String title = "New " + audience + " " + when;
        write(node, "fresh", title + " @contact @member @follower @stranger @blocked @owner");
        // What is done in a node is told in its order: with what comes behind it, it has been told itself.
        write(node, "behind", "Behind " + title);
        viewers.get(OWNER).open().awaitPatch(patch -> patch.html().contains("Behind " + title));
        viewers.get(OWNER).wire().awaitEvent("Behind " + title);
        // One stream goes to the other server, and its own order is that of the stream.
        far.get(WITNESS).awaitEvent("Behind " + title);
        List<String> whom = new ArrayList<>();
        for (Viewer viewer : viewers.values()) {
            settle(viewer);
            // As the page shows it by now, be it by a patch of its own or with a feed that was drawn afresh meanwhile.
            mark(whom, viewer.name(), "live", times(title + " @", viewer.open().text("#feed-new") + viewer.open().text("#posts")));
            mark(whom, viewer.name(), "event", viewer.wire().count(title + " @"));
            mark(whom, viewer.name(), "told", viewer.open().get("/notices").body().contains(title) ? 1 : 0);
        }
        for (String name : FAR_PEOPLE) {
            mark(whom, name, "event", far.get(name).count(title + " @"));
        }
        for (String id : List.of("fresh", "behind")) {
            result(author.ask("set", "", pubsub("<retract node='" + node + "' notify='true'><item id='" + id + "'/></retract>")));
        }
        return whom;
    }

    private static long times(String words, String text) {
        return Pattern.compile(words, Pattern.LITERAL).matcher(text).results().count();
    }

    private static void mark(List<String> whom, String viewer, String surface, long times) {
        assertTrue(times <= 1, () -> viewer + " had it " + times + " times: " + surface);
        if (times == 1) {
            whom.add(viewer + " " + surface);
        }
    }

    // Whatever was on its way to the page's session has been put into the page, when an action behind it is answered.
    private static void settle(Viewer viewer) {
        try {
            viewer.open().act("posts/preview", Map.of("text", "x")).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException(viewer.name(), failed);
        }
    }

    private List<String> cells(Old old, List<String> fresh, String name) throws Exception {
        Viewer viewer = viewers.get(name);
        List<String> cells = new ArrayList<>();
        boolean followed = shows(viewer, "/feed", old.title());
        boolean readable = shows(viewer, "/feed/post-" + old.page(), old.title());
        cells.add(says(followed));
        cells.add(says(readable));
        boolean listed = shows(viewer, "/feed/" + address(OWNER), old.title());
        boolean named = shows(viewer, "/contacts/" + address(OWNER), old.title());
        cells.add(listed == named ? says(listed) : "list:" + says(listed) + ",page:" + says(named));
        cells.add(says(shows(viewer, search(old.title()), old.title())));
        cells.addAll(open(old, viewer.open().cookie()));
        cells.addAll(given(old, name));
        cells.add(says(shows(viewer, "/notices", old.title())));
        boolean open = viewer.open().text("#posts").contains(old.title()) || viewer.open().text("#feed-new").contains(old.title());
        cells.add(readable && !followed ? "." : says(open));
        for (String surface : List.of("live", "event", "told")) {
            cells.add(says(fresh.contains(name + " " + surface)));
        }
        return cells;
    }

    private List<String> given(Old old, String name) throws Exception {
        return List.of(says(gives(name, address(OWNER), old.audience().node(), old.title())), says(gives(name, TALKS, old.talk(), "Said of " + old.title())));
    }

    // In small letters, so that the page does not say the title itself.
    private static String search(String title) {
        return "/search?q=%22" + title.toLowerCase(Locale.ROOT).replace(" ", "+") + "%22";
    }

    private List<String> open(Old old, String cookie) throws Exception {
        String blog = "/@" + OWNER;
        return List.of(says(open(blog + "/" + old.item(), cookie, old.title())), says(open(blog + "/feed.atom", cookie, old.title())));
    }

    private boolean open(String path, String cookie, String title) throws Exception {
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(URI.create(server.url("/fireside") + path)).header("Cookie", cookie).build(),
            HttpResponse.BodyHandlers.ofString());
        assertTrue(answer.statusCode() == 404 || answer.statusCode() == 200, answer::body);
        return answer.body().contains(title);
    }

    private static boolean shows(Viewer viewer, String path, String title) throws Exception {
        HttpResponse<String> answer = viewer.open().get(path);
        assertEquals(200, answer.statusCode(), path);
        return answer.body().contains(title);
    }

    private boolean gives(String name, String service, String node, String title) throws Exception {
        Element answer = wire(name).ask("get", service, pubsub("<items node='" + node + "'/>"));
        return answer.attributeValue("type").equals("result") && answer.asXML().contains(title);
    }

    private static String says(boolean seen) {
        return seen ? "yes" : "no";
    }
}
