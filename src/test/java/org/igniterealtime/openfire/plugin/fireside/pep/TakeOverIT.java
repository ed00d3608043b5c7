package org.igniterealtime.openfire.plugin.fireside.pep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.Wire;
import org.junit.jupiter.api.Test;

/** The plugin comes, goes and comes again: whose the social nodes are, and what is in them. */
class TakeOverIT {
    private static final String BLOG = "urn:xmpp:microblog:0";
    private static final String GROUP = "urn:xmpp:microblog:0:friends";
    private static final String CONTACTS = "urn:xmpp:microblog:0:contacts";
    private static final String BOOKMARKS = "urn:xmpp:bookmarks:1";
    private static final String LARGE = "urn:xmpp:microblog:0:large";

    @Test
    void without_the_plugin_plain_pep_answers_and_what_it_was_given_is_taken_over() throws Exception {
        try (OpenfireServer server = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN).user("ann", "secret").user("bob", "secret")
                .user("carol", "secret").contacts("ann", "bob").start();
            Wire ann = Wire.logIn(server, "ann", "a"); Wire bob = Wire.logIn(server, "bob", "b", BLOG); Wire carol = Wire.logIn(server, "carol", "c")) {
            // given
            assertResult(ann.ask("set", "", publish(BLOG, "before", "Before")));
            assertResult(carol.ask("set", "ann@localhost", "<pubsub xmlns='http://jabber.org/protocol/pubsub'><subscribe node='" + BLOG
                + "' jid='carol@localhost'/></pubsub>"));
            assertResult(bob.ask("set", "", publish(BLOG, "open", "For all")));

            // when it is removed
            server.command("remove-plugin", "fireside");

            // then plain PEP knows nothing of it, and takes what it is given
            assertNotNull(ann.ask("get", "", items(BLOG)).element("error").element("item-not-found"));
            assertNotNull(ann.ask("get", "fireside.localhost", items(BLOG)).element("error"));
            assertResult(ann.ask("set", "", create(BLOG, "open")));
            assertResult(ann.ask("set", "", publish(BLOG, "without", "Without")));
            assertResult(ann.ask("set", "", publish(BLOG, "before", "Published over")));
            assertResult(ann.ask("set", "", create(GROUP)));
            assertResult(ann.ask("set", "", publish(GROUP, "friends", "For friends")));
            assertEquals(List.of("without null Without", "before null Published over"), listed(ann.ask("get", "", items(BLOG))));
            assertResult(bob.ask("set", "", create(BLOG)));
            assertResult(bob.ask("set", "", publish(BLOG, "closed", "For contacts")));
            // and what is meant for nobody else, which plain PEP shows to contacts
            assertResult(ann.ask("set", "", create(BOOKMARKS)));
            assertResult(ann.ask("set", "", publish(BOOKMARKS, "garden@conference.localhost", "Garden")));
            assertResult(ann.ask("set", "", publish(BOOKMARKS, "attic@conference.localhost", "Attic")));
            assertResult(bob.ask("get", "ann@localhost", items(BOOKMARKS)));
            // and something that no node of ours takes
            assertResult(ann.ask("set", "", create(LARGE)));
            String tooLarge = "x".repeat(300_000);
            for (String title : List.of("One", tooLarge, "Three")) {
                assertResult(ann.ask("set", "", publish(LARGE, title.substring(0, 1), title)));
            }

            // when it comes again
            server.command("install-plugin", "fireside");

            // then everything is there once, what was here as it was
            assertTrue(Await.until(Duration.ofSeconds(30), () ->
                List.of("before ann@localhost Before", "without ann@localhost Without").equals(listed(ann.ask("get", "", items(BLOG))))),
                () -> "not taken over: " + answer(ann, BLOG));
            assertTrue(Await.until(Duration.ofSeconds(30), () ->
                List.of("friends ann@localhost For friends").equals(listed(bob.ask("get", "ann@localhost", items(GROUP))))));
            assertNotNull(carol.ask("get", "ann@localhost", items(GROUP)).element("error").element("presence-subscription-required"));
            assertEquals(List.of("O ann@localhost One", "T ann@localhost Three"), listed(ann.ask("get", "", items(LARGE))));
            assertEquals(2, listed(ann.ask("get", "", items(BOOKMARKS))).size());
            assertNotNull(bob.ask("get", "ann@localhost", items(BOOKMARKS)).element("error"), "for her own clients alone");
            // and nobody sees what he would not have seen there
            assertEquals(List.of("open bob@localhost For all"), listed(carol.ask("get", "bob@localhost", items(BLOG))));
            assertEquals(List.of("closed bob@localhost For contacts"), listed(ann.ask("get", "bob@localhost", items(CONTACTS))));
            assertNotNull(carol.ask("get", "bob@localhost", items(CONTACTS)).element("error"));
            // and nobody is told of what was told long ago, but of what is new
            assertResult(ann.ask("set", "", publish(BLOG, "after", "After")));
            carol.awaitEvent("After");
            assertEquals(0, carol.count("Without"));

            // when it is removed again
            server.command("remove-plugin", "fireside");

            // then the host has nothing of it any more
            assertNotNull(ann.ask("get", "", items(BLOG)).element("error").element("item-not-found"));
            assertNotNull(ann.ask("get", "", items(GROUP)).element("error").element("item-not-found"));
            // but what could not be taken over
            assertEquals(List.of("x null " + tooLarge), listed(ann.ask("get", "", items(LARGE))));
            // and nothing of the plugin is left
            JsonObject loaders = server.command("loaders").getAsJsonObject();
            assertEquals(loaders.get("loaded"), loaders.get("alive"), loaders::toString);
        }
    }

    @Test
    void what_is_given_back_is_in_plain_pep_when_the_plugin_is_gone_and_nobody_is_told_of_it_again() throws Exception {
        try (OpenfireServer server = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN).user("ann", "secret").user("bob", "secret")
                .user("carol", "secret").contacts("ann", "bob").start();
            Wire ann = Wire.logIn(server, "ann", "a"); Wire bob = Wire.logIn(server, "bob", "b", BLOG); Wire carol = Wire.logIn(server, "carol", "c")) {
            // given
            assertResult(ann.ask("set", "", publish(BLOG, "one", "First")));
            assertResult(ann.ask("set", "", publish(BLOG, "two", "Second")));
            assertResult(ann.ask("set", "", publish(GROUP, "three", "For friends")));
            long told = bob.count("First");

            // when
            server.command("set", "fireside.giveback", "start");
            assertTrue(Await.until(Duration.ofSeconds(60), () ->
                server.command("property", "fireside.giveback").getAsJsonObject().get("value").getAsString().equals("done")));
            assertEquals(told, bob.count("First"));
            server.command("remove-plugin", "fireside");

            // then
            assertEquals(List.of("one null First", "two null Second"), listed(carol.ask("get", "ann@localhost", items(BLOG))));
            assertEquals(List.of("three null For friends"), listed(bob.ask("get", "ann@localhost", items(GROUP))));
            assertNotNull(carol.ask("get", "ann@localhost", items(GROUP)).element("error"));

            // when it comes again
            server.command("install-plugin", "fireside");

            // then nothing is there twice
            assertTrue(Await.until(Duration.ofSeconds(30), () ->
                List.of("one ann@localhost First", "two ann@localhost Second").equals(listed(carol.ask("get", "ann@localhost", items(BLOG))))));
        }
    }

    @Test
    void killed_while_it_takes_over_it_goes_on_from_there() throws Exception {
        try (OpenfireServer server = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN).user("ann", "secret").start()) {
            // given an orderly stop, by which the host's PEP has written what it has
            List<String> all = new ArrayList<>();
            server.command("remove-plugin", "fireside");
            try (Wire ann = Wire.logIn(server, "ann", "a")) {
                assertResult(ann.ask("set", "", create(BLOG)));
                for (int i = 0; i < 300; i++) {
                    assertResult(ann.ask("set", "", publish(BLOG, "item" + i, "Number " + i)));
                    all.add("item" + i + " ann@localhost Number " + i);
                }
            }
            server.command("install-plugin", "fireside", "later");
            server.stop();

            // when
            for (int i = 0; i < 3; i++) {
                server.start();
                server.kill9();
            }
            server.start();

            // then
            try (Wire ann = Wire.logIn(server, "ann", "a")) {
                assertTrue(Await.until(Duration.ofSeconds(60), () -> all.equals(listed(ann.ask("get", "", items(BLOG))))),
                    () -> "not taken over: " + answer(ann, BLOG));
                server.command("remove-plugin", "fireside");
                assertNotNull(ann.ask("get", "", items(BLOG)).element("error").element("item-not-found"));
            }
        }
    }

    private static String answer(Wire client, String node) {
        try {
            return client.ask("get", "", items(node)).asXML();
        } catch (Exception failed) {
            return failed.toString();
        }
    }

    private static String items(String node) {
        return "<pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='" + node + "'/></pubsub>";
    }

    // Plain PEP keeps one item, if any, of a node that nobody has configured.
    private static String create(String node) {
        return create(node, "presence");
    }

    private static String create(String node, String access) {
        return "<pubsub xmlns='http://jabber.org/protocol/pubsub'><create node='" + node + "'/><configure><x xmlns='jabber:x:data' type='submit'>"
            + "<field var='FORM_TYPE' type='hidden'><value>http://jabber.org/protocol/pubsub#node_config</value></field>"
            + "<field var='pubsub#persist_items'><value>1</value></field><field var='pubsub#max_items'><value>-1</value></field>"
            + "<field var='pubsub#access_model'><value>" + access + "</value></field></x></configure></pubsub>";
    }

    private static String publish(String node, String id, String title) {
        return "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='" + node + "'><item id='" + id
            + "'><entry xmlns='http://www.w3.org/2005/Atom'><title>" + title + "</title></entry></item></publish></pubsub>";
    }

    private static List<String> listed(Element answer) {
        assertResult(answer);
        List<String> items = new ArrayList<>();
        for (Object each : answer.element("pubsub").element("items").elements("item")) {
            Element item = (Element) each;
            items.add(item.attributeValue("id") + " " + item.attributeValue("publisher") + " " + item.element("entry").elementTextTrim("title"));
        }
        return items;
    }

    private static void assertResult(Element answer) {
        assertEquals("result", answer.attributeValue("type"), answer::asXML);
    }
}
