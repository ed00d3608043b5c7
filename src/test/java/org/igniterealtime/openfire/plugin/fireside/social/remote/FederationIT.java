package org.igniterealtime.openfire.plugin.fireside.social.remote;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.Phone;
import org.igniterealtime.openfire.plugin.fireside.testkit.Prosody;
import org.igniterealtime.openfire.plugin.fireside.testkit.PubSubRequest;
import org.jivesoftware.smack.XMPPException;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.StandardExtensionElement;
import org.jivesoftware.smack.packet.StanzaBuilder;
import org.jivesoftware.smack.roster.Roster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jxmpp.jid.impl.JidCreate;

/** Social life between this server and a Prosody: each side follows, reads, comments and likes what the other side's people write. */
class FederationIT {
    private static final String BLOG = "urn:xmpp:microblog:0";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Prosody prosody;
    private static OpenfireServer openfire;
    private static Phone mary;

    @BeforeAll
    static void start() throws Exception {
        prosody = Prosody.start("pro.test", "of.test", List.of("mary", "nina"));
        openfire = prosody.federate(OpenfireServer.builder().plugin(OpenfireServer.PLUGIN)).user("alice", "secret").user("bob", "secret")
            .user("carol", "secret").user("dave", "secret").user("erin", "secret")
            .user("frank", "secret").user("grace", "secret").user("heidi", "secret").start();
        mary = prosody.logIn("mary");
        Roster.getInstanceFor(mary.connection()).setSubscriptionMode(Roster.SubscriptionMode.manual);
    }

    @AfterAll
    static void stop() {
        if (mary != null) {
            mary.close();
        }
        if (openfire != null) {
            openfire.close();
        }
        if (prosody != null) {
            prosody.close();
        }
    }

    @Test
    void a_blog_of_another_server_is_followed_without_being_a_contact() throws Exception {
        // given
        publish("old", "Written before");
        try (FakePage alice = logIn("alice").open("/feed")) {
            assertFalse(alice.html().contains("Written before"));
            // when
            act(alice, "follows/set", Map.of("jid", "mary@pro.test", "follows", "true"));
            // then what there was is there
            alice.awaitPatch(patch -> patch.html().contains("Written before"));
            // when
            publish("new", "Just written");
            // then
            alice.awaitPatch(patch -> patch.html().contains("Just written"));
            String post = post(alice, "Just written");
            // when
            publish("new", "Written better");
            // then
            alice.awaitPatch(patch -> patch.target().equals("post-" + post) && patch.html().contains("Written better"));
            assertTrue(alice.get("/feed/post-" + post).body().contains("Written better"));
            // when
            mary.ask(PubSubRequest.retract(null, BLOG, "new"));
            // then
            alice.awaitPatch(patch -> patch.action().equals("remove") && patch.target().equals("post-" + post));
            assertFalse(feed(alice).contains("Written better"));
            // and her list says whom she follows, as other clients keep it
            try (Phone phone = Phone.logIn(openfire, "alice", "secret")) {
                assertTrue(list(phone).contains("server='mary@pro.test'") || list(phone).contains("server=\"mary@pro.test\""), list(phone));
                assertTrue(list(phone).contains(sha1("mary@pro.test<" + BLOG + "<alice@of.test")));
                // when
                act(alice, "follows/set", Map.of("jid", "mary@pro.test", "follows", "false"));
                // then
                assertFalse(list(phone).contains("mary@pro.test"));
            }
            assertFalse(feed(alice).contains("Written before"));
        }
    }

