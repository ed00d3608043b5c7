package org.igniterealtime.openfire.plugin.fireside.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.PubSubRequest;
import org.igniterealtime.openfire.plugin.fireside.testkit.Wire;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smackx.iqregister.packet.Registration;
import org.jivesoftware.smackx.muc.MultiUserChatManager;
import org.jivesoftware.smackx.vcardtemp.VCardManager;
import org.jivesoftware.smackx.vcardtemp.packet.VCard;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.jid.parts.Resourcepart;

/** People, rooms and nodes of each sort, and who finds them: see {@code finding.txt}. */
final class Findings implements AutoCloseable {
    static final List<String> PERSONS = List.of("open", "hidden", "locked", "gone", "blocker", "blocked");
    static final List<String> VIEWERS = List.of("stranger", "friend", "enemy");
    private static final Path TABLE = Path.of("src/test/resources/finding.txt");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SERVICE = "fireside.localhost";
    private static final Map<String, String> PARTS = Map.of("person", "people", "room", "rooms", "node", "communities");

    private final Scene scene;
    private final List<Wire> occupants = new ArrayList<>();

    Findings(Scene scene) {
        this.scene = scene;
    }

    /** The rows of the table, without what is said of them. */
    static List<String> expected() throws Exception {
        return Files.readAllLines(TABLE).stream().filter(line -> !line.startsWith("#") && !line.isBlank()).map(line -> line.strip().replaceAll("\\s+", " ")).toList();
    }

    // ---- how they come to be

    static String username(String person) {
        return person + "person";
    }

    void make() throws Exception {
        Map<String, NativeClient> clients = new TreeMap<>();
        for (String person : PERSONS) {
            NativeClient client = scene.client(username(person));
            clients.put(person, client);
            VCard card = new VCard();
            card.setNickName("nick" + person);
            card.setField("DESC", "Keeps bees, aboutperson" + person);
            VCardManager.getInstanceFor(client.connection()).saveVCard(card);
            if (!person.equals("hidden")) {
                post(username(person), "account/found", Map.of("findable", "true"));
            }
        }
        post(username("blocker"), "contacts/block", Map.of("jid", "enemy@localhost", "blocked", "true"));
        post("enemy", "contacts/block", Map.of("jid", username("blocked") + "@localhost", "blocked", "true"));
        rooms("stranger", "hidden", "password", "members", "public");
        nodes(clients.get("open"));
        awaitFound("stranger", "people", "goneperson", username("gone") + "@localhost");
        awaitFound("stranger", "people", "lockedperson", username("locked") + "@localhost");
        scene.server().command("lock-out", username("locked"));
        remove(clients.get("gone"), username("gone"));
        for (Map.Entry<String, String> last : Map.of("people", "nickopen", "rooms", "titleroompublic", "communities", "titlenodemember").entrySet()) {
            awaitFound(last.getKey().equals("communities") ? "friend" : "stranger", last.getKey(), last.getValue(), "id=\"found-");
        }
    }

    // COMPAT: Openfire 4.2 ends the session with an error, sometimes before it answers.
    private void remove(NativeClient client, String username) throws Exception {
        Registration removal = new Registration(Map.of("remove", ""));
        removal.setType(IQ.Type.set);
        client.connection().sendStanza(removal);
        assertTrue(Await.until(PATIENCE, () -> {
            try (FakePage page = logIn(username)) {
                return false;
            } catch (IllegalStateException refused) {
                return true;
            }
        }));
    }

    private void post(String who, String action, Map<String, String> fields) throws Exception {
        try (FakePage page = logIn(who)) {
            int status = page.post("/do/" + action, fields).statusCode();
            if (status >= 400) {
                throw new IllegalStateException(who + " may not " + action + ": " + status);
            }
        }
    }

    private FakePage logIn(String who) throws Exception {
        return FakePage.logIn(scene.server().url("/fireside"), who, Scene.PASSWORD);
    }

    /** Rooms of which somebody is the first occupant. @param sorts what each is, or just a name */
    void rooms(String maker, String... sorts) throws Exception {
        Wire occupant = Wire.logIn(scene.server(), maker, "occupant");
        occupants.add(occupant);
        for (String sort : sorts) {
            String room = "room" + sort + "@conference.localhost";
            MultiUserChatManager.getInstanceFor(occupant.connection()).getMultiUserChat(JidCreate.entityBareFrom(room)).create(Resourcepart.from("maker"));
            // COMPAT: Openfire 4.2 knows 1 for yes, and Smack says true.
            own(occupant, room, "<x xmlns='jabber:x:data' type='submit'>"
                + field("FORM_TYPE", "http://jabber.org/protocol/muc#roomconfig") + field("muc#roomconfig_roomname", "Titleroom" + sort)
                + field("muc#roomconfig_roomdesc", "About the quarry, aboutroom" + sort) + field("muc#roomconfig_publicroom", sort.equals("hidden") ? "0" : "1")
                + field("muc#roomconfig_membersonly", sort.equals("members") ? "1" : "0")
                + field("muc#roomconfig_passwordprotectedroom", sort.equals("password") ? "1" : "0")
                + (sort.equals("password") ? field("muc#roomconfig_roomsecret", "granite") : "") + "</x>");
        }
    }

