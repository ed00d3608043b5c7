package org.igniterealtime.openfire.plugin.fireside.pubsub;

import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.ALICE;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.BOB;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.CAROL;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.CLUB;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.MALLORY;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Scene.xml;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Screenplay.assertError;
import static org.igniterealtime.openfire.plugin.fireside.pubsub.Screenplay.assertResult;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.IQ;
import org.xmpp.packet.PacketError;

class PubSubProtocolTest {
    private static final String PUBSUB = "<pubsub xmlns='http://jabber.org/protocol/pubsub'>%s</pubsub>";
    private static final String OWNER = "<pubsub xmlns='http://jabber.org/protocol/pubsub#owner'>%s</pubsub>";
    private static final String FORM = "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'><value>%s</value></field>%s</x>";

    private Scene scene;
    private Screenplay service;
    private Screenplay alices;

    @BeforeEach
    void open() throws Exception {
        scene = new Scene();
        service = new Screenplay(scene.pubsub, "fireside.x");
        alices = new Screenplay(scene.pubsub, ALICE);
    }

    @AfterEach
    void close() throws Exception {
        scene.close();
    }

    private static String pubsub(String inner) {
        return PUBSUB.formatted(inner);
    }

    private static String owner(String inner) {
        return OWNER.formatted(inner);
    }

