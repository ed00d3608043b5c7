package org.igniterealtime.openfire.plugin.fireside.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import org.dom4j.DocumentHelper;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.Message;

class StanzaIdsTest {
    private boolean ours = true;
    private final StanzaIds ids = new StanzaIds(new Stamp(Clock.systemUTC()), "localhost",
        (sender, id) -> id.equals("page-1") && sender.getNode().equals("romeo") ? OptionalLong.of(0x77) : OptionalLong.empty(), () -> ours);

    @Test
    void who_is_written_to_is_told_the_number_that_his_archive_has() throws Exception {
        Message message = message("to='Juliet@localhost/balcony'", "<body>x</body>");

        long number = ids.number(message);

        assertEquals(List.of("juliet@localhost " + Stamp.text(number)), given(message));
    }

    @Test
    void a_message_that_was_numbered_before_it_was_sent_keeps_its_number() throws Exception {
        Message message = message("id='page-1' to='juliet@localhost'", "<body>x</body>");

        assertEquals(0x77, ids.number(message));
        assertEquals(List.of("juliet@localhost 0000000000000077"), given(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<body/>", "<received xmlns='urn:xmpp:receipts' id='1'/>", "<displayed xmlns='urn:xmpp:chat-markers:0' id='1'/>"})
    void what_is_not_kept_has_none(String content) throws Exception {
        Message message = message("to='juliet@localhost'", content);

        ids.number(message);

        assertEquals(List.of(), given(message));
    }

    @Test
    void nor_has_what_goes_elsewhere() throws Exception {
        Message message = message("to='juliet@capulet.lit'", "<body>x</body>");

        ids.number(message);

        assertEquals(List.of(), given(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"juliet@localhost", "nurse@localhost", "JULIET@LOCALHOST", " juliet@localhost ", "juliet@localhost/balcony", "localhost"})
    void what_claims_to_be_an_id_of_somebody_here_is_taken_off_of_any_message(String by) throws Exception {
        for (String type : List.of("chat", "normal", "groupchat", "headline", "error")) {
            Message message = message("type='" + type + "' to='juliet@localhost'", "<body>x</body><stanza-id xmlns='urn:xmpp:sid:0' by='" + by
                + "' id='forged'/><stanza-id xmlns='urn:xmpp:sid:0' by='" + by + "' id='again'/>");

            ids.meet(message);

            assertEquals(List.of(), given(message), type);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"coven@chat.shakespeare.lit", "coven@conference.localhost", "romeo@montague.lit", "@@", ""})
    void ids_of_others_stay(String by) throws Exception {
        Message message = message("to='juliet@localhost'", "<body>x</body><stanza-id xmlns='urn:xmpp:sid:0' by='" + by + "' id='1'/>"
            + "<origin-id xmlns='urn:xmpp:sid:0' id='2'/>");

        ids.meet(message);

        assertEquals(List.of(by + " 1"), given(message));
    }

    @Test
    void while_somebody_else_keeps_the_archives_his_ids_are_his() throws Exception {
        ours = false;
        Message message = message("to='juliet@localhost'", "<body>x</body><stanza-id xmlns='urn:xmpp:sid:0' by='juliet@localhost' id='theirs'/>");

        ids.meet(message);
        ids.number(message);

        assertEquals(List.of("juliet@localhost theirs"), given(message));
    }

    private static List<String> given(Message message) {
        return Xml.children(message.getElement(), "stanza-id", Ns.STANZA_ID).stream().map(id -> id.attributeValue("by") + " " + id.attributeValue("id")).toList();
    }

    private static Message message(String attributes, String content) throws Exception {
        return new Message(DocumentHelper.parseText("<message from='romeo@localhost/o' " + attributes + ">" + content + "</message>").getRootElement());
    }
}
