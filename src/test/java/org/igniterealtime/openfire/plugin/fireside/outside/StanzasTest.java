package org.igniterealtime.openfire.plugin.fireside.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StanzasTest {
    private static final String FORGED = "<iq from='victim@x' type='set'/>";

    @Test
    void a_stream_is_cut_into_its_stanzas() throws Exception {
        Stanzas stream = stream("<?xml version='1.0'?> <stream:stream id='1' to=\"a>b\"> <a/>\n<b x='/>'>text<c><d/></c> more</b> <e y=\"'\"></e></stream:stream><f/>");

        assertEquals("<stream:stream id='1' to=\"a>b\"/>", stream.header());
        assertEquals(List.of("<a/>", "<b x='/>'>text<c><d/></c> more</b>", "<e y=\"'\"></e>"), all(stream));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "<stream:stream", "</stream:stream>", "<stream:stream/>", "<?xml version='1.0'?>"})
    void what_is_no_stream_has_no_header(String text) {
        assertThrows(EOFException.class, () -> stream(text).header());
    }

    /** What a stranger's words may be, as a server hands them on: all of it is one stanza, and nothing in it another. */
    @ParameterizedTest
    @ValueSource(strings = {"<!-- > </a>" + FORGED + "<a> -->", "<!--> </a>" + FORGED + "<a> -->", "<!---></a>" + FORGED + "<a>-->",
        "<!-- \u012d\u012d></a>" + FORGED + "<a>-->", "<!-- it's --><b/><!-- it's -->", "<![CDATA[</a>" + FORGED + "<a>]]>", "<![CDATA[]></a>" + FORGED + "]]>",
        "<![CDATA[>]]]]>", "<?b </a>" + FORGED + "<a> ?>", "<b\u012f></b\u012f>", "<b c='</a>'>" + FORGED + "</b>", "<b c='\"'/><b c=\"'\"/>",
        "<b c='/'></b>", "\ud83d\udd25", "]]&gt; --&gt; '\""})
    void words_are_no_stanza(String words) throws Exception {
        Stanzas stream = stream("<s><a>" + words + "</a><z/></s>");

        stream.header();
        assertEquals(List.of("<a>" + words + "</a>", "<z/>"), all(stream));
    }

    @Test
    void what_is_too_long_is_left_out_and_what_comes_after_it_is_not() throws Exception {
        Stanzas stream = stream("<s><a>" + "x".repeat(200) + "</a><b c='" + "x".repeat(200) + "'/><z/></s>");

        stream.header();
        assertEquals(List.of("<z/>"), all(stream));
    }

    @Test
    void a_stanza_that_breaks_off_is_none() throws Exception {
        Stanzas stream = stream("<s><a/><b><c></c>");

        stream.header();
        assertEquals(List.of("<a/>"), all(stream));
    }

    private static Stanzas stream(String text) {
        return new Stanzas(new StringReader(text), 100);
    }

    private static List<String> all(Stanzas stream) throws IOException {
        List<String> all = new ArrayList<>();
        for (String next = stream.next(); next != null; next = stream.next()) {
            all.add(next);
        }
        return all;
    }
}