    @Test
    void what_came_while_somebody_was_away_is_there_when_he_comes() throws Exception {
        // given
        publish("away-0", "Before bob left");
        try (FakePage bob = logIn("bob").open("/feed")) {
            act(bob, "follows/set", Map.of("jid", "mary@pro.test", "follows", "true"));
        }
        openfire.command("sessions").getAsJsonObject().getAsJsonArray("list").forEach(session -> {
            String address = session.getAsJsonObject().get("address").getAsString();
            if (address.startsWith("bob@")) {
                openfire.command("close-session", address);
            }
        });
        // when
        publish("away-1", "While bob was away");
        mary.ask(PubSubRequest.publish(null, BLOG, "away-2", entry("away-2", "Taken back meanwhile", "")));
        mary.ask(PubSubRequest.retract(null, BLOG, "away-2"));
        // then
        try (FakePage bob = logIn("bob")) {
            assertTrue(until(() -> feed(bob).contains("While bob was away")));
            assertTrue(until(() -> !feed(bob).contains("Taken back meanwhile")));
            // and nobody sees it to whom it was not sent
            try (FakePage frank = logIn("frank").open("/feed")) {
                String post = post(bob, "While bob was away");
                assertFalse(frank.get("/feed/post-" + post).body().contains("While bob was away"));
                assertFalse(feed(frank).contains("While bob was away"));
                // nor finds it, where the other does
                assertTrue(until(() -> search(bob, "while+bob+away").contains("While bob was away")));
                assertFalse(search(bob, "taken+back+meanwhile").contains("Taken back meanwhile"));
                assertFalse(search(frank, "while+bob+away").contains("While bob was away"));
                assertFalse(search(frank, "from:mary@pro.test").contains("While bob was away"));
            }
        }
    }

    @Test
    void what_is_told_without_its_words_is_asked_for() throws Exception {
        // given
        try (Phone nina = prosody.logIn("nina")) {
            publish(nina, "first", "Nina's first", "");
            nina.ask(PubSubRequest.owner(IQ.Type.set, null, "<configure node='" + BLOG + "'><x xmlns='jabber:x:data' type='submit'>"
                + "<field var='FORM_TYPE' type='hidden'><value>http://jabber.org/protocol/pubsub#node_config</value></field>"
                + "<field var='pubsub#deliver_payloads'><value>0</value></field></x></configure>"));
            try (FakePage heidi = logIn("heidi").open("/feed")) {
                act(heidi, "follows/set", Map.of("jid", "nina@pro.test", "follows", "true"));
                heidi.awaitPatch(patch -> patch.html().contains("Nina&#39;s first") || patch.html().contains("Nina's first"));
                // when
                nina.ask(PubSubRequest.publish(null, BLOG, "second", entry("second", "The second of Nina", "")));
                // then
                heidi.awaitPatch(patch -> patch.html().contains("The second of Nina"));
            }
        }
    }

    @Test
    void what_somebody_says_of_his_own_accord_is_nobodys_feed() throws Exception {
        // given
        publish("before", "A blog that there is");
        try (Phone nina = prosody.logIn("nina"); FakePage heidi = logIn("heidi").open("/feed")) {
            act(heidi, "follows/set", Map.of("jid", "mary@pro.test", "follows", "true"));
            // when she is told of a post by a client, of a stranger and of one whom she follows
            tell(nina, "heidi@of.test", "Bought by a stranger");
            tell(mary, "heidi@of.test", "Not from her blog");
            publish("true", "From her blog");
            // then
            heidi.awaitPatch(patch -> patch.html().contains("From her blog"));
            assertFalse(feed(heidi).contains("Bought by a stranger"));
            assertFalse(feed(heidi).contains("Not from her blog"));
        }
    }

    private static void tell(Phone from, String to, String title) throws Exception {
        from.connection().sendStanza(StanzaBuilder.buildMessage().to(JidCreate.from(to)).ofType(Message.Type.headline)
            .addExtension(StandardExtensionElement.builder("event", "http://jabber.org/protocol/pubsub#event")
                .addElement(StandardExtensionElement.builder("items", "http://jabber.org/protocol/pubsub#event").addAttribute("node", BLOG)
                    .addElement(StandardExtensionElement.builder("item", "http://jabber.org/protocol/pubsub#event").addAttribute("id", "forged")
                        .addElement(StandardExtensionElement.builder("entry", "http://www.w3.org/2005/Atom")
                            .addElement(StandardExtensionElement.builder("title", "http://www.w3.org/2005/Atom").setText(title).build()).build()).build())
                    .build()).build()).build());
    }

