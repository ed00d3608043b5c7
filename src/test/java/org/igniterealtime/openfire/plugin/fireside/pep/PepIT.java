package org.igniterealtime.openfire.plugin.fireside.pep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.Wire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The social nodes of accounts as ordinary clients find them, over TCP: Smack, and the XML that it is sent. */
class PepIT {
    private static final String BLOG = "urn:xmpp:microblog:0";
    private static final String SERVICE = "fireside.localhost";
    private static final String ENTRY = "<entry xmlns='http://www.w3.org/2005/Atom'><title>%s</title></entry>";

    private static OpenfireServer server;

    @BeforeAll
    static void start() {
        OpenfireServer.Builder builder = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN).contacts("ann", "bob");
        for (String name : List.of("ann", "bob", "carol", "dora", "erik", "fred", "gina", "hank", "ivan", "jane", "kurt", "lena", "mona", "nina", "olga", "pete")) {
            builder.user(name, "secret");
        }
        server = builder.contacts("dora", "erik").contacts("dora", "fred").contacts("gina", "hank").contacts("jane", "kurt").contacts("mona", "nina").contacts("olga", "pete").start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void one_publishes_with_the_own_address_and_without_and_reads_it_again() throws Exception {
        try (Wire ann = Wire.logIn(server, "ann", "a")) {
            // when
            Element without = ann.ask("set", "", publish(BLOG, "one", "First"));
            Element with = ann.ask("set", "ann@localhost", publish(BLOG, "two", "Second"));
            Element items = ann.ask("get", "", "<pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='" + BLOG + "'/></pubsub>");

            // then
            assertEquals("one", published(without));
            assertEquals("two", published(with));
            assertEquals(List.of("one ann@localhost First", "two ann@localhost Second"), items(items));
            assertEquals("ann@localhost", items.attributeValue("from"));
        }
    }

    @Test
    void an_open_node_is_for_everybody_and_one_for_contacts_is_for_contacts() throws Exception {
        try (Wire mona = Wire.logIn(server, "mona", "b"); Wire nina = Wire.logIn(server, "nina", "b"); Wire carol = Wire.logIn(server, "carol", "b")) {
            // given
            assertResult(mona.ask("set", "", publish(BLOG, "open", "For all")));
            assertResult(mona.ask("set", "", publish("urn:xmpp:pubsub-social-feed:stories:0", "story", "For contacts")));

            // then
            assertTrue(items(carol.ask("get", "mona@localhost", items(BLOG))).contains("open mona@localhost For all"));
            assertEquals(List.of("story mona@localhost For contacts"), items(nina.ask("get", "mona@localhost", items("urn:xmpp:pubsub-social-feed:stories:0"))));
            Element refused = carol.ask("get", "mona@localhost", items("urn:xmpp:pubsub-social-feed:stories:0")).element("error");
            assertNotNull(refused.element("not-authorized"));
            assertNotNull(refused.element("presence-subscription-required"));
            assertNotNull(carol.ask("set", "mona@localhost", publish(BLOG, "mine", "Not mine")).element("error").element("forbidden"));
        }
    }

    @Test
    void who_subscribed_is_told_once_at_each_resource_with_who_published() throws Exception {
        try (Wire dora = Wire.logIn(server, "dora", "a"); Wire lena = Wire.logIn(server, "lena", "a"); Wire other = Wire.logIn(server, "lena", "b", BLOG)) {
            // given
            assertResult(dora.ask("set", "", publish(BLOG, "before", "Before")));
            assertResult(lena.ask("set", "dora@localhost", subscribe(BLOG, "lena@localhost")));

            // when
            assertResult(dora.ask("set", "", publish(BLOG, "after", "After")));

            // then
            Element message = lena.awaitEvent("After");
            assertEquals("headline", message.attributeValue("type"));
            assertEquals("dora@localhost", message.attributeValue("from"));
            Element item = message.element("event").element("items").element("item");
            assertEquals("after", item.attributeValue("id"));
            assertEquals("dora@localhost", item.attributeValue("publisher"));
            assertEquals("After", item.element("entry").elementTextTrim("title"));
            other.awaitEvent("After");
            assertEquals(1, lena.count("After"));
            assertEquals(1, other.count("After"));
            assertEquals(0, lena.count("Before"));

            // when
            assertResult(dora.ask("set", "", "<pubsub xmlns='http://jabber.org/protocol/pubsub'><retract node='" + BLOG
                + "' notify='true'><item id='after'/></retract></pubsub>"));
            assertResult(dora.ask("set", "", "<pubsub xmlns='http://jabber.org/protocol/pubsub#owner'><delete node='" + BLOG + "'/></pubsub>"));

            // then
            lena.awaitEvent("<retract id=\"after\"/>");
            lena.awaitEvent("<delete node=\"" + BLOG + "\"/>");
            assertEquals(1, lena.count("<retract "));
            assertEquals(1, lena.count("<delete "));
        }
    }

