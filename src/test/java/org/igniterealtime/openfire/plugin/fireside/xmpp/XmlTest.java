package org.igniterealtime.openfire.plugin.fireside.xmpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlTest {
    @Test
    void children_are_told_by_name_and_namespace() {
        Element parent = Xml.parse("<a xmlns='one'><b/><b xmlns='two'/><c/></a>");

        assertEquals(3, Xml.children(parent).size());
        assertEquals(1, Xml.children(parent, "b", "two").size());
        assertEquals("two", Xml.child(parent, "b", "two").getNamespaceURI());
        assertEquals(null, Xml.child(parent, "c", "two"));
    }

    @Test
    void depth_is_measured_without_going_down_the_stack() {
        Element root = DocumentHelper.createElement("a");
        Element inner = root;
        for (int i = 1; i < 200_000; i++) {
            inner = inner.addElement("a");
        }

        assertFalse(Xml.isShallow(root, 100));
        assertTrue(Xml.isShallow(root, 200_000));
        assertFalse(Xml.isShallow(root, 199_999));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a>", "", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><a>&b;</a>", "<!DOCTYPE a><a/>"})
    void what_is_no_plain_element_is_refused(String xml) {
        assertThrows(IllegalArgumentException.class, () -> Xml.parse(xml));
    }
}
