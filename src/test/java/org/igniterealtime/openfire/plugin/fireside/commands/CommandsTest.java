package org.igniterealtime.openfire.plugin.fireside.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/** XEP-0050 from both sides of the wire. */
class CommandsTest {
    private static final JID SERVICE = new JID("fireside.x");
    private static final String ALICE = "alice@x/phone";

    private final List<String> done = new ArrayList<>();
    private final Commands commands = new Commands(Locale::forLanguageTag).add(new Tea()).add(new Secret());

    /** Asks in two steps. */
    private final class Tea implements Command {
        @Override
        public String node() {
            return "tea";
        }

        @Override
        public String title(Locale locale) {
            return locale.getLanguage().equals("de") ? "Tee" : "Tea";
        }

        @Override
        public boolean mayUse(JID who) {
            return who.getDomain().equals("x");
        }

        @Override
        public Stage begin(Asked asked) {
            return new Stage.Form(Layout.form(title(asked.locale()), "").line("leaf", "Leaf", "", true).element(), false, this::milk);
        }

        private Stage milk(Asked asked) {
            String leaf = asked.value("leaf");
            if (leaf.equals("nettle")) {
                return ((Stage.Form) begin(asked)).again("There is none");
            }
            return new Stage.Form(Layout.form("Milk", "").flag("milk", "With milk", false).element(), true, last -> {
                done.add(leaf + (last.flag("milk") ? " with milk" : ""));
                return leaf.equals("cold") ? new Stage.Failed("The water is cold") : new Stage.Done("Here you are",
                    Layout.result("Tea").table(Map.of("leaf", "Leaf"), List.of(List.of(leaf))).element());
            });
        }
    }

    /** For one person alone. */
    private static final class Secret implements Command {
        @Override
        public String node() {
            return "secret";
        }

        @Override
        public String title(Locale locale) {
            return "Secret";
        }

        @Override
        public boolean mayUse(JID who) {
            return who.toBareJID().equals("admin@x");
        }

        @Override
        public Stage begin(Asked asked) {
            return new Stage.Done("Done");
        }
    }

    private Element ask(String from, String command) {
        IQ request = new IQ(Xml.parse("<iq type='set' id='1' from='" + from + "' to='fireside.x'>" + command + "</iq>"));
        IQ answer = commands.to(request, SERVICE).orElseThrow();
        assertEquals(SERVICE, answer.getFrom());
        assertEquals(from, answer.getTo().toString());
        return answer.getElement();
    }

    private static String command(String node, String rest, String inside) {
        return "<command xmlns='" + Ns.COMMANDS + "' node='" + node + "' " + rest + ">" + inside + "</command>";
    }

    private static String submit(String var, String value) {
        return "<x xmlns='jabber:x:data' type='submit'><field var='" + var + "'><value>" + value + "</value></field></x>";
    }

    private static Element child(Element answer) {
        Element command = answer.element("command");
        assertNotNull(command, answer.asXML());
        return command;
    }

    private static String problem(Element answer) {
        Element error = answer.element("error");
        assertNotNull(error, answer.asXML());
        return Xml.children(error).stream().filter(each -> each.getNamespaceURI().equals(Ns.COMMANDS)).map(Element::getName).findFirst()
            .orElseGet(() -> Xml.children(error).get(0).getName());
    }

    @Test
    void somebody_sees_what_he_may_use_in_his_language() {
        assertEquals(Map.of("tea", "Tee"), commands.list(new JID(ALICE), "de"));
        assertEquals(List.of("secret", "tea"), List.copyOf(commands.list(new JID("admin@x/a"), "").keySet()));
        assertEquals(Map.of(), commands.list(new JID("eve@elsewhere/a"), ""));
    }

    @Test
    void what_somebody_may_not_use_is_not_there_for_him() {
        // when
        Element items = ask(ALICE, "<query xmlns='" + Ns.DISCO_ITEMS + "' node='" + Ns.COMMANDS + "'/>").element("query");
        // then
        assertEquals(List.of("tea"), Xml.children(items).stream().map(item -> item.attributeValue("node")).toList());
        assertEquals("command-node", ask(ALICE, "<query xmlns='" + Ns.DISCO_INFO + "' node='tea'/>").element("query").element("identity").attributeValue("type"));
        assertEquals("item-not-found", problem(ask(ALICE, "<query xmlns='" + Ns.DISCO_INFO + "' node='secret'/>")));
    }

