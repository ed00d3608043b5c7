package org.igniterealtime.openfire.plugin.fireside.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.Xmpp;
import org.jivesoftware.smack.XMPPException;
import org.jivesoftware.smack.packet.StanzaError;
import org.jivesoftware.smackx.commands.AdHocCommandManager;
import org.jivesoftware.smackx.commands.AdHocCommandNote;
import org.jivesoftware.smackx.commands.RemoteCommand;
import org.jivesoftware.smackx.disco.ServiceDiscoveryManager;
import org.jivesoftware.smackx.disco.packet.DiscoverItems;
import org.jivesoftware.smackx.xdata.FormField;
import org.jivesoftware.smackx.xdata.form.FillableForm;
import org.jivesoftware.smackx.xdata.packet.DataForm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jxmpp.jid.Jid;
import org.jxmpp.jid.impl.JidCreate;

/** Ad-hoc commands with Smack, a stock client. */
class CommandsIT {
    private static final String NODE = "https://igniterealtime.org/fireside#";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static OpenfireServer server;

    @BeforeAll
    static void start() {
        server = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN).property("admin.authorizedJIDs", "root@localhost")
            .user("alice", "secret").user("bob", "secret").user("root", "secret").contacts("alice", "bob").start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Jid service() throws Exception {
        return JidCreate.from("fireside.localhost");
    }

    private static RemoteCommand begin(Xmpp client, String name) throws Exception {
        RemoteCommand command = AdHocCommandManager.getAddHocCommandsManager(client.connection()).getRemoteCommand(service(), NODE + name);
        command.execute();
        return command;
    }

    private static Map<String, String> offered(Xmpp client) throws Exception {
        Map<String, String> offered = new TreeMap<>();
        for (DiscoverItems.Item item : ServiceDiscoveryManager.getInstanceFor(client.connection())
            .discoverItems(service(), "http://jabber.org/protocol/commands").getItems()) {
            offered.put(item.getNode().substring(NODE.length()), item.getName());
        }
        return offered;
    }

    private static FakePage logIn(String user) throws Exception {
        return FakePage.logIn(URI.create(server.url("/fireside").toString()), user, "secret");
    }

    private static List<String> notes(RemoteCommand command) {
        return command.getNotes().stream().map(AdHocCommandNote::getValue).toList();
    }

    @Test
    void somebody_is_offered_what_he_may_and_an_admin_more() throws Exception {
        try (Xmpp alice = Xmpp.logIn(server, "alice"); Xmpp root = Xmpp.logIn(server, "root")) {
            assertEquals(Map.of("post", "Write a short post", "sessions", "Browsers I am logged in with", "storage", "Files I uploaded"), offered(alice));
            assertTrue(offered(root).keySet().containsAll(List.of("figures", "announce", "endSessions", "giveBack", "limits", "post")));
            assertTrue(ServiceDiscoveryManager.getInstanceFor(alice.connection()).supportsFeature(service(), "http://jabber.org/protocol/commands"));
            // and knowing a name is not enough
            assertEquals(StanzaError.Condition.forbidden, assertThrows(XMPPException.XMPPErrorException.class, () -> begin(alice, "figures"))
                .getStanzaError().getCondition());
        }
    }

    @Test
    void a_short_post_is_written() throws Exception {
        try (Xmpp alice = Xmpp.logIn(server, "alice"); FakePage bob = logIn("bob").open("/feed")) {
            // given
            RemoteCommand command = begin(alice, "post");
            FillableForm form = new FillableForm(command.getForm());
            form.setAnswer("text", List.of("Written from", "a **terminal**"));
            form.setAnswer("audience", "contacts");
            // when
            command.complete(form);
            // then
            assertTrue(command.isCompleted());
            assertEquals(List.of("Your post is published."), notes(command));
            assertTrue(bob.awaitPatch(patch -> patch.target().equals("feed-new")).html().contains("<strong>terminal</strong>"));
        }
    }

    @Test
    void one_s_browser_is_ended() throws Exception {
        try (Xmpp alice = Xmpp.logIn(server, "alice"); FakePage page = logIn("alice").open("/chats")) {
            // given
            RemoteCommand command = begin(alice, "sessions");
            FormField field = command.getForm().getField("end");
            String browser = ((org.jivesoftware.smackx.xdata.ListSingleFormField) field).getOptions().get(0).getValueString();
            FillableForm form = new FillableForm(command.getForm());
            form.setAnswer("end", browser);
            // when
            command.complete(form);
            // then
            assertEquals(List.of("Ended."), notes(command));
            assertTrue(Await.until(PATIENCE, () -> page.get("/chats").statusCode() == 303));
        }
    }

    @Test
    void an_admin_reads_figures_announces_and_sets_limits() throws Exception {
        try (Xmpp root = Xmpp.logIn(server, "root"); Xmpp bob = Xmpp.logIn(server, "bob"); FakePage page = logIn("alice").open("/chats")) {
            // when
            DataForm figures = begin(root, "figures").getForm();
            // then
            assertTrue(figures.getItems().stream().anyMatch(item -> item.getFields().get(0).getFirstValue().equals("Open pages")));
            // when
            RemoteCommand announce = begin(root, "announce");
            FillableForm words = new FillableForm(announce.getForm());
            words.setAnswer("body", List.of("The server rests at nine."));
            announce.complete(words);
            // then
            assertTrue(Await.until(PATIENCE, () -> bob.bodies().contains("The server rests at nine.")));
            assertEquals(1, page.awaitPatch(patch -> patch.target().equals("announcements")).html().split("The server rests at nine").length - 1);
            // when it is no number
            RemoteCommand limits = begin(root, "limits");
            FillableForm wrong = new FillableForm(limits.getForm());
            wrong.setAnswer("size", "much");
            limits.complete(wrong);
            assertFalse(limits.isCompleted());
            assertTrue(notes(limits).get(0).endsWith("One file"));
            FillableForm right = new FillableForm(limits.getForm());
            right.setAnswer("size", "7");
            limits.complete(right);
            // then
            assertTrue(limits.isCompleted());
            assertEquals("7", begin(root, "limits").getForm().getField("size").getFirstValue());
        }
    }
}
