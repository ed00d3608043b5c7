package org.igniterealtime.openfire.plugin.fireside.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.dom4j.DocumentHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.IQ;

class AdditionsTest {
    private static final String INFO = "<query xmlns='http://jabber.org/protocol/disco#info'/>";

    private final Additions additions = new Additions("localhost", query -> query.addElement("feature"));
    private final List<IQ> changed = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"result", "error"})
    void the_answer_that_is_awaited_is_changed_once(String type) throws Exception {
        additions.await(iq("<iq from='romeo@montague.lit/o' to='juliet@localhost' type='get' id='1'/>"), changed::add);
        IQ answer = iq("<iq to='romeo@montague.lit/o' from='juliet@localhost' type='" + type + "' id='1'/>");

        additions.meet(answer);
        additions.meet(answer);

        assertEquals(List.of(answer), changed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<iq to='romeo@montague.lit/o' from='juliet@localhost' type='result' id='2'/>",
        "<iq to='romeo@montague.lit/p' from='juliet@localhost' type='result' id='1'/>",
        "<iq to='romeo@montague.lit/o' from='juliet@localhost/c' type='result' id='1'/>",
        "<iq to='romeo@montague.lit/o' from='juliet@capulet.lit' type='result' id='1'/>",
        "<iq to='romeo@montague.lit/o' from='juliet@localhost' type='set' id='1'/>",
        "<iq from='juliet@localhost' type='result' id='1'/>", "<iq to='romeo@montague.lit/o' type='result' id='1'/>"})
    void another_is_not(String stanza) throws Exception {
        additions.await(iq("<iq from='romeo@montague.lit/o' to='juliet@localhost' type='get' id='1'/>"), changed::add);

        additions.meet(iq(stanza));

        assertEquals(List.of(), changed);
    }

    @Test
    void only_an_account_tells_features_and_only_its_own() throws Exception {
        assertEquals(1, featuresOf("juliet@localhost", INFO));
        assertEquals(0, featuresOf("localhost", INFO));
        assertEquals(0, featuresOf("juliet@localhost", INFO.replace("/>", " node='some'/>")));
        assertEquals(0, featuresOf("juliet@localhost", INFO.replace("#info", "#items")));
    }

    private int featuresOf(String from, String query) throws Exception {
        IQ answer = iq("<iq to='romeo@montague.lit/o' from='" + from + "' type='result' id='9'>" + query + "</iq>");
        additions.meet(answer);
        return answer.getChildElement().elements("feature").size();
    }

    private static IQ iq(String stanza) throws Exception {
        return new IQ(DocumentHelper.parseText(stanza).getRootElement());
    }
}
