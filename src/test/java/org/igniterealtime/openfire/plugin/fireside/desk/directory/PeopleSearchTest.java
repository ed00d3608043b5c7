package org.igniterealtime.openfire.plugin.fireside.desk.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.view.Texts;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/** The examples of XEP-0055, and what is not in them. */
class PeopleSearchTest {
    private static final JID SERVICE = new JID("fireside.here.test");
    private static final JID ROMEO = new JID("romeo@here.test/home");

    private final List<Card> people = new ArrayList<>();
    private final List<Wanted> asked = new ArrayList<>();
    private boolean on = true;
    private int left = Integer.MAX_VALUE;
    private final PeopleSearch search = new PeopleSearch(() -> on, who -> who.getDomain().equals("here.test"), who -> left-- > 0, new Everybody(),
        new Texts(Path.of("i18n")));

    /** Finds everybody, in order. */
    private final class Everybody implements PeopleSearch.Finder {
        @Override
        public Answer<Card> people(JID viewer, Wanted wanted, Object after, int most) {
            asked.add(wanted);
            int from = after == null ? 0 : (Integer) after + 1;
            int to = Math.min(people.size(), from + most);
            return new Answer<>(people.subList(from, to), to < people.size());
        }

        @Override
        public Optional<Object> place(JID jid) {
            return IntStream.range(0, people.size()).filter(i -> people.get(i).jid().equals(jid)).mapToObj(i -> (Object) i).findFirst();
        }
    }

    private static Card card(String username, String first, String last, String nick, String mail) {
        return new Card(new JID(username, "here.test", null), first + " " + last, first, last, nick, mail, "");
    }

    private IQ ask(IQ.Type type, JID from, String content) {
        IQ request = new IQ(type);
        request.setFrom(from);
        request.setTo(SERVICE);
        request.setChildElement(Xml.parse("<query xmlns='jabber:iq:search'>" + content + "</query>"));
        return search.to(request, SERVICE).orElseThrow();
    }

    private Element found(String content) {
        IQ answer = ask(IQ.Type.set, ROMEO, content);
        assertEquals(IQ.Type.result, answer.getType(), answer::toXML);
        return answer.getChildElement();
    }

    private String refusal(JID from, String content) {
        return ask(IQ.Type.set, from, content).getError().getCondition().toXMPP();
    }

    // ---- the examples

    @Test
    void the_fields_are_told_plain_and_as_a_form() {
        // when, as in example 1
        Element query = ask(IQ.Type.get, ROMEO, "").getChildElement();
        // then as in examples 2 and 6
        assertEquals(List.of("instructions", "first", "last", "nick", "email", "x"), Xml.children(query).stream().map(Element::getName).toList());
        Element form = Xml.child(query, "x", Ns.DATA_FORMS);
        assertEquals("form", form.attributeValue("type"));
        assertEquals(List.of("FORM_TYPE hidden", "first text-single", "last text-single", "nick text-single", "email text-single"),
            Xml.children(form, "field", Ns.DATA_FORMS).stream().map(field -> field.attributeValue("var") + " " + field.attributeValue("type")).toList());
        assertEquals("jabber:iq:search", Xml.children(form, "field", Ns.DATA_FORMS).get(0).elementText("value"));
        assertEquals("Last name", Xml.children(form, "field", Ns.DATA_FORMS).get(2).attributeValue("label"));
    }

    @Test
    void plain_fields_are_answered_plain() {
        // given
        people.add(card("juliet", "Juliet", "Capulet", "JuliC", "juliet@shakespeare.lit"));
        people.add(card("tybalt", "Tybalt", "Capulet", "", ""));
        // when, as in example 3
        Element query = found("<last>Capulet</last>");
        // then as in example 4
        assertEquals("<query xmlns=\"jabber:iq:search\"><item jid=\"juliet@here.test\"><first>Juliet</first><last>Capulet</last><nick>JuliC</nick>"
            + "<email>juliet@shakespeare.lit</email></item><item jid=\"tybalt@here.test\"><first>Tybalt</first><last>Capulet</last><nick>tybalt</nick>"
            + "<email/></item></query>", query.asXML().replace("<email></email>", "<email/>"));
        assertEquals(java.util.Map.of(Entry.Field.LAST, "Capulet"), asked.get(0).fields());
    }

    @Test
    void a_form_is_answered_by_a_table() {
        // given
        people.add(card("juliet", "Juliet", "Capulet", "JuliC", "juliet@shakespeare.lit"));
        // when, as in example 7
        Element query = found("<x xmlns='jabber:x:data' type='submit'><field type='hidden' var='FORM_TYPE'><value>jabber:iq:search</value></field>"
            + "<field var='first'><value>Jul</value></field><field var='last'><value/></field><field var='unknown'><value>x</value></field></x>");
        // then as in example 8
        Element form = Xml.child(query, "x", Ns.DATA_FORMS);
        assertEquals("result", form.attributeValue("type"));
        assertEquals(List.of("jid jid-single", "first text-single", "last text-single", "nick text-single", "email text-single"),
            Xml.children(Xml.child(form, "reported", Ns.DATA_FORMS)).stream().map(field -> field.attributeValue("var") + " " + field.attributeValue("type")).toList());
        assertEquals(List.of("jid juliet@here.test", "first Juliet", "last Capulet", "nick JuliC", "email juliet@shakespeare.lit"),
            Xml.children(Xml.child(form, "item", Ns.DATA_FORMS)).stream().map(field -> field.attributeValue("var") + " " + field.elementText("value")).toList());
        assertEquals(java.util.Map.of(Entry.Field.FIRST, "Jul"), asked.get(0).fields());
    }