    @Test
    void a_contact_is_told_when_it_wants_to_be_and_the_owner_at_his_other_clients() throws Exception {
        try (Wire gina = Wire.logIn(server, "gina", "a"); Wire own = Wire.logIn(server, "gina", "b", BLOG);
            Wire wants = Wire.logIn(server, "hank", "wants", BLOG); Wire wantsNot = Wire.logIn(server, "hank", "not");
            Wire stranger = Wire.logIn(server, "ivan", "a", BLOG)) {
            // given the service knows what each wants, which it has asked them
            assertTrue(Await.until(Duration.ofSeconds(20), () -> {
                assertResult(gina.ask("set", "", publish(BLOG, "probe", "Probe")));
                return wants.count("Probe") > 0 && own.count("Probe") > 0;
            }));

            // when
            assertResult(gina.ask("set", "", publish(BLOG, "news", "News")));

            // then
            wants.awaitEvent("News");
            own.awaitEvent("News");
            assertEquals(1, wants.count("News"));
            assertEquals(1, own.count("News"));
            assertEquals(0, wantsNot.count("News"));
            assertEquals(0, stranger.count("News"));
            assertEquals(0, gina.count("News"));

            // when he subscribes besides
            assertResult(wants.ask("set", "gina@localhost", subscribe(BLOG, "hank@localhost")));
            assertResult(gina.ask("set", "", publish(BLOG, "more", "More news")));

            // then
            wants.awaitEvent("More news");
            wantsNot.awaitEvent("More news");
            assertEquals(1, wants.count("More news"));
        }
    }

    @Test
    void who_comes_or_subscribes_is_sent_the_last_item_once_where_it_is_so_configured() throws Exception {
        try (Wire olga = Wire.logIn(server, "olga", "a")) {
            // given
            assertResult(olga.ask("set", "", publish(BLOG, "first", "The first")));
            assertResult(olga.ask("set", "", publish(BLOG, "last", "The last")));
            assertResult(olga.ask("set", "", configure(BLOG, "pubsub#send_last_published_item", "on_sub_and_presence")));

            // when
            try (Wire pete = Wire.logIn(server, "pete", "wants", BLOG); Wire pete2 = Wire.logIn(server, "pete", "not");
                Wire ivan = Wire.logIn(server, "ivan", "e", BLOG)) {
                // then
                Element message = pete.awaitEvent("The last");
                assertNotNull(message.element("delay"));
                assertEquals("olga@localhost", message.element("event").element("items").element("item").attributeValue("publisher"));
                assertResult(ivan.ask("set", "olga@localhost", subscribe(BLOG, "ivan@localhost")));
                ivan.awaitEvent("The last");
                assertEquals(1, ivan.count("The last"));
                assertEquals(1, pete.count("The last"));
                assertEquals(0, pete.count("The first"));
                assertEquals(0, pete2.count("The last"));
            }
        }
    }