    /** Ends a room of those that were made last. */
    void destroy(String sort) throws Exception {
        own(occupants.get(occupants.size() - 1), "room" + sort + "@conference.localhost", "<destroy/>");
    }

    private static void own(Wire owner, String room, String content) throws Exception {
        Element answer = owner.ask("set", room, "<query xmlns='http://jabber.org/protocol/muc#owner'>" + content + "</query>");
        assertEquals("result", answer.attributeValue("type"), answer::asXML);
    }

    @Override
    public void close() {
        occupants.forEach(Wire::close);
    }

    private static void nodes(NativeClient maker) throws Exception {
        for (String sort : List.of("presence", "authorize", "whitelist", "open", "member")) {
            maker.connection().sendIqRequestAndWaitForResponse(PubSubRequest.set(SERVICE, "<create node='node" + sort + "'/><configure><x xmlns='jabber:x:data' type='submit'>"
                + field("FORM_TYPE", "http://jabber.org/protocol/pubsub#node_config") + field("pubsub#title", "Titlenode" + sort)
                + field("pubsub#description", "About the garden, aboutnode" + sort) + field("pubsub#access_model", sort.equals("member") ? "whitelist" : sort) + "</x></configure>"));
            maker.connection().sendIqRequestAndWaitForResponse(PubSubRequest.publish(SERVICE, "node" + sort, "one",
                "<entry xmlns='http://www.w3.org/2005/Atom'><title>One</title><category term='tag" + sort + "'/></entry>"));
        }
        maker.connection().sendIqRequestAndWaitForResponse(PubSubRequest.owner(IQ.Type.set, SERVICE,
            "<affiliations node='nodemember'><affiliation jid='friend@localhost' affiliation='member'/></affiliations>"));
    }

    private static String field(String name, String value) {
        return "<field var='" + name + "'><value>" + value + "</value></field>";
    }

    // ---- who finds them

    /** The table as it is. */
    List<String> found() throws Exception {
        Map<String, FakePage> pages = new TreeMap<>();
        Map<String, Wire> wires = new TreeMap<>();
        List<String> rows = new ArrayList<>();
        try {
            for (String viewer : VIEWERS) {
                pages.put(viewer, logIn(viewer));
                wires.put(viewer, Wire.logIn(scene.server(), viewer, "finding"));
            }
            for (String row : expected()) {
                String[] cells = row.split(" ");
                rows.add(String.join(" ", cells[0], cells[1], cells[2], found(cells[0], cells[1], pages.get(cells[2]), wires.get(cells[2]))));
            }
            return rows;
        } finally {
            pages.values().forEach(FakePage::close);
            wires.values().forEach(Wire::close);
        }
    }

    private static String found(String kind, String what, FakePage page, Wire wire) throws Exception {
        boolean person = kind.equals("person");
        String id = "found-" + switch (kind) {
            case "person" -> username(what) + "@localhost";
            case "room" -> "room" + what + "@conference.localhost";
            default -> "xmpp:" + SERVICE + "?;node=node" + what;
        };
        String name = person ? username(what) : "title" + kind + what;
        Document named = search(page, name, PARTS.get(kind));
        boolean counted = !named.select("#search-way-" + PARTS.get(kind) + " .search-count").text().equals("0");
        boolean about = search(page, "about" + kind + what, PARTS.get(kind)).getElementById(id) != null;
        return yes(named.getElementById(id) != null) + " " + yes(about) + " " + yes(counted) + " "
            + (person ? yes(client(wire, what)) : ".");
    }

    private static boolean client(Wire wire, String what) throws Exception {
        // COMPAT: Smack ends its connection over an answer in plain fields.
        Element answer = wire.ask("set", SERVICE, "<query xmlns='jabber:iq:search'><x xmlns='jabber:x:data' type='submit'>"
            + field("FORM_TYPE", "jabber:iq:search") + field("nick", "nick" + what) + "</x></query>");
        return answer.asXML().contains(username(what) + "@localhost");
    }

    private static Document search(FakePage page, String words, String part) throws Exception {
        return Jsoup.parse(page.get("/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + "&in=" + part).body());
    }

    private static String yes(boolean is) {
        return is ? "yes" : "no";
    }

    void awaitFound(String viewer, String part, String words, String text) throws Exception {
        try (FakePage page = logIn(viewer)) {
            if (!Await.until(PATIENCE, () -> search(page, words, part).html().contains(text))) {
                throw new AssertionError(viewer + " does not find " + words + " among " + part + ": " + search(page, words, part).select("#search-body").html());
            }
        }
    }
}