    @Test
    void somebodys_page_shows_who_he_is_and_what_he_has_written() throws Exception {
        // given
        mary.ask(new Card("<FN>Mary Elsewhere</FN>"));
        publish("shown", "On the page of Mary");
        try (FakePage frank = logIn("frank").open("/contacts/mary@pro.test")) {
            // then
            frank.awaitPatch(patch -> patch.target().equals("pane") && patch.html().contains("On the page of Mary"));
            assertTrue(until(() -> frank.get("/contacts/mary@pro.test").body().contains("Mary Elsewhere")));
            // and looking is not following
            assertFalse(feed(frank).contains("On the page of Mary"));
            assertTrue(frank.get("/feed/mary@pro.test").body().contains("On the page of Mary"));
        }
    }

    @Test
    void a_contact_is_read_without_being_followed() throws Exception {
        // given
        try (FakePage grace = logIn("grace").open("/feed")) {
            act(grace, "contacts/add", Map.of("jid", "mary@pro.test", "name", ""));
            mary.awaitPresence(presence -> presence.getType() == Presence.Type.subscribe && presence.getFrom().toString().startsWith("grace@"));
            presence(Presence.Type.subscribed, "grace@of.test");
            presence(Presence.Type.subscribe, "grace@of.test");
            assertTrue(until(() -> mary.presences().stream().anyMatch(presence -> presence.isAvailable() && presence.getFrom().toString().startsWith("grace@"))));
            // when her server knows what grace's session wants to be told
            assertTrue(until(() -> {
                publish("seen", "Seen by contacts " + System.nanoTime());
                return feed(grace).contains("Seen by contacts");
            }));
        }
    }

    private static void presence(Presence.Type type, String to) throws Exception {
        mary.connection().sendStanza(StanzaBuilder.buildPresence().ofType(type).to(JidCreate.from(to)).build());
    }

    /** A vCard to be set (XEP-0054 §3.2). */
    private static final class Card extends IQ {
        private final String content;

        Card(String content) {
            super("vCard", "vcard-temp");
            this.content = content;
            setType(Type.set);
        }

        @Override
        protected IQChildElementXmlStringBuilder getIQChildElementBuilder(IQChildElementXmlStringBuilder xml) {
            xml.rightAngleBracket();
            xml.append(content);
            return xml;
        }
    }

    @Test
    void nobody_is_followed_who_does_not_let_himself_be() throws Exception {
        try (FakePage erin = logIn("erin").open("/feed")) {
            assertTrue(refusal(erin, "nobody@pro.test").contains("other server"), refusal(erin, "nobody@pro.test"));
            assertTrue(refusal(erin, "somebody@nowhere.test").contains("cannot be reached"), refusal(erin, "somebody@nowhere.test"));
        }
    }

    @Test
    void a_person_of_another_server_follows_comments_and_likes() throws Exception {
        // given
        try (FakePage carol = logIn("carol").open("/feed")) {
            write(carol, "Hello to the world", "public");
            mary.ask(PubSubRequest.set("carol@of.test", "<subscribe node='" + BLOG + "' jid='mary@pro.test'/>"));
            assertTrue(items("carol@of.test", BLOG).contains("Hello to the world"));
            // when
            write(carol, "A second word", "public");
            // then it comes with what it says
            String event = mary.awaitMessage(message -> message.toXML().toString().contains("A second word")).toXML().toString();
            String talk = first(event, "node=(urn:xmpp:microblog:0:comments/[^\"';&]+)");
            // when
            mary.ask(PubSubRequest.publish("comments.of.test", talk, "c1", entry("c1", "Well said", "")));
            mary.ask(PubSubRequest.publish("comments.of.test", talk, "l1", entry("l1", "\u2665", "")));
            // then
            String post = post(carol, "A second word");
            carol.awaitPatch(patch -> patch.target().equals("post-" + post + "-comments") && patch.html().contains("1"));
            carol.awaitPatch(patch -> patch.target().equals("post-" + post + "-likes") && patch.html().contains("1"));
            String page = carol.get("/feed/post-" + post).body();
            assertTrue(page.contains("Well said") && page.contains("mary@pro.test"));
            // when she takes both back
            mary.ask(PubSubRequest.retract("comments.of.test", talk, "c1"));
            mary.ask(PubSubRequest.retract("comments.of.test", talk, "l1"));
            // then
            assertTrue(until(() -> !carol.get("/feed/post-" + post).body().contains("Well said")));
            assertTrue(until(() -> carol.get("/feed/post-" + post).body().contains("aria-pressed=\"false\"")));
            // when it is edited and deleted
            act(carol, "posts/publish", Map.of("edits", post, "title", "", "text", "A better word", "audience", "public"));
            mary.awaitMessage(message -> message.toXML().toString().contains("A better word"));
            act(carol, "posts/delete", Map.of("post", post));
            // then
            mary.awaitMessage(message -> message.toXML().toString().contains("<retract"));
        }
    }