    @Test
    void the_owner_is_asked_who_may_subscribe_and_answers_a_service_by_the_form() throws Exception {
        try (Wire olga = Wire.logIn(server, "olga", "b"); Wire ivan = Wire.logIn(server, "ivan", "f")) {
            // given
            assertResult(olga.ask("set", SERVICE, create("club", "pubsub#access_model", "authorize")));
            assertEquals("pending", ivan.ask("set", SERVICE, subscribe("club", "ivan@localhost")).element("pubsub").element("subscription")
                .attributeValue("subscription"));

            // when
            olga.awaitMessage("subscribe_authorization");
            olga.say(SERVICE, "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'>"
                + "<value>http://jabber.org/protocol/pubsub#subscribe_authorization</value></field><field var='pubsub#node'><value>club</value></field>"
                + "<field var='pubsub#subscriber_jid'><value>ivan@localhost</value></field><field var='pubsub#allow'><value>true</value></field></x>");

            // then
            assertTrue(Await.until(Duration.ofSeconds(20),
                () -> "result".equals(ivan.ask("get", SERVICE, items("club")).attributeValue("type"))));
        }
    }

    @Test
    void what_somebody_may_not_read_he_is_not_told() throws Exception {
        try (Wire jane = Wire.logIn(server, "jane", "a"); Wire kurt = Wire.logIn(server, "kurt", "a", BLOG); Wire ivan = Wire.logIn(server, "ivan", "b")) {
            // given both are told
            assertResult(jane.ask("set", "", publish(BLOG, "hello", "Hello")));
            assertResult(ivan.ask("set", "jane@localhost", subscribe(BLOG, "ivan@localhost")));
            assertResult(kurt.ask("set", "jane@localhost", subscribe(BLOG, "kurt@localhost")));
            assertResult(jane.ask("set", "", publish(BLOG, "all", "For all")));
            ivan.awaitEvent("For all");
            kurt.awaitEvent("For all");

            // when only contacts may read
            assertResult(jane.ask("set", "", configure(BLOG, "pubsub#access_model", "presence")));
            assertResult(jane.ask("set", "", publish(BLOG, "few", "For few")));

            // then
            kurt.awaitEvent("For few");
            assertEquals(0, ivan.count("For few"));

            // when one of them has blocked her
            assertResult(kurt.ask("set", "", "<query xmlns='jabber:iq:privacy'><list name='no'><item type='jid' value='jane@localhost' action='deny' order='1'/>"
                + "</list></query>"));
            assertResult(kurt.ask("set", "", "<query xmlns='jabber:iq:privacy'><default name='no'/></query>"));
            assertResult(jane.ask("set", "", publish(BLOG, "fewer", "For fewer")));
            assertResult(jane.ask("get", "", items(BLOG)));

            // then
            assertEquals(0, kurt.count("For fewer"));
            // and who is blocked asks in vain
            assertNotNull(jane.ask("get", "kurt@localhost", items(BLOG)).element("error").element("service-unavailable"));
        }
    }

