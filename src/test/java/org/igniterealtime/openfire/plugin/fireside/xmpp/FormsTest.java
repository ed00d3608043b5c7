package org.igniterealtime.openfire.plugin.fireside.xmpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dom4j.Element;
import org.junit.jupiter.api.Test;

class FormsTest {
    private static final String PURPOSE = "urn:example:purpose";

    @Test
    void what_is_written_is_read_again() {
        Element parent = Xml.parse("<configure xmlns='urn:example'/>");

        Forms.add(parent, "form", PURPOSE).text("title", "A <title>").flag("on", true).texts("lines", List.of("one", "two"))
            .jids("people", List.of()).choice("colour", "red", List.of("red", "blue"));

        Element form = Forms.in(parent).orElseThrow();
        assertEquals(Map.of(Forms.FORM_TYPE, List.of(PURPOSE), "title", List.of("A <title>"), "on", List.of("1"), "lines", List.of("one", "two"),
            "people", List.of(), "colour", List.of("red")), Forms.values(form));
        assertEquals(List.of("red", "blue"), Xml.children(Xml.children(form).get(5), "option", Ns.DATA_FORMS).stream()
            .map(option -> option.elementText("value")).toList());
        assertEquals("form", form.attributeValue("type"));
    }

    @Test
    void a_form_is_in_its_own_namespace() {
        assertEquals(Optional.empty(), Forms.in(Xml.parse("<configure xmlns='urn:example'><x type='submit'/></configure>")));
        assertTrue(Forms.isCancelled(Xml.parse("<x xmlns='jabber:x:data' type='cancel'/>")));
    }

    @Test
    void of_a_hostile_form_only_so_much_is_read() {
        Element form = Xml.parse("<x xmlns='jabber:x:data'><field/></x>");
        for (int i = 0; i < 5000; i++) {
            form.addElement("field").addAttribute("var", "f" + i);
        }
        Element manyValues = Xml.parse("<x xmlns='jabber:x:data'><field var='f'/></x>");
        for (int i = 0; i < 5000; i++) {
            manyValues.element("field").addElement("value").setText("v");
        }

        assertEquals(100, Forms.values(form).size());
        assertEquals(500, Forms.values(manyValues).get("f").size());
    }
}