    @Test
    void nobody_is_an_empty_answer() {
        assertEquals("<query xmlns=\"jabber:iq:search\"/>", found("<last>Montague</last>").asXML());
        assertEquals("<query xmlns=\"jabber:iq:search\"/>", found("<x xmlns='jabber:x:data' type='cancel'/>").asXML());
    }

    // ---- who is answered

    @Test
    void people_of_other_servers_are_not_answered() {
        assertEquals("forbidden", refusal(new JID("paris@elsewhere.test/x"), "<last>Capulet</last>"));
        assertEquals("forbidden", ask(IQ.Type.get, new JID("elsewhere.test"), "").getError().getCondition().toXMPP());
    }

    @Test
    void who_does_not_say_whom_he_looks_for_is_given_nobody() {
        people.add(card("juliet", "Juliet", "Capulet", "", ""));
        for (String content : List.of("", "<first/>", "<first> </first><last>\n</last>", "<x xmlns='jabber:x:data' type='submit'/>", "<unknown>x</unknown>")) {
            assertEquals("not-acceptable", refusal(ROMEO, content), content);
        }
    }

    @Test
    void who_asks_too_often_is_told_so() {
        left = 2;
        found("<last>a</last>");
        found("<last>a</last>");
        assertEquals("resource-constraint", refusal(ROMEO, "<last>a</last>"));
        assertEquals(IQ.Type.result, ask(IQ.Type.get, ROMEO, "").getType(), "the form costs nothing");
    }

    @Test
    void what_is_switched_off_is_not_there() {
        assertEquals(Set.of("jabber:iq:search"), search.namespaces());
        assertEquals(1, search.identities().size());
        on = false;
        assertEquals(Set.of(), search.namespaces());
        assertEquals(List.of(), search.identities());
    }

    // ---- pages (XEP-0059)

    private static List<String> names(Element query) {
        return Xml.children(query, "item", Ns.SEARCH).stream().map(item -> item.attributeValue("jid").replace("@here.test", "")).toList();
    }

    private static String set(String content) {
        return "<last>p</last><set xmlns='http://jabber.org/protocol/rsm'>" + content + "</set>";
    }

    private void crowd(int size) {
        IntStream.range(0, size).forEach(i -> people.add(card(String.format("p%03d", i), "P", "P", "", "")));
    }

    @Test
    void a_crowd_comes_page_by_page() {
        crowd(120);
        // when
        Element first = found(set("<max>50</max>"));
        Element second = found(set("<max>50</max><after>p049@here.test</after>"));
        Element third = found(set("<max>50</max><after>p099@here.test</after>"));
        // then
        assertEquals(List.of("p000", "p049"), List.of(names(first).get(0), names(first).get(49)));
        assertEquals("<set xmlns=\"http://jabber.org/protocol/rsm\"><first index=\"0\">p000@here.test</first><last>p049@here.test</last></set>",
            Xml.child(first, "set", Ns.RSM).asXML());
        assertEquals(List.of("p050", "p099"), List.of(names(second).get(0), names(second).get(49)));
        assertEquals(20, names(third).size());
        // and without being asked, with the way on
        Element unasked = found("<last>p</last>");
        assertEquals(50, names(unasked).size());
        assertEquals("p049@here.test", Xml.child(unasked, "set", Ns.RSM).elementText("last"));
        // and never more
        assertEquals(50, names(found(set("<max>100000</max>"))).size());
        // and backwards
        assertEquals(List.of("p118", "p119"), names(found(set("<max>2</max><before/>"))));
        assertEquals(List.of("p116", "p117"), names(found(set("<max>2</max><before>p118@here.test</before>"))));
    }

    @Test
    void a_small_crowd_is_counted() {
        crowd(3);
        assertEquals("3", Xml.child(found(set("<max>10</max>")), "set", Ns.RSM).elementText("count"));
        assertEquals(List.of(), names(found(set("<max>0</max>"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<after>nobody@here.test</after>", "<after>not an address</after>", "<before>nobody@here.test</before>", "<index>5</index>"})
    void a_page_that_begins_nowhere_is_not_found(String set) {
        crowd(3);
        assertEquals("item-not-found", refusal(ROMEO, set(set)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<max>many</max>", "<max>99999999999</max>", "<max>-5</max>"})
    void what_is_no_number_is_a_bad_request(String set) {
        crowd(3);
        assertEquals("bad-request", refusal(ROMEO, set(set)));
    }

    @Test
    void hostile_requests_are_answered_all_the_same() {
        crowd(3);
        assertTrue(names(found("<first>" + "x".repeat(100_000) + "</first>")).size() <= 3);
        assertEquals(200, asked.get(0).fields().get(Entry.Field.FIRST).length());
        String fields = "<field var='first'><value>a</value></field>".repeat(1000);
        assertEquals(IQ.Type.result, ask(IQ.Type.set, ROMEO, "<x xmlns='jabber:x:data' type='submit'>" + fields + "</x>").getType());
        assertEquals("not-acceptable", refusal(ROMEO, "<first xmlns='urn:other'>a</first>"));
    }
}