    @Test
    void a_hundred_requests_at_once_are_answered_in_order() throws Exception {
        try (Wire carol = Wire.logIn(server, "carol", "a")) {
            // when
            List<String> asked = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                asked.add(i % 2 == 0 ? carol.send("set", "", publish(BLOG, "item" + i, "Number " + i)) : carol.send("get", "", items(BLOG)));
            }
            asked.forEach(carol::answer);

            // then
            assertEquals(asked, carol.answers());
            assertEquals(50, items(carol.answer(asked.get(99))).size());
        }
    }

    @Test
    void other_nodes_are_the_hosts() throws Exception {
        try (Wire erik = Wire.logIn(server, "erik", "a"); Wire dora = Wire.logIn(server, "dora", "b")) {
            // when
            assertResult(erik.ask("set", "", "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='urn:xmpp:avatar:data'>"
                + "<item id='1'><data xmlns='urn:xmpp:avatar:data'>abcd</data></item></publish></pubsub>"));
            assertResult(erik.ask("set", "", publish(BLOG, "b", "B")));

            // then its answer bears the mark of the host, which tells no publisher
            Element answer = dora.ask("get", "erik@localhost", items("urn:xmpp:avatar:data"));
            assertNull(answer.element("pubsub").element("items").element("item").attribute("publisher"));
            List<String> nodes = new ArrayList<>();
            Element listed = dora.ask("get", "erik@localhost", "<query xmlns='http://jabber.org/protocol/disco#items'/>").element("query");
            listed.elements().forEach(item -> nodes.add(((Element) item).attributeValue("node", "")));
            assertTrue(nodes.contains("urn:xmpp:avatar:data") && nodes.contains(BLOG), nodes::toString);
        }
    }

    @Test
    void an_account_and_the_services_tell_what_they_are() throws Exception {
        try (Wire ivan = Wire.logIn(server, "ivan", "c")) {
            Element items = ivan.ask("get", "localhost", "<query xmlns='http://jabber.org/protocol/disco#items'/>");
            for (String service : List.of("fireside.localhost", "comments.localhost")) {
                Element info = ivan.ask("get", service, "<query xmlns='http://jabber.org/protocol/disco#info'/>");
                assertTrue(items.asXML().contains("jid=\"" + service + "\""), items::asXML);
                assertEquals("pubsub", info.element("query").element("identity").attributeValue("category"));
                assertEquals("service", info.element("query").element("identity").attributeValue("type"));
                assertTrue(info.asXML().contains("http://jabber.org/protocol/pubsub#publish"));
                assertEquals("result", ivan.ask("get", service, "<ping xmlns='urn:xmpp:ping'/>").attributeValue("type"));
                assertNotNull(ivan.ask("get", service, "<query xmlns='jabber:iq:last'/>").element("error").element("service-unavailable"));
            }
            String account = ivan.ask("get", "ivan@localhost", "<query xmlns='http://jabber.org/protocol/disco#info'/>").asXML();
            assertTrue(account.contains("http://jabber.org/protocol/pubsub#persistent-items"), account);
            assertTrue(account.contains("http://jabber.org/protocol/pubsub#multi-items"), account);
        }
    }

    @Test
    void nobody_gets_at_an_account_by_the_service_itself() throws Exception {
        try (Wire fred = Wire.logIn(server, "fred", "a"); Wire ivan = Wire.logIn(server, "ivan", "d")) {
            assertResult(fred.ask("set", "", publish(BLOG, "mine", "Mine")));

            Element answer = ivan.ask("get", "fred@fireside.localhost", items(BLOG));
            assertNotNull(answer.element("error").element("service-unavailable"));
            assertEquals("fred@fireside.localhost", answer.attributeValue("from"));
            assertNotNull(ivan.ask("get", "nobody@localhost", items(BLOG)).element("error"));
        }
    }

    // ---- stanzas

    private static String publish(String node, String id, String title) {
        return "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='" + node + "'><item id='" + id + "'>" + ENTRY.formatted(title)
            + "</item></publish></pubsub>";
    }

    private static String items(String node) {
        return "<pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='" + node + "'/></pubsub>";
    }

    private static String subscribe(String node, String jid) {
        return "<pubsub xmlns='http://jabber.org/protocol/pubsub'><subscribe node='" + node + "' jid='" + jid + "'/></pubsub>";
    }

    private static String create(String node, String field, String value) {
        return "<pubsub xmlns='http://jabber.org/protocol/pubsub'><create node='" + node + "'/><configure><x xmlns='jabber:x:data' type='submit'>"
            + "<field var='FORM_TYPE' type='hidden'><value>http://jabber.org/protocol/pubsub#node_config</value></field>"
            + "<field var='" + field + "'><value>" + value + "</value></field></x></configure></pubsub>";
    }

    private static String configure(String node, String field, String value) {
        return "<pubsub xmlns='http://jabber.org/protocol/pubsub#owner'><configure node='" + node + "'><x xmlns='jabber:x:data' type='submit'>"
            + "<field var='FORM_TYPE' type='hidden'><value>http://jabber.org/protocol/pubsub#node_config</value></field>"
            + "<field var='" + field + "'><value>" + value + "</value></field></x></configure></pubsub>";
    }

    private static void assertResult(Element answer) {
        assertEquals("result", answer.attributeValue("type"), answer::asXML);
    }

    private static String published(Element answer) {
        assertResult(answer);
        return answer.element("pubsub").element("publish").element("item").attributeValue("id");
    }

    private static List<String> items(Element answer) {
        assertResult(answer);
        List<String> items = new ArrayList<>();
        for (Object each : answer.element("pubsub").element("items").elements("item")) {
            Element item = (Element) each;
            items.add(item.attributeValue("id") + " " + item.attributeValue("publisher") + " " + item.element("entry").elementTextTrim("title"));
        }
        return items;
    }
}