    @Test
    void what_is_for_contacts_does_not_reach_a_stranger() throws Exception {
        // given
        try (FakePage dave = logIn("dave").open("/feed")) {
            write(dave, "For the world", "public");
            mary.ask(PubSubRequest.set("dave@of.test", "<subscribe node='" + BLOG + "' jid='mary@pro.test'/>"));
            // when
            write(dave, "Only for my contacts", "contacts");
            write(dave, "For the world again", "public");
            // then
            mary.awaitMessage(message -> message.toXML().toString().contains("For the world again"));
            assertTrue(mary.messages().stream().noneMatch(message -> message.toXML().toString().contains("Only for my contacts")));
            assertThrows(XMPPException.XMPPErrorException.class, () -> mary.ask(PubSubRequest.get("dave@of.test", "<items node='" + BLOG + ":contacts'/>")));
            assertThrows(XMPPException.XMPPErrorException.class, () -> mary.ask(PubSubRequest.set("dave@of.test",
                "<subscribe node='" + BLOG + ":contacts' jid='mary@pro.test'/>")));
        }
    }

    @Test
    void comments_and_likes_go_where_the_other_server_has_them() throws Exception {
        // given
        String talk = BLOG + ":comments/discussed";
        mary.ask(PubSubRequest.set("comments.pro.test", "<create node='" + talk + "'/><configure><x xmlns='jabber:x:data' type='submit'>"
            + "<field var='FORM_TYPE' type='hidden'><value>http://jabber.org/protocol/pubsub#node_config</value></field>"
            + "<field var='pubsub#publish_model'><value>open</value></field><field var='pubsub#max_items'><value>100</value></field>"
            + "<field var='pubsub#persist_items'><value>1</value></field></x></configure>"));
        mary.ask(PubSubRequest.set("comments.pro.test", "<subscribe node='" + talk + "' jid='mary@pro.test'/>"));
        mary.ask(PubSubRequest.publish("comments.pro.test", talk, "m1", entry("m1", "Mary began", "")));
        publish("discussed", "What do you think?", "<link rel='replies' title='comments' href='xmpp:comments.pro.test?;node=" + talk + "'/>");
        try (FakePage erin = logIn("erin").open("/feed")) {
            act(erin, "follows/set", Map.of("jid", "mary@pro.test", "follows", "true"));
            assertTrue(until(() -> feed(erin).contains("What do you think?")));
            String post = post(erin.open("/feed"), "What do you think?");
            // when
            erin.open("/feed/post-" + post);
            // then what was said is there
            erin.awaitPatch(patch -> patch.target().equals("thread-" + post) && patch.html().contains("Mary began"));
            // when
            act(erin, "comments/send", Map.of("post", post, "body", "I think so too"));
            act(erin, "likes/set", Map.of("post", post, "liked", "true"));
            // then
            mary.awaitMessage(message -> message.toXML().toString().contains("I think so too"));
            mary.awaitMessage(message -> message.toXML().toString().contains("\u2665"));
            String comment = first(erin.awaitPatch(patch -> patch.target().equals("thread-" + post) && patch.html().contains("I think so too")).html(),
                "id=\"comment-([0-9a-f]{16})-delete\"");
            erin.awaitPatch(patch -> patch.target().equals("post-" + post + "-actions") && patch.html().contains("aria-pressed=\"true\""));
            // when, since a Prosody lets only its publishers take something back
            mary.ask(PubSubRequest.owner(IQ.Type.set, "comments.pro.test", "<affiliations node='" + talk
                + "'><affiliation jid='erin@of.test' affiliation='publisher'/></affiliations>"));
            act(erin, "likes/set", Map.of("post", post, "liked", "false"));
            act(erin, "comments/delete", Map.of("post", post, "comment", comment));
            // then
            assertTrue(until(() -> !items("comments.pro.test", talk).contains("\u2665")));
            assertFalse(items("comments.pro.test", talk).contains("I think so too"));
        }
    }

