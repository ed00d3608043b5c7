package org.igniterealtime.openfire.plugin.fireside.xmpp;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.junit.jupiter.api.Test;

class XmlTextTest {
    @Test
    void what_xml_does_not_allow_is_left_out() {
        assertEquals("ab", XmlText.clean("a\u0000\u0008\u000b\u001f\ufffe\uffffb"));
        assertEquals("ab", XmlText.clean("a\ud83db"));
        assertEquals("ab", XmlText.clean("a\udd25b"));
    }

    @Test
    void what_people_write_stays() {
        String text = "ä ع 🔥 \t\n <>&\"' \u00a0\u2028\ue000\ufffd\u007f";

        assertEquals(text, XmlText.clean(text));
        assertEquals("a\nb\nc", XmlText.clean("a\r\nb\nc"));
        assertEquals("", XmlText.clean(""));
    }

    @Test
    void every_character_there_is_comes_out_fit_for_a_stanza() {
        StringBuilder all = new StringBuilder();
        for (int character = 0; character <= 0x10FFFF; character++) {
            all.appendCodePoint(character);
        }
        Element body = DocumentHelper.createElement("body");
        body.setText(XmlText.clean(all.toString()));

        assertDoesNotThrow(() -> DocumentHelper.parseText(body.asXML()));
    }
}
