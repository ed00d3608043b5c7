package org.igniterealtime.openfire.plugin.fireside.caps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.caps.Capabilities.Listener;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.igniterealtime.openfire.plugin.fireside.event.ResourceSeen;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError;

class CapabilitiesTest {
    private static final String JULIET = "juliet@localhost/chamber";
    private static final String ROMEO = "romeo@montague.lit/orchard";

    private final Events events = new Events();
    private final List<IQ> questions = new ArrayList<>();
    private final List<Runnable> overdue = new ArrayList<>();
    private final List<Interested> interested = new ArrayList<>();
    private final Capabilities capabilities = new Capabilities(events, Set.of("blog", "stories")::contains, (question, late) -> {
        questions.add(question);
        overdue.add(late);
    });

    @BeforeEach
    void listen() {
        events.on(Interested.class, interested::add);
    }

    @Test
    void who_has_come_is_asked_by_its_version_and_then_known() throws Exception {
        available(JULIET, "", "blog+notify", "avatar+notify");

        assertEquals(JULIET, questions.get(0).getTo().toString());
        assertEquals("node#" + ver("blog+notify", "avatar+notify"), questions.get(0).getChildElement().attributeValue("node"));
        answer(0, JULIET, "blog+notify", "avatar+notify");

        assertEquals(List.of(new Listener(new JID(JULIET), 0)), capabilities.listeners("juliet@localhost", "blog"));
        assertEquals(List.of(), capabilities.listeners("juliet@localhost", "stories"));
        assertEquals(List.of(), capabilities.listeners("juliet@localhost", "avatar"));
        assertEquals(List.of(new Interested(new JID(JULIET), "", Set.of("blog"))), interested);
    }

    @Test
    void a_web_session_of_this_server_is_told_in_process_and_one_of_another_server_by_stanzas() throws Exception {
        String ver = ver("blog+notify");
        events.publish(new ResourceSeen(new JID(JULIET), "", true, 0, "sha-1", Ns.OWN_CAPS, ver, false));
        assertEquals(0, questions.size());
        assertEquals(0, capabilities.size());

        events.publish(new ResourceSeen(new JID(ROMEO), "juliet@localhost", true, 0, "sha-1", Ns.OWN_CAPS, ver, false));
        assertEquals(1, questions.size());
    }

    @Test
    void a_version_is_asked_once() throws Exception {
        available(JULIET, "", "blog+notify");
        available("nurse@localhost/a", "", "blog+notify");
        answer(0, JULIET, "blog+notify");
        available("nurse@localhost/b", "", "blog+notify");

        assertEquals(1, questions.size());
        assertEquals(2, capabilities.listeners("nurse@localhost", "blog").size());
        assertEquals(3, interested.size());
    }

    @Test
    void of_who_wants_nothing_nothing_is_kept() throws Exception {
        available(JULIET, "", "avatar+notify");
        answer(0, JULIET, "avatar+notify");
        available("nurse@localhost/a", "", "avatar+notify");

        assertEquals(0, capabilities.size());
        assertEquals(1, questions.size());
        assertEquals(List.of(), interested);
    }

    @Test
    void who_goes_is_forgotten_and_told_of_anew_when_he_comes_again() throws Exception {
        available(JULIET, "", "blog+notify");
        answer(0, JULIET, "blog+notify");
        available(JULIET, "", "blog+notify");
        assertEquals(1, interested.size());

        gone(JULIET, "");
        assertEquals(List.of(), capabilities.listeners("juliet@localhost", "blog"));
        assertEquals(0, capabilities.size());

        available(JULIET, "", "blog+notify");
        assertEquals(2, interested.size());
    }

    @Test
    void a_remote_resource_is_told_of_for_each_account_that_it_tells() throws Exception {
        available(ROMEO, "juliet@localhost", "blog+notify");
        answer(0, ROMEO, "blog+notify");
        available(ROMEO, "nurse@localhost", "blog+notify");
        assertEquals(List.of("juliet@localhost", "nurse@localhost"), interested.stream().map(Interested::told).toList());

        gone(ROMEO, "juliet@localhost");
        assertEquals(1, capabilities.listeners("romeo@montague.lit", "blog").size());
        gone(ROMEO, "nurse@localhost");
        assertEquals(0, capabilities.listeners("romeo@montague.lit", "blog").size());
    }

    @Test
    void presence_without_capabilities_changes_them_not_but_the_priority() throws Exception {
        available(JULIET, "", "blog+notify");
        answer(0, JULIET, "blog+notify");

        events.publish(new ResourceSeen(new JID(JULIET), "", true, -5, "", "", "", false));

        assertEquals(List.of(new Listener(new JID(JULIET), -5)), capabilities.listeners("juliet@localhost", "blog"));
    }

    @Test
    void an_answer_that_does_not_match_holds_for_its_sender_alone() throws Exception {
        available(JULIET, "", "blog+notify");
        available("nurse@localhost/a", "", "blog+notify");

        answer(0, JULIET, "stories+notify");

        assertEquals(1, capabilities.listeners("juliet@localhost", "stories").size());
        assertEquals("nurse@localhost/a", questions.get(1).getTo().toString());
        answer(1, "nurse@localhost/a", "blog+notify");
        assertEquals(1, capabilities.listeners("nurse@localhost", "blog").size());
        assertEquals(0, capabilities.listeners("nurse@localhost", "stories").size());
    }