    private static String form(String purpose, String... fields) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            all.append("<field var='").append(fields[i]).append("'><value>").append(fields[i + 1]).append("</value></field>");
        }
        return FORM.formatted("http://jabber.org/protocol/pubsub#" + purpose, all);
    }

    private static String publish(String node, String id, String text) {
        return pubsub("<publish node='" + node + "'><item id='" + id + "'>" + xml(text) + "</item></publish>");
    }

    // ---- XEP-0060 §7

    @Test
    void an_item_is_published_and_given_back_with_its_publisher() {
        alices.set(ALICE, publish("urn:xmpp:microblog:0", "bnd81g37d61f49fgn581", "Soliloquy"));

        assertResult(pubsub("<items node='urn:xmpp:microblog:0'><item id='bnd81g37d61f49fgn581' publisher='alice@x'>" + xml("Soliloquy") + "</item></items>"),
            alices.get(MALLORY, pubsub("<items node='urn:xmpp:microblog:0'/>")));
    }

    @Test
    void the_answer_to_publishing_says_the_id() {
        assertResult(pubsub("<publish node='urn:xmpp:microblog:0'><item id='given'/></publish>"),
            alices.set(ALICE, publish("urn:xmpp:microblog:0", "given", "text")));
        assertResult(pubsub("<publish node='urn:xmpp:microblog:0'><item id='*'/></publish>"),
            alices.set(ALICE, pubsub("<publish node='urn:xmpp:microblog:0'><item>" + xml("text") + "</item></publish>")));
    }

    @Test
    void a_payload_comes_back_with_its_namespaces() {
        String payload = "<entry xmlns='http://www.w3.org/2005/Atom' xml:lang='de' xmlns:thr='http://purl.org/syndication/thread/1.0' thr:count='3'>"
            + "<thr:in-reply-to href='xmpp:a?;node=b'/><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>Hi <b>you</b> there</div></content></entry>";

        alices.set(ALICE, pubsub("<publish node='urn:xmpp:microblog:0'><item id='1'>" + payload + "</item></publish>"));

        String stored = scene.pubsub.item(Scene.BLOG, "1", null).orElseThrow().payload();
        IQ answer = alices.get(BOB, pubsub("<items node='urn:xmpp:microblog:0'/>"));
        Element given = answer.getChildElement().element("items").element("item");
        assertEquals(stored, Xml.children(given).get(0).asXML());
        assertTrue(stored.contains("Hi <b>you</b> there"), stored);
        assertEquals("3", Xml.parse(stored).attributeValue(DocumentHelper.createQName("count", DocumentHelper.createNamespace("thr", "http://purl.org/syndication/thread/1.0"))));
    }

    @Test
    void movims_publish_options_make_a_node_and_meet_it_later() {
        String options = "<publish-options>" + form("publish-options", "pubsub#persist_items", "true", "pubsub#max_items", "max",
            "pubsub#itemreply", "publisher", "pubsub#notify_sub", "true", "pubsub#notify_retract", "true") + "</publish-options>";
        String post = "<publish node='urn:xmpp:microblog:0'><item id='%s'>" + xml("text") + "</item></publish>" + options;

        assertEquals(IQ.Type.result, alices.set(ALICE, pubsub(post.formatted("1"))).getType());
        assertEquals(IQ.Type.result, alices.set(ALICE, pubsub(post.formatted("2"))).getType());

        assertError("conflict precondition-not-met", alices.set(ALICE, pubsub(post.formatted("3").replace("max<", "10<"))));
        assertEquals(2, scene.pubsub.count(scene.pubsub.find(Scene.BLOG).orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "bad-request nodeid-required | <publish><item/></publish>",
        "bad-request item-required | <publish node='club'/>",
        "bad-request payload-required | <publish node='club'><item id='1'/></publish>",
        "bad-request invalid-payload | <publish node='club'><item id='1'><a xmlns='a'/><b xmlns='b'/></item></publish>",
        "bad-request | <publish node='club'><item id='1'><a xmlns='a'/></item><item id='2'><a xmlns='a'/></item></publish>",
        "item-not-found | <publish node='nothing'><item id='1'><a xmlns='a'/></item></publish>",
        "bad-request nodeid-required | <retract><item id='1'/></retract>", "bad-request item-required | <retract node='club'/>",
        "bad-request item-required | <retract node='club'><item/></retract>", "item-not-found | <retract node='club'><item id='1'/></retract>",
        "item-not-found | <retract node='nothing'><item id='1'/></retract>"})
    void what_a_publisher_gets_wrong_he_is_told(String error, String request) throws Exception {
        scene.club(AccessModel.OPEN, PublishModel.PUBLISHERS);

        assertError(error, service.set(ALICE, pubsub(request)));
    }

    @Test
    void a_node_that_neither_keeps_items_nor_sends_them_on_has_none_and_is_rung() throws Exception {
        String configure = "<configure>" + form("node_config", "pubsub#persist_items", "0", "pubsub#deliver_payloads", "0") + "</configure>";
        assertResult("", service.set(ALICE, pubsub("<create node='doorbell'/>" + configure)));

        assertResult(pubsub("<publish node='doorbell'/>"), service.set(ALICE, pubsub("<publish node='doorbell'/>")));

        assertEquals(List.of("doorbell"), scene.told(NodeRung.class).stream().map(rung -> rung.node().id().name()).toList());
        assertError("bad-request item-forbidden", service.set(ALICE, pubsub("<publish node='doorbell'><item id='1'/></publish>")));
        assertError("bad-request item-forbidden", service.set(ALICE, publish("doorbell", "1", "text")));
        assertError("forbidden", service.set(BOB, pubsub("<publish node='doorbell'/>")));
        assertError("conflict precondition-not-met", service.set(ALICE, pubsub("<publish node='doorbell'/><publish-options>"
            + form("publish-options", "pubsub#access_model", "whitelist") + "</publish-options>")));
        assertError("item-not-found", service.set(ALICE, pubsub("<publish node='no-bell'/>")));
        assertEquals(List.of("NodeCreated", "NodeRung"), scene.kinds());
    }

    @Test
    void who_may_not_publish_or_retract_is_forbidden_to() throws Exception {
        scene.club(AccessModel.OPEN, PublishModel.PUBLISHERS);
        scene.publish(ALICE, CLUB, "1", "text");

        assertError("forbidden", service.set(BOB, publish("club", "2", "text")));
        assertError("forbidden", service.set(BOB, pubsub("<retract node='club'><item id='1'/></retract>")));
        assertResult("", service.set(ALICE, pubsub("<retract node='club' notify='true'><item id='1'/></retract>")));
        assertResult(pubsub("<items node='club'/>"), service.get(BOB, pubsub("<items node='club'/>")));
    }

    @ParameterizedTest
    @CsvSource({"PRESENCE, forbidden", "ROSTER, forbidden", "AUTHORIZE, forbidden", "WHITELIST, forbidden", "OPEN, item-not-found"})
    void whether_there_is_an_item_to_retract_is_told_to_who_may_read(AccessModel access, String ofNone) throws Exception {
        scene.club(access, PublishModel.PUBLISHERS);
        scene.publish(ALICE, CLUB, "there", "text");

        assertError("forbidden", service.set(BOB, pubsub("<retract node='club'><item id='there'/></retract>")));
        assertError(ofNone, service.set(BOB, pubsub("<retract node='club'><item id='not-there'/></retract>")));
        scene.relations.blocks(ALICE, BOB, true);
        for (String id : List.of("there", "not-there")) {
            assertError("item-not-found", service.set(BOB, pubsub("<retract node='club'><item id='" + id + "'/></retract>")));
        }
    }

    // ---- XEP-0060 §6.5

    @Test
    void items_come_oldest_first_and_the_newest_of_them_when_few_are_wanted() throws Exception {
        scene.club(AccessModel.OPEN, PublishModel.PUBLISHERS);
        for (String id : List.of("A", "B", "C", "D")) {
            scene.publish(ALICE, CLUB, id, "text");
        }
        scene.publish(ALICE, CLUB, "C", "again");
        scene.publish(ALICE, CLUB, "A", "again");

        assertEquals("A B C D", ids(service.get(BOB, pubsub("<items node='club'/>"))));
        assertEquals("C D", ids(service.get(BOB, pubsub("<items node='club' max_items='2'/>"))));
        assertEquals("B D C A", ids(service.get(BOB, pubsub("<items node='club'/>" + order("modification", "")))));
        assertEquals("A C D", ids(service.get(BOB, pubsub("<items node='club' max_items='3'/>" + order("modification", "desc='true'")))));
        assertEquals("D C", ids(service.get(BOB, pubsub("<items node='club' max_items='2'/>" + order("creation", "desc='1'")))));
        assertEquals("B A", ids(service.get(BOB, pubsub("<items node='club'><item id='B'/><item id='nothing'/><item id='A'/></items>"))));
        assertError("bad-request", service.get(BOB, pubsub("<items node='club'/>" + order("size", ""))));
        assertError("bad-request", service.get(BOB, pubsub("<items node='club' max_items='many'/>")));
    }

    /** The whole example of XEP-0413 §4.5. */
    @Test
    void pages_in_another_order() throws Exception {
        scene.club(AccessModel.OPEN, PublishModel.PUBLISHERS);
        for (String id : List.of("A", "B", "C", "D", "C", "A")) {
            scene.publish(ALICE, CLUB, id, "text");
        }

        assertPage("B D | 0 B D 4", "<items node='club'/>" + order("modification", "") + set("<max>2</max>"));
        assertPage("C A | 2 C A 4", "<items node='club'/>" + order("modification", "") + set("<max>2</max><after>D</after>"));
        assertPage("D C | 0 D C 4", "<items node='club'/>" + order("creation", "desc='true'") + set("<max>2</max>"));
        assertPage("B A | 2 B A 4", "<items node='club'/>" + order("creation", "desc='true'") + set("<max>2</max><after>C</after>"));
        assertPage("B A | 2 B A 4", "<items node='club'/>" + order("creation", "desc='true'") + set("<max>2</max><before/>"));
        assertPage("C D | 2 C D 4", "<items node='club'/>" + set("<max>2</max><before/>"));
        assertPage("A B | 0 A B 4", "<items node='club'/>" + set("<max>2</max><before>C</before>"));
        assertPage("C | 2 C C 4", "<items node='club'/>" + set("<max>1</max><index>2</index>"));
        assertPage(" | 4", "<items node='club'/>" + set("<max>0</max>"));
        assertPage(" | 4", "<items node='club'/>" + set("<max>2</max><after>D</after>"));
        assertError("item-not-found", service.get(BOB, pubsub("<items node='club'/>" + set("<after>nothing</after>"))));
        assertError("item-not-found", service.get(BOB, pubsub("<items node='club'/>" + set("<max>2</max><index>7</index>"))));
        assertError("bad-request", service.get(BOB, pubsub("<items node='club'/>" + set("<max>-5</max>"))));
    }

    @Test
    void a_thousand_items_are_read_both_ways_while_more_come_and_some_go() throws Exception {
        scene.club(AccessModel.OPEN, PublishModel.PUBLISHERS);
        List<String> all = IntStream.range(0, 1000).mapToObj(i -> "i" + i).toList();
        for (String id : all) {
            scene.publish(ALICE, CLUB, id, "text");
        }

        List<String> down = new ArrayList<>();
        String before = "<before/>";
        for (int page = 0; page < 12; page++) {
            List<String> some = List.of(ids(service.get(BOB, pubsub("<items node='club'/>" + set("<max>90</max>" + before)))).split(" "));
            down.addAll(0, some);
            before = "<before>" + some.get(0) + "</before>";
            scene.publish(ALICE, CLUB, "later" + page, "text");
            scene.pubsub.retract(ALICE, CLUB, some.get(5), false);
        }
        List<String> up = new ArrayList<>();
        String after = "";
        for (int page = 0; page < 12; page++) {
            List<String> some = List.of(ids(service.get(BOB, pubsub("<items node='club'/>" + set("<max>90</max>" + after)))).split(" "));
            up.addAll(some);
            after = "<after>" + some.get(some.size() - 1) + "</after>";
            scene.publish(ALICE, CLUB, "last" + page, "text");
        }

        assertEquals(all, down);
        assertEquals(1000, up.stream().filter(id -> id.startsWith("i")).count() + 12);
        assertEquals(up.stream().distinct().toList(), up);
    }

    @Test
    void an_answer_that_cannot_hold_all_says_so() throws Exception {
        scene.club(AccessModel.OPEN, PublishModel.PUBLISHERS);
        for (int i = 0; i < 5; i++) {
            scene.publish(ALICE, CLUB, "i" + i, "x".repeat(100_000));
        }

        assertPage("i3 i4 | 3 i3 i4 5", "<items node='club'/>");
        assertPage("i3 i4 | 3 i3 i4 5", "<items node='club' max_items='4'/>");
        assertPage("i0 i1 | 0 i0 i1 5", "<items node='club'/>" + set("<max>5</max>"));
        assertPage("i2 i3 | 2 i2 i3 5", "<items node='club'/>" + set("<max>5</max><before>i4</before>"));
    }

    @ParameterizedTest
    @CsvSource({"PRESENCE, not-authorized presence-subscription-required", "ROSTER, not-authorized not-in-roster-group",
        "AUTHORIZE, not-authorized not-subscribed", "WHITELIST, not-allowed closed-node"})
    void who_may_not_read_is_told_why_and_not_what_it_is(AccessModel access, String error) throws Exception {
        scene.pubsub.create(ALICE, new NodeId(ALICE, "secret"), NodeConfig.keeping("A title", access, PublishModel.PUBLISHERS));

        assertError(error, alices.get(BOB, pubsub("<items node='secret'/>")));
        assertError(error, alices.get(BOB, "<query xmlns='http://jabber.org/protocol/disco#items' node='secret'/>"));
        IQ info = alices.get(BOB, "<query xmlns='http://jabber.org/protocol/disco#info' node='secret'/>");
        assertEquals(access == AccessModel.AUTHORIZE ? IQ.Type.result : IQ.Type.error, info.getType());
        boolean listed = alices.get(BOB, "<query xmlns='http://jabber.org/protocol/disco#items'/>").toXML().contains("secret");
        assertEquals(access == AccessModel.AUTHORIZE, listed);
    }

    @Test
    void somebody_who_is_blocked_finds_nothing() throws Exception {
        scene.publish(ALICE, Scene.BLOG, "1", "text");
        scene.relations.blocks(ALICE, BOB, true);

        for (String request : List.of("<items node='urn:xmpp:microblog:0'/>", "<items node='nothing'/>")) {
            assertError("item-not-found", alices.get(BOB, pubsub(request)));
        }
        assertError("item-not-found", alices.set(BOB, pubsub("<subscribe node='urn:xmpp:microblog:0' jid='bob@x'/>")));
        assertError("item-not-found", alices.set(BOB, publish("urn:xmpp:microblog:0", "1", "text")));
        assertError("item-not-found", alices.set(BOB, publish("nothing", "1", "text")));
        assertError("item-not-found", alices.get(BOB, "<query xmlns='http://jabber.org/protocol/disco#info' node='urn:xmpp:microblog:0'/>"));
        assertResult("<query xmlns='http://jabber.org/protocol/disco#items'/>", alices.get(BOB, "<query xmlns='http://jabber.org/protocol/disco#items'/>"));
    }

    // ---- XEP-0060 §6.1 to §6.4, §5.6, §5.7

    @Test
    void subscribing_and_unsubscribing() throws Exception {
        scene.club(AccessModel.OPEN, PublishModel.PUBLISHERS);

        assertResult(pubsub("<subscription node='club' jid='bob@x' subid='*' subscription='subscribed'/>"),
            service.set(BOB, pubsub("<subscribe node='club' jid='bob@x'/>")));
        assertResult(pubsub("<subscription node='club' jid='bob@x/home' subid='*' subscription='subscribed'/>"),
            service.set(BOB, pubsub("<subscribe node='club' jid='bob@x/home'/>")));
        assertResult(pubsub("<subscriptions><subscription node='club' jid='bob@x/home' subid='*' subscription='subscribed'/>"
            + "<subscription node='club' jid='bob@x' subid='*' subscription='subscribed'/></subscriptions>"), service.get(BOB, pubsub("<subscriptions/>")));
        assertResult("", service.set(BOB, pubsub("<unsubscribe node='club' jid='bob@x'/>")));
        assertResult(pubsub("<subscriptions node='club'><subscription node='club' jid='bob@x/home' subid='*' subscription='subscribed'/></subscriptions>"),
            service.get(BOB, pubsub("<subscriptions node='club'/>")));
        assertResult(pubsub("<subscriptions/>"), service.get(CAROL, pubsub("<subscriptions/>")));
        assertEquals(1, scene.told(SubscriptionChanged.class).size(), "he is subscribed all the time");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "bad-request nodeid-required | <subscribe jid='bob@x'/>", "bad-request invalid-jid | <subscribe node='club'/>",
        "bad-request invalid-jid | <subscribe node='club' jid='carol@x'/>", "bad-request invalid-jid | <subscribe node='club' jid='@@'/>",
        "item-not-found | <subscribe node='nothing' jid='bob@x'/>",
        "bad-request invalid-options | <subscribe node='club' jid='bob@x'/><options><x xmlns='jabber:x:data' type='submit'><field var='pubsub#deliver'><value>maybe</value></field></x></options>",
        "unexpected-request not-subscribed | <unsubscribe node='club' jid='bob@x/away'/>", "forbidden | <unsubscribe node='club' jid='carol@x'/>",
        "not-acceptable invalid-subid | <unsubscribe node='club' jid='bob@x' subid='wrong'/>", "bad-request jid-required | <unsubscribe node='club'/>",
        "item-not-found | <unsubscribe node='nothing' jid='bob@x'/>", "bad-request invalid-options | <options node='club' jid='bob@x'/>"})
    void what_a_subscriber_gets_wrong_he_is_told(String error, String request) throws Exception {
        scene.club(AccessModel.OPEN, PublishModel.PUBLISHERS);
        scene.pubsub.subscribe(BOB, CLUB);

        assertError(error, service.set(BOB, pubsub(request)));
    }

    @Test
    void an_address_that_ends_with_a_blank_is_none_since_databases_take_it_for_another() throws Exception {
        scene.club(AccessModel.OPEN, PublishModel.PUBLISHERS);
        service.set(BOB, pubsub("<subscribe node='club' jid='bob@x/home'/>"));

        assertError("bad-request invalid-jid", service.set(BOB, pubsub("<subscribe node='club' jid='bob@x/home '/>")));
        assertError("forbidden", service.set(BOB, pubsub("<unsubscribe node='club' jid='bob@x/home '/>")));
    }

    @Test
    void who_has_to_be_let_in_is_told_to_wait_and_the_owner_decides() throws Exception {
        scene.club(AccessModel.AUTHORIZE, PublishModel.PUBLISHERS);

        assertResult(pubsub("<subscription node='club' jid='bob@x' subid='*' subscription='pending'/>"),
            service.set(BOB, pubsub("<subscribe node='club' jid='bob@x'/>")));
        assertError("not-authorized pending-subscription", service.set(BOB, pubsub("<subscribe node='club' jid='bob@x'/>")));
        assertResult(owner("<subscriptions node='club'><subscription jid='bob@x' subid='*' subscription='pending'/></subscriptions>"),
            service.get(ALICE, owner("<subscriptions node='club'/>")));
        assertResult("", service.set(ALICE, owner("<subscriptions node='club'><subscription jid='bob@x' subscription='subscribed'/></subscriptions>")));

        assertResult(pubsub("<items node='club'/>"), service.get(BOB, pubsub("<items node='club'/>")));
        assertResult("", service.set(ALICE, owner("<subscriptions node='club'><subscription jid='bob@x' subscription='none'/></subscriptions>")));
        assertError("not-authorized not-subscribed", service.get(BOB, pubsub("<items node='club'/>")));
    }

    @Test
    void smack_decides_in_the_namespace_of_subscribers() throws Exception {
        scene.club(AccessModel.AUTHORIZE, PublishModel.PUBLISHERS);
        scene.pubsub.subscribe(BOB, CLUB);

        assertResult("", service.set(ALICE, owner("<subscriptions node='club'><subscription xmlns='http://jabber.org/protocol/pubsub' "
            + "jid='bob@x' subscription='subscribed'/></subscriptions>")));

        assertResult(pubsub("<items node='club'/>"), service.get(BOB, pubsub("<items node='club'/>")));
    }

    @Test
    void an_owner_subscribes_nobody_who_has_not_asked() throws Exception {
        scene.club(AccessModel.OPEN, PublishModel.PUBLISHERS);
        scene.pubsub.subscribe(BOB, CLUB);

        IQ answer = service.set(ALICE, owner("<subscriptions node='club'><subscription jid='bob@x' subscription='none'/>"
            + "<subscription jid='mallory@elsewhere' subscription='subscribed'/></subscriptions>"));

        assertError("not-acceptable", answer);
        assertEquals("bob@x subscribed, mallory@elsewhere none", entries(answer, "subscription"));
        assertError("forbidden", service.set(BOB, owner("<subscriptions node='club'><subscription jid='bob@x' subscription='none'/></subscriptions>")));
        assertError("bad-request", service.set(BOB, owner("<subscriptions node='club'><subscription jid='alice@x' subscription='what'/></subscriptions>")));
        assertError("forbidden", service.get(BOB, owner("<subscriptions node='club'/>")));
    }

    @Test
    void who_is_no_owner_learns_of_nobody_by_a_refusal_whatever_is_wrong_with_his_request() throws Exception {
        scene.club(AccessModel.WHITELIST, PublishModel.PUBLISHERS);
        scene.pubsub.affiliate(ALICE, CLUB, java.util.Map.of(BOB, Affiliation.MEMBER));
        scene.pubsub.subscribe(BOB, CLUB);
        String tooLong = "m".repeat(250) + "@elsewhere";

        IQ subscriptions = service.set(tooLong, owner("<subscriptions node='club'><subscription jid='bob@x' subscription='none'/></subscriptions>"));
        IQ affiliations = service.set(tooLong, owner("<affiliations node='club'><affiliation jid='bob@x' affiliation='none'/></affiliations>"));

        assertError("not-acceptable", subscriptions);
        assertEquals(null, subscriptions.getChildElement(), subscriptions::toXML);
        assertError("not-acceptable", affiliations);
        assertEquals(null, affiliations.getChildElement(), affiliations::toXML);
    }

    @Test
    void options_of_a_subscription() throws Exception {
        scene.club(AccessModel.OPEN, PublishModel.PUBLISHERS);
        String off = "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'><value>http://jabber.org/protocol/pubsub#subscribe_options</value></field>"
            + "<field var='pubsub#deliver'><value>0</value></field></x>";
        String now = "<x xmlns='jabber:x:data' type='form'><field var='FORM_TYPE' type='hidden'><value>http://jabber.org/protocol/pubsub#subscribe_options</value></field>"
            + "<field var='pubsub#deliver' type='boolean'><value>%s</value></field></x>";

        assertError("unexpected-request not-subscribed", service.get(BOB, pubsub("<options node='club' jid='bob@x'/>")));
        service.set(BOB, pubsub("<subscribe node='club' jid='bob@x'/>"));
        assertResult(pubsub("<options node='club' jid='bob@x' subid='*'>" + now.formatted("1") + "</options>"), service.get(BOB, pubsub("<options node='club' jid='bob@x'/>")));
        assertResult("", service.set(BOB, pubsub("<options node='club' jid='bob@x'>" + off + "</options>")));
        assertResult(pubsub("<options node='club' jid='bob@x' subid='*'>" + now.formatted("0") + "</options>"), service.get(BOB, pubsub("<options node='club' jid='bob@x'/>")));
        assertEquals(List.of(), scene.pubsub.addressees(scene.pubsub.find(CLUB).orElseThrow()));
        assertError("forbidden", service.get(CAROL, pubsub("<options node='club' jid='bob@x'/>")));
        assertResult(pubsub("<subscription node='club' jid='carol@x' subid='*' subscription='subscribed'/><options>"
            + now.formatted("0").replace("type='form'", "type='result'") + "</options>"),
            service.set(CAROL, pubsub("<subscribe node='club' jid='carol@x'/><options>" + off + "</options>")));
        assertResult(pubsub("<default>" + now.formatted("1") + "</default>"), service.get(CAROL, pubsub("<default/>")));
    }

    @Test
    void what_somebody_is() throws Exception {
        scene.club(AccessModel.OPEN, PublishModel.PUBLISHERS);
        scene.publish(ALICE, Scene.BLOG, "1", "text");
        scene.pubsub.affiliate(ALICE, CLUB, java.util.Map.of(BOB, Affiliation.PUBLISH_ONLY));

        assertResult(pubsub("<affiliations><affiliation node='club' affiliation='publish-only'/></affiliations>"), service.get(BOB, pubsub("<affiliations/>")));
        assertResult(pubsub("<affiliations node='club'><affiliation node='club' affiliation='owner'/></affiliations>"),
            service.get(ALICE, pubsub("<affiliations node='club'/>")));
        assertResult(pubsub("<affiliations/>"), service.get(CAROL, pubsub("<affiliations/>")));
        assertResult(pubsub("<affiliations node='club'/>"), service.get(CAROL, pubsub("<affiliations node='club'/>")));
        assertResult(pubsub("<affiliations><affiliation node='urn:xmpp:microblog:0' affiliation='owner'/></affiliations>"), alices.get(ALICE, pubsub("<affiliations/>")));
    }

    // ---- XEP-0060 §8

    @Test
    void movim_makes_a_community_and_looks_whether_it_may() {
        String configure = "<configure>" + form("node_config", "pubsub#persist_items", "true", "pubsub#deliver_payloads", "false",
            "pubsub#send_last_published_item", "on_sub", "pubsub#access_model", "open", "pubsub#max_items", "max", "pubsub#title", "The club") + "</configure>";

        assertResult("", service.set(BOB, pubsub("<create node='test_node'/>" + configure)));
        assertResult("", service.set(BOB, owner("<delete node='test_node'/>")));
        assertResult("", service.set(BOB, pubsub("<create node='club'/>" + configure)));
        assertResult(pubsub("<publish node='club'><item id='test_post'/></publish>"),
            service.set(BOB, pubsub("<publish node='club'><item id='test_post'><entry xmlns='http://www.w3.org/2005/Atom'/></item></publish>")));
        assertResult("", service.set(BOB, pubsub("<retract node='club' notify='true'><item id='test_post'/></retract>")));

        NodeConfig config = scene.pubsub.find(CLUB).orElseThrow().config();
        assertEquals("The club", config.title());
        assertEquals(NodeConfig.UNLIMITED, config.maxItems());
        assertEquals("on_sub", config.sendLast());
        assertEquals(false, config.deliverPayloads());
        assertError("forbidden", service.set(CAROL, publish("club", "test_post", "")));
    }

    @Test
    void a_node_without_a_name_gets_one() {
        IQ answer = service.set(ALICE, pubsub("<create/>"));

        assertResult(pubsub("<create node='*'/>"), answer);
        String name = answer.getChildElement().element("create").attributeValue("node");
        assertEquals(ALICE, scene.pubsub.find(new NodeId("fireside.x", name)).orElseThrow().creator());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "conflict | alice@x | <create node='club'/>", "forbidden | mallory@elsewhere | <create node='other'/>",
        "bad-request | alice@x | <create node='other'/><configure node='other'/>",
        "not-acceptable unsupported-access-model | alice@x | <create node='other'/><configure><x xmlns='jabber:x:data' type='submit'><field var='pubsub#access_model'><value>moon</value></field></x></configure>",
        "not-acceptable | alice@x | <create node='other'/><configure><x xmlns='jabber:x:data' type='submit'><field var='pubsub#max_items'><value>some</value></field></x></configure>",
        "not-acceptable | alice@x | <create node='other'/><configure><x xmlns='jabber:x:data' type='submit'><field var='pubsub#send_last_published_item'><value>often</value></field></x></configure>",
        "feature-not-implemented unsupported | alice@x | <create node='other'/><configure><x xmlns='jabber:x:data' type='submit'><field var='pubsub#node_type'><value>collection</value></field></x></configure>"})
    void what_is_wrong_about_a_new_node(String error, String from, String request) throws Exception {
        scene.club(AccessModel.OPEN, PublishModel.PUBLISHERS);

        assertError(error, service.set(from, pubsub(request)));
    }

    @Test
    void where_contacts_are_unknown_no_node_is_for_them() throws Exception {
        // given
        scene.club(AccessModel.OPEN, PublishModel.PUBLISHERS);
        // when
        scene.relations.unknown();
        // then
        for (String model : List.of("presence", "roster")) {
            String form = form("node_config", "pubsub#access_model", model);
            assertError("not-acceptable unsupported-access-model", service.set(ALICE, pubsub("<create node='" + model + "'/><configure>" + form + "</configure>")));
            assertError("not-acceptable unsupported-access-model", service.set(ALICE, owner("<configure node='club'>" + form + "</configure>")));
        }
        assertResult("", service.set(ALICE, owner("<configure node='club'>" + form("node_config", "pubsub#access_model", "whitelist") + "</configure>")));
        assertEquals(List.of("open", "authorize", "whitelist"), options(service.get(ALICE, owner("<default/>")), "pubsub#access_model"));
        assertEquals(List.of("open", "authorize", "whitelist"), options(service.get(ALICE, owner("<configure node='club'/>")), "pubsub#access_model"));
        List<String> features = features(service.get(ALICE, "<query xmlns='http://jabber.org/protocol/disco#info'/>").getChildElement());
        assertEquals(List.of("access-authorize", "access-open", "access-whitelist"), features.stream().map(feature -> feature.replaceFirst(".*#", ""))
            .filter(feature -> feature.startsWith("access-")).toList());
    }

    private static List<String> options(IQ answer, String field) {
        Element form = Xml.child(Xml.children(answer.getChildElement()).get(0), "x", "jabber:x:data");
        return Xml.children(form, "field", "jabber:x:data").stream().filter(each -> field.equals(each.attributeValue("var")))
            .flatMap(each -> Xml.children(each, "option", "jabber:x:data").stream()).map(option -> option.elementText("value")).toList();
    }

    @Test
    void configuring() throws Exception {
        scene.club(AccessModel.OPEN, PublishModel.PUBLISHERS);
        Element form = service.get(ALICE, owner("<configure node='club'/>")).getChildElement().element("configure").element("x");
        assertEquals("form", form.attributeValue("type"));
        assertTrue(form.asXML().contains("<field var=\"pubsub#title\" type=\"text-single\"><value>The club</value></field>"), form.asXML());
        assertTrue(form.asXML().contains("<option><value>whitelist</value></option>"), form.asXML());

        assertResult("", service.set(ALICE, owner("<configure node='club'>" + form("node_config", "pubsub#title", "Another", "pubsub#publish_model", "open") + "</configure>")));
        assertResult("", service.set(ALICE, owner("<configure node='club'><x xmlns='jabber:x:data' type='cancel'/></configure>")));

        NodeConfig config = scene.pubsub.find(CLUB).orElseThrow().config();
        assertEquals("Another", config.title());
        assertEquals(PublishModel.OPEN, config.publish());
        assertEquals(AccessModel.OPEN, config.access());
        assertEquals(1, scene.told(NodeConfigured.class).size());
        for (String request : List.of("<configure node='club'/>", "<affiliations node='club'/>")) {
            assertError("forbidden", service.get(BOB, owner(request)));
        }
        assertError("forbidden", service.set(BOB, owner("<configure node='club'><x xmlns='jabber:x:data' type='submit'/></configure>")));
        assertError("bad-request nodeid-required", service.get(ALICE, owner("<configure/>")));
        assertError("item-not-found", service.get(ALICE, owner("<configure node='nothing'/>")));
        assertError("bad-request", service.set(ALICE, owner("<configure node='club'/>")));
        assertTrue(service.get(BOB, owner("<default/>")).toXML().contains("<value>max</value>"));
    }

    @Test
    void what_a_form_says_can_be_sent_back_and_changes_nothing() throws Exception {
        Node node = scene.pubsub.create(ALICE, new NodeId(ALICE, "full"), new NodeConfig("T", "two\nlines", "urn:x", AccessModel.ROSTER, List.of("a", "b c"),
            PublishModel.SUBSCRIBERS, true, 7, 60, false, false, true, true, "on_sub_and_presence"));
        Element form = alices.get(ALICE, owner("<configure node='full'/>")).getChildElement().element("configure").element("x");
        form.addAttribute("type", "submit");

        assertResult("", alices.set(ALICE, owner("<configure node='full'>" + form.asXML() + "</configure>")));

        assertEquals(node, scene.pubsub.find(node.id()).orElseThrow());
        assertEquals(List.of(), scene.told(NodeConfigured.class));
    }

    @Test
    void affiliations_are_changed_together_or_not_at_all() throws Exception {
        scene.club(AccessModel.OPEN, PublishModel.PUBLISHERS);
        assertResult("", service.set(ALICE, owner("<affiliations node='club'><affiliation jid='bob@x/home' affiliation='publisher'/>"
            + "<affiliation jid='carol@x'/></affiliations>")));
        assertResult(owner("<affiliations node='club'><affiliation jid='alice@x' affiliation='owner'/><affiliation jid='bob@x' affiliation='publisher'/></affiliations>"),
            service.get(ALICE, owner("<affiliations node='club'/>")));

        IQ answer = service.set(ALICE, owner("<affiliations node='club'><affiliation jid='alice@x' affiliation='none'/>"
            + "<affiliation jid='carol@x' affiliation='publisher'/></affiliations>"));

        assertError("not-acceptable", answer);
        assertEquals("alice@x owner, carol@x none", entries(answer, "affiliation"));
        assertError("forbidden", service.set(BOB, owner("<affiliations node='club'><affiliation jid='bob@x' affiliation='owner'/></affiliations>")));
        assertError("bad-request", service.set(ALICE, owner("<affiliations node='club'><affiliation jid='bob@x' affiliation='king'/></affiliations>")));
        assertError("bad-request", service.set(ALICE, owner("<affiliations node='club'><affiliation jid='bob@x' affiliation='member'/>"
            + "<affiliation jid='bob@x/2' affiliation='outcast'/></affiliations>")));
        assertError("bad-request invalid-jid", service.set(ALICE, owner("<affiliations node='club'><affiliation affiliation='member'/></affiliations>")));
    }

    @Test
    void purging_and_deleting() throws Exception {
        scene.club(AccessModel.OPEN, PublishModel.PUBLISHERS);
        scene.publish(ALICE, CLUB, "1", "text");

        assertError("forbidden", service.set(BOB, owner("<purge node='club'/>")));
        assertResult("", service.set(ALICE, owner("<purge node='club'/>")));
        assertResult(pubsub("<items node='club'/>"), service.get(BOB, pubsub("<items node='club'/>")));
        assertError("forbidden", service.set(BOB, owner("<delete node='club'/>")));
        assertResult("", service.set(ALICE, owner("<delete node='club'><redirect uri='xmpp:elsewhere'/></delete>")));
        assertError("item-not-found", service.set(ALICE, owner("<delete node='club'/>")));
    }

    // ---- XEP-0060 §5

    @Test
    void what_a_service_is() {
        Element service = this.service.get(BOB, "<query xmlns='http://jabber.org/protocol/disco#info'/>").getChildElement();
        Element account = alices.get(BOB, "<query xmlns='http://jabber.org/protocol/disco#info'/>").getChildElement();

        assertEquals("service", service.element("identity").attributeValue("type"));
        assertEquals("pep", account.element("identity").attributeValue("type"));
        assertTrue(features(service).containsAll(List.of(Ns.PUBSUB, Ns.PUBSUB + "#persistent-items", Ns.PUBSUB + "#multi-items", Ns.PUBSUB + "#config-node-max",
            Ns.RSM, "urn:xmpp:order-by:1", "urn:xmpp:order-by:1@http://jabber.org/protocol/pubsub")));
        assertEquals(List.of(Ns.PUBSUB + "#auto-create"), features(account).stream().filter(each -> !features(service).contains(each)).toList());
    }

    @Test
    void an_accounts_features_are_added_to_what_the_host_says_once() {
        Element query = DocumentHelper.createElement(DocumentHelper.createQName("query", DocumentHelper.createNamespace("", Ns.DISCO_INFO)));
        query.addElement("feature").addAttribute("var", Ns.PUBSUB + "#publish");

        new PubSubProtocol(scene.pubsub).addAccountFeatures(query);

        assertEquals(features(query).stream().distinct().toList(), features(query));
        assertEquals(PubSubFeatures.ACCOUNT.size(), features(query).size());
    }

    @Test
    void what_a_node_is() throws Exception {
        scene.pubsub.create(ALICE, CLUB, new NodeConfig("The club", "All about it", "urn:xmpp:pubsub-social-feed:1", AccessModel.OPEN, List.of(),
            PublishModel.SUBSCRIBERS, true, NodeConfig.UNLIMITED, 0, true, true, true, false, "never"));
        scene.pubsub.subscribe(BOB, CLUB);

        assertResult("<query xmlns='http://jabber.org/protocol/disco#info' node='club'><identity category='pubsub' type='leaf' name='The club'/>"
            + "<feature var='http://jabber.org/protocol/pubsub'/><feature var='http://jabber.org/protocol/pubsub#member-affiliation'/>"
            + "<feature var='http://jabber.org/protocol/pubsub#outcast-affiliation'/><feature var='http://jabber.org/protocol/pubsub#publish-only-affiliation'/>"
            + "<feature var='http://jabber.org/protocol/pubsub#publisher-affiliation'/>"
            + "<x xmlns='jabber:x:data' type='result'><field var='FORM_TYPE' type='hidden'><value>http://jabber.org/protocol/pubsub#meta-data</value></field>"
            + "<field var='pubsub#type' type='text-single'><value>urn:xmpp:pubsub-social-feed:1</value></field>"
            + "<field var='pubsub#creator' type='text-single'><value>alice@x</value></field>"
            + "<field var='pubsub#creation_date' type='text-single'><value>2024-01-01T00:00:00Z</value></field>"
            + "<field var='pubsub#title' type='text-single'><value>The club</value></field>"
            + "<field var='pubsub#description' type='text-single'><value>All about it</value></field>"
            + "<field var='pubsub#access_model' type='list-single'><value>open</value></field>"
            + "<field var='pubsub#publish_model' type='list-single'><value>subscribers</value></field>"
            + "<field var='pubsub#max_items' type='text-single'><value>max</value></field>"
            + "<field var='pubsub#owner' type='jid-multi'><value>alice@x</value></field><field var='pubsub#publisher' type='jid-multi'/>"
            + "<field var='pubsub#num_subscribers' type='text-single'><value>1</value></field></x></query>",
            service.get(MALLORY, "<query xmlns='http://jabber.org/protocol/disco#info' node='club'/>"));
        assertError("item-not-found", service.get(BOB, "<query xmlns='http://jabber.org/protocol/disco#info' node='nothing'/>"));
    }

    @Test
    void nodes_and_items_are_listed_in_pages() throws Exception {
        scene.club(AccessModel.OPEN, PublishModel.PUBLISHERS);
        scene.pubsub.create(ALICE, new NodeId("fireside.x", "quiet"), NodeConfig.keeping("", AccessModel.WHITELIST, PublishModel.OPEN));
        scene.pubsub.create(ALICE, new NodeId("fireside.x", "other"), NodeConfig.keeping("", AccessModel.OPEN, PublishModel.OPEN));
        for (int i = 1; i <= 3; i++) {
            scene.publish(ALICE, CLUB, "i" + i, "text");
        }

        assertResult("<query xmlns='http://jabber.org/protocol/disco#items'><item jid='fireside.x' node='club' name='The club'/><item jid='fireside.x' node='other'/></query>",
            service.get(BOB, "<query xmlns='http://jabber.org/protocol/disco#items'/>"));
        assertResult("<query xmlns='http://jabber.org/protocol/disco#items'><item jid='fireside.x' node='other'/>"
            + "<set xmlns='http://jabber.org/protocol/rsm'><first>other</first><last>other</last></set></query>",
            service.get(BOB, "<query xmlns='http://jabber.org/protocol/disco#items'>" + set("<max>1</max><after>club</after>") + "</query>"));
        assertResult("<query xmlns='http://jabber.org/protocol/disco#items' node='club'><item jid='fireside.x' name='i1'/><item jid='fireside.x' name='i2'/>"
            + "<item jid='fireside.x' name='i3'/></query>", service.get(BOB, "<query xmlns='http://jabber.org/protocol/disco#items' node='club'/>"));
        assertResult("<query xmlns='http://jabber.org/protocol/disco#items' node='club'><item jid='fireside.x' name='i2'/><item jid='fireside.x' name='i3'/>"
            + "<set xmlns='http://jabber.org/protocol/rsm'><first index='1'>i2</first><last>i3</last><count>3</count></set></query>",
            service.get(BOB, "<query xmlns='http://jabber.org/protocol/disco#items' node='club'>" + set("<max>2</max><before/>") + "</query>"));
        for (String after : List.of("nothing", "quiet")) {
            assertError("item-not-found",
                service.get(BOB, "<query xmlns='http://jabber.org/protocol/disco#items'>" + set("<after>" + after + "</after>") + "</query>"));
        }
    }

    // ---- hostile

    @ParameterizedTest
    @ValueSource(strings = {"", "<pubsub xmlns='http://jabber.org/protocol/pubsub'/>", "<pubsub xmlns='http://jabber.org/protocol/pubsub#owner'/>",
        "<pubsub xmlns='http://jabber.org/protocol/pubsub'><items xmlns='other' node='club'/></pubsub>",
        "<pubsub xmlns='http://jabber.org/protocol/pubsub'><unknown node='club'/></pubsub>", "<pubsub xmlns='http://jabber.org/protocol/pubsub'><configure node='club'/></pubsub>",
        "<pubsub xmlns='http://jabber.org/protocol/pubsub'><set xmlns='http://jabber.org/protocol/rsm'/></pubsub>"})
    void what_is_no_request_is_a_bad_one(String child) {
        assertError("bad-request", service.get(BOB, child));
        assertError("bad-request", service.set(BOB, child));
    }

    @Test
    void getting_is_not_setting() throws Exception {
        scene.club(AccessModel.OPEN, PublishModel.PUBLISHERS);

        assertError("bad-request", service.get(ALICE, pubsub("<create node='other'/>")));
        assertError("bad-request", service.get(ALICE, owner("<delete node='club'/>")));
        assertError("bad-request", service.set(ALICE, pubsub("<items node='club'/>")));
        assertError("service-unavailable", service.get(ALICE, "<query xmlns='jabber:iq:last'/>"));
    }

    @Test
    void monstrous_requests_are_answered() throws Exception {
        scene.club(AccessModel.OPEN, PublishModel.PUBLISHERS);
        IQ deep = new IQ(Xml.parse("<iq type='set' id='1' from='alice@x/h' to='fireside.x'>" + pubsub("<publish node='club'><item id='1'/></publish>") + "</iq>"));
        Element inner = deep.getChildElement().element("publish").element("item");
        for (int i = 0; i < 100_000; i++) {
            inner = inner.addElement("a");
        }
        IQ wide = new IQ(Xml.parse("<iq type='set' id='1' from='alice@x/h' to='fireside.x'>" + owner("<configure node='club'><x xmlns='jabber:x:data' type='submit'/></configure>") + "</iq>"));
        for (int i = 0; i < 100_000; i++) {
            wide.getChildElement().element("configure").element("x").addElement("field").addAttribute("var", "pubsub#title" + i).addElement("value").setText("x");
        }
        StringBuilder ids = new StringBuilder();
        IntStream.range(0, 501).forEach(i -> ids.append("<item id='").append(i).append("'/>"));
        PubSubProtocol protocol = new PubSubProtocol(scene.pubsub);

        assertError("bad-request invalid-payload", protocol.answer(deep, "fireside.x"));
        assertEquals(IQ.Type.result, protocol.answer(wide, "fireside.x").getType());
        assertError("not-acceptable", service.get(BOB, pubsub("<items node='club'>" + ids + "</items>")));
        assertError("bad-request", service.get(BOB, pubsub("<items node='club' max_items='99999999999999999999'/>")));
        assertError("item-not-found", service.get(BOB, pubsub("<items node='" + "x".repeat(10_000) + "'/>")));
        assertError("item-not-found", service.get(BOB, pubsub("<items node='club'/>" + set("<after>" + "x".repeat(10_000) + "</after>"))));
        String farAway = "m".repeat(1000) + "@" + "elsewhere.".repeat(20) + "org";
        assertError("not-acceptable", service.set(farAway, publish("club", "1", "text")));
        assertEquals(IQ.Type.result, service.get(farAway, pubsub("<items node='club'/>")).getType());
        assertEquals(IQ.Type.result, service.get(farAway, pubsub("<subscriptions/>")).getType());
        assertError("not-acceptable", service.set(BOB, pubsub("<create node='" + "x".repeat(10_000) + "'/>")));
    }

    @Test
    void a_fault_is_said_and_goes_no_further() throws Exception {
        scene.club(AccessModel.OPEN, PublishModel.PUBLISHERS);
        scene.pubsub.beside(new Beside() {
            @Override
            public Element prepare(Writing writing, Node node, String itemId, String publisher, Element payload) {
                throw new IllegalStateException("A feature is broken (this test)");
            }
        });

        IQ answer = service.set(ALICE, publish("club", "1", "text"));

        assertEquals(PacketError.Condition.internal_server_error, answer.getError().getCondition());
        assertEquals(PacketError.Type.wait, answer.getError().getType());
        assertEquals(0, scene.pubsub.count(scene.pubsub.find(CLUB).orElseThrow()));
    }

    @Test
    void while_the_database_is_down_it_is_to_be_tried_again() throws Exception {
        scene.database.down(true);
        IQ answer = service.get(ALICE, pubsub("<items node='club'/>"));
        scene.database.down(false);

        assertEquals(PacketError.Type.wait, answer.getError().getType());
    }

    private static String order(String by, String more) {
        return "<order xmlns='urn:xmpp:order-by:1' by='" + by + "' " + more + "/>";
    }

    private static String set(String inner) {
        return "<set xmlns='http://jabber.org/protocol/rsm'>" + inner + "</set>";
    }

    /** @param expected ids, a bar, then index, first, last and count of the page */
    private void assertPage(String expected, String request) {
        IQ answer = service.get(BOB, pubsub(request));
        Element set = Xml.child(answer.getChildElement(), "set", Ns.RSM);
        List<String> words = new ArrayList<>();
        if (set.element("first") != null) {
            words.add(set.element("first").attributeValue("index"));
            words.add(set.elementText("first"));
            words.add(set.elementText("last"));
        }
        words.add(set.elementText("count"));
        assertEquals(expected, ids(answer) + " | " + String.join(" ", words));
    }

    private static String ids(IQ answer) {
        assertEquals(IQ.Type.result, answer.getType(), answer.toXML());
        List<String> ids = new ArrayList<>();
        Xml.children(answer.getChildElement().element("items")).forEach(item -> ids.add(item.attributeValue("id")));
        return String.join(" ", ids);
    }

    private static String entries(IQ answer, String name) {
        Element list = (Element) answer.getElement().element("pubsub").elements().get(0);
        List<String> entries = new ArrayList<>();
        Xml.children(list).forEach(entry -> entries.add(entry.attributeValue("jid") + " " + entry.attributeValue(name)));
        return String.join(", ", entries);
    }

    private static List<String> features(Element query) {
        return Xml.children(query, "feature", Ns.DISCO_INFO).stream().map(feature -> feature.attributeValue("var")).toList();
    }
}