    @Test
    void it_goes_on_form_by_form_to_its_end() {
        // given
        Element first = child(ask(ALICE, command("tea", "action='execute'", "")));
        assertEquals("executing", first.attributeValue("status"));
        assertEquals("next", first.element("actions").attributeValue("execute"));
        assertNull(first.element("actions").element("prev"));
        String session = "sessionid='" + first.attributeValue("sessionid") + "'";
        // when
        Element second = child(ask(ALICE, command("tea", session, submit("leaf", "oolong"))));
        // then
        assertEquals(first.attributeValue("sessionid"), second.attributeValue("sessionid"));
        assertEquals("complete", second.element("actions").attributeValue("execute"));
        assertNotNull(second.element("actions").element("prev"));
        assertEquals("milk", second.element("x").element("field").attributeValue("var"));
        // when
        Element last = child(ask(ALICE, command("tea", session + " action='complete'", submit("milk", "true"))));
        // then
        assertEquals("completed", last.attributeValue("status"));
        assertEquals("Here you are", last.elementText("note"));
        assertEquals("oolong", last.element("x").element("item").element("field").elementText("value"));
        assertEquals(List.of("oolong with milk"), done);
        // and it is over
        assertEquals("session-expired", problem(ask(ALICE, command("tea", session + " action='complete'", submit("milk", "true")))));
    }

    @Test
    void it_goes_back_and_asks_again() {
        // given
        String session = "sessionid='" + child(ask(ALICE, command("tea", "", ""))).attributeValue("sessionid") + "'";
        // when nothing is said, or something that cannot be
        Element empty = child(ask(ALICE, command("tea", session, submit("leaf", " "))));
        Element again = child(ask(ALICE, command("tea", session, submit("leaf", "nettle"))));
        // then
        assertEquals("leaf", empty.element("x").element("field").attributeValue("var"));
        assertEquals("There is none", again.elementText("note"));
        assertNotNull(child(ask(ALICE, command("tea", session, submit("leaf", "green")))).element("actions").element("prev"));
        // when
        Element back = child(ask(ALICE, command("tea", session + " action='prev'", "")));
        // then
        assertEquals("leaf", back.element("x").element("field").attributeValue("var"));
        // when
        Element milk = child(ask(ALICE, command("tea", session + " action='next'", submit("leaf", "cold"))));
        assertEquals("milk", milk.element("x").element("field").attributeValue("var"));
        Element failed = child(ask(ALICE, command("tea", session, submit("milk", "0"))));
        // then
        assertEquals("error", failed.element("note").attributeValue("type"));
        assertEquals(List.of("cold"), done);
    }

    @Test
    void it_is_broken_off() {
        // given
        String session = "sessionid='" + child(ask(ALICE, command("tea", "", ""))).attributeValue("sessionid") + "'";
        // when
        assertEquals("canceled", child(ask(ALICE, command("tea", session + " action='cancel'", ""))).attributeValue("status"));
        // then
        assertEquals("session-expired", problem(ask(ALICE, command("tea", session, submit("leaf", "green")))));
        assertEquals(List.of(), done);
    }

    @ParameterizedTest
    @CsvSource({
        "unknown, '', '', item-not-found",
        "secret, '', '', forbidden",
        "tea, action='cancel', '', bad-sessionid",
        "tea, action='complete', '', bad-sessionid",
        "tea, sessionid=\"none\", '', session-expired",
    })
    void what_cannot_be_is_refused(String node, String rest, String inside, String expected) {
        assertEquals(expected, problem(ask(ALICE, command(node, rest, inside))));
    }

    @ParameterizedTest
    @CsvSource({"action='prev', bad-action", "action='complete', bad-action", "action='jump', malformed-action", "action='next', bad-payload"})
    void in_the_middle_too(String action, String expected) {
        String session = "sessionid='" + child(ask(ALICE, command("tea", "", ""))).attributeValue("sessionid") + "'";
        assertEquals(expected, problem(ask(ALICE, command("tea", session + " " + action, ""))));
    }

    @Test
    void another_goes_on_with_nothing() {
        // given
        String session = "sessionid='" + child(ask(ALICE, command("tea", "", ""))).attributeValue("sessionid") + "'";
        // then
        assertEquals("session-expired", problem(ask("bob@x/a", command("tea", session, submit("leaf", "green")))));
        assertEquals("session-expired", problem(ask("alice@x/other", command("tea", session, submit("leaf", "green")))));
        assertEquals("forbidden", problem(ask("eve@elsewhere/a", command("tea", session, submit("leaf", "green")))));
        assertEquals("forbidden", problem(ask(ALICE, command("secret", session, ""))));
    }

    @Test
    void of_one_account_only_a_few_are_kept() {
        // given
        List<String> sessions = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sessions.add("sessionid='" + child(ask(ALICE, command("tea", "", ""))).attributeValue("sessionid") + "'");
        }
        // then the last go on
        assertEquals("session-expired", problem(ask(ALICE, command("tea", sessions.get(0), submit("leaf", "green")))));
        assertEquals("executing", child(ask(ALICE, command("tea", sessions.get(19), submit("leaf", "green")))).attributeValue("status"));
    }

    @Test
    void what_a_form_says_is_text() {
        Element form = Layout.form("A < B", "").choice("who", "Who", "", true, Map.of("a\u0000", "A & \u0001B")).element();
        assertFalse(form.asXML().contains("\u0001"));
        assertTrue(Xml.parse(form.asXML()).asXML().contains("A &amp; B"));
    }
}