    // ---- what people do

    private static void publish(String id, String title) throws Exception {
        publish(id, title, "");
    }

    private static void publish(String id, String title, String more) throws Exception {
        publish(mary, id, title, more);
    }

    private static void publish(Phone author, String id, String title, String more) throws Exception {
        author.ask(PubSubRequest.set(null, "<publish node='" + BLOG + "'><item id='" + id + "'>" + entry(id, title, more) + "</item></publish>"
            + "<publish-options><x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'>"
            + "<value>http://jabber.org/protocol/pubsub#publish-options</value></field><field var='pubsub#access_model'><value>open</value></field>"
            + "<field var='pubsub#max_items'><value>max</value></field><field var='pubsub#persist_items'><value>true</value></field>"
            + "<field var='pubsub#notify_retract'><value>true</value></field></x></publish-options>"));
    }

    private static String entry(String id, String title, String more) {
        Instant now = Instant.now();
        return "<entry xmlns='http://www.w3.org/2005/Atom'><title>" + title + "</title><id>" + id + "</id><author><uri>xmpp:mary@pro.test</uri></author>"
            + more + "<published>" + now + "</published><updated>" + now + "</updated></entry>";
    }

    private static String items(String service, String node) throws Exception {
        IQ answer = mary.ask(PubSubRequest.get(service, "<items node='" + node + "'/>"));
        return answer.toXML().toString();
    }

    private static void write(FakePage page, String text, String audience) throws Exception {
        act(page, "posts/publish", Map.of("title", "", "text", text, "audience", audience));
    }

    private static void act(FakePage page, String action, Map<String, String> fields) throws Exception {
        page.act(action, fields).get(40, TimeUnit.SECONDS);
    }

    private static String refusal(FakePage page, String whom) {
        return assertThrows(ExecutionException.class, () -> act(page, "follows/set", Map.of("jid", whom, "follows", "true"))).getCause().getMessage();
    }

    private static FakePage logIn(String user) throws Exception {
        return FakePage.logIn(URI.create(openfire.url("/fireside").toString()), user, "secret");
    }

    private static String feed(FakePage page) throws Exception {
        return page.get("/feed").body();
    }

    private static String search(FakePage page, String words) throws Exception {
        return page.get("/search?q=" + words).body();
    }

    /** The id of a post in the feed. */
    private static String post(FakePage page, String words) throws Exception {
        assertTrue(until(() -> feed(page).contains(words)), words);
        Matcher article = Pattern.compile("<article class=\"post\" id=\"post-([0-9a-f]{16})\".*?</article>", Pattern.DOTALL).matcher(feed(page));
        while (article.find()) {
            if (article.group().contains(words)) {
                return article.group(1);
            }
        }
        throw new AssertionError("No post: " + words);
    }

    private static String list(Phone phone) throws Exception {
        return phone.ask(PubSubRequest.get(null, "<items node='urn:xmpp:pubsub:movim-public-subscription'/>")).toXML().toString();
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertTrue(matcher.find(), text);
        return matcher.group(1);
    }

    private static String sha1(String text) throws Exception {
        return java.util.HexFormat.of().formatHex(java.security.MessageDigest.getInstance("SHA-1").digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private static boolean until(Callable<Boolean> condition) {
        return Await.until(PATIENCE, condition);
    }
}