    @Test
    void who_does_not_answer_leaves_it_to_another_a_few_times() throws Exception {
        for (int i = 0; i < 5; i++) {
            available("nurse@localhost/" + i, "", "blog+notify");
        }
        overdue.get(0).run();
        IQ error = IQ.createResultIQ(questions.get(1));
        error.setError(PacketError.Condition.service_unavailable);
        capabilities.answered(error);
        overdue.get(2).run();

        assertEquals(3, questions.size());
        assertEquals(3, questions.stream().map(IQ::getTo).distinct().count());
        assertEquals(0, capabilities.size());
        available("nurse@localhost/9", "", "blog+notify");
        assertEquals(4, questions.size());
    }

    @Test
    void only_who_was_asked_answers() throws Exception {
        available(JULIET, "", "blog+notify");

        answer(0, "mallory@localhost/x", "blog+notify");

        assertEquals(List.of(), capabilities.listeners("juliet@localhost", "blog"));
        answer(0, JULIET, "blog+notify");
        assertEquals(1, capabilities.listeners("juliet@localhost", "blog").size());
    }

    @Test
    void who_was_there_before_is_known_but_not_told_of() throws Exception {
        events.publish(new ResourceSeen(new JID(JULIET), "", true, 0, "sha-1", "node", ver("blog+notify"), true));
        answer(0, JULIET, "blog+notify");

        assertEquals(1, capabilities.listeners("juliet@localhost", "blog").size());
        assertEquals(List.of(), interested);
    }

    @Test
    void who_names_nodes_without_end_is_told_of_some_of_them() {
        Capabilities all = new Capabilities(events, node -> true, (question, late) -> questions.add(question));
        String[] features = java.util.stream.IntStream.range(0, 5000).mapToObj(i -> "node" + i + "+notify").toArray(String[]::new);
        features[0] = "n".repeat(256) + "+notify";

        events.publish(new ResourceSeen(new JID(ROMEO), "juliet@localhost", true, 0, "sha-1", "node", "does not match", false));
        all.answered(answered(questions.size() - 1, ROMEO, features));

        Set<String> nodes = interested.get(0).nodes();
        assertEquals(50, nodes.size());
        assertEquals(0, nodes.stream().filter(node -> node.length() > 255).count());
    }

    @Test
    void of_one_other_server_only_so_many_are_kept() throws Exception {
        for (int i = 0; i <= Capabilities.MOST_OF_SERVER; i++) {
            available("user" + i + "@montague.lit/x", "juliet@localhost", "blog+notify");
        }
        assertEquals(Capabilities.MOST_OF_SERVER, capabilities.size());

        available("paris@elsewhere/x", "juliet@localhost", "blog+notify");
        available(JULIET, "", "blog+notify");
        assertEquals(Capabilities.MOST_OF_SERVER + 2, capabilities.size());

        gone("user0@montague.lit/x", "juliet@localhost");
        available("late@montague.lit/x", "juliet@localhost", "blog+notify");
        assertEquals(Capabilities.MOST_OF_SERVER + 2, capabilities.size());
    }

    @Test
    void a_version_that_is_longer_than_any_is_none() {
        for (ResourceSeen seen : List.of(
            new ResourceSeen(new JID(JULIET), "", true, 0, "sha-1", "node", "v".repeat(1000), false),
            new ResourceSeen(new JID(JULIET), "", true, 0, "sha-1", "n".repeat(10_000), "ver", false))) {
            events.publish(seen);
        }

        assertEquals(0, capabilities.size());
        assertEquals(List.of(), questions);
    }

    @Test
    void one_that_changes_its_version_without_end_is_not_asked_without_end() {
        for (int i = 0; i < 6000; i++) {
            events.publish(new ResourceSeen(new JID(JULIET), "", true, 0, "sha-1", "node", "ver" + i, false));
        }
        assertEquals(5000, questions.size());

        overdue.forEach(Runnable::run);
        events.publish(new ResourceSeen(new JID(JULIET), "", true, 0, "sha-1", "node", "ver", false));
        assertEquals(5001, questions.size());
    }

    private void available(String resource, String told, String... features) throws Exception {
        events.publish(new ResourceSeen(new JID(resource), told, true, 0, "sha-1", "node", ver(features), false));
    }

    private void gone(String resource, String told) {
        events.publish(new ResourceSeen(new JID(resource), told, false, 0, "", "", "", false));
    }

    private void answer(int question, String from, String... features) {
        capabilities.answered(answered(question, from, features));
    }

    private IQ answered(int question, String from, String... features) {
        IQ answer = IQ.createResultIQ(questions.get(question));
        answer.setFrom(new JID(from));
        var query = answer.setChildElement("query", "http://jabber.org/protocol/disco#info");
        for (String feature : features) {
            query.addElement("feature").addAttribute("var", feature);
        }
        return answer;
    }

    private static String ver(String... features) throws Exception {
        String text = String.join("<", List.of(features).stream().sorted().toList()) + "<";
        return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
