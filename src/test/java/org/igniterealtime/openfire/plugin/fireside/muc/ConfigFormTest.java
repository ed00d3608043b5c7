package org.igniterealtime.openfire.plugin.fireside.muc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.muc.ConfigForm.Field;
import org.igniterealtime.openfire.plugin.fireside.muc.ConfigForm.Kind;
import org.junit.jupiter.api.Test;

/** XEP-0045 §10.2, XEP-0004. */
class ConfigFormTest {
    private static final String TYPE = "<field var='FORM_TYPE' type='hidden'><value>http://jabber.org/protocol/muc#roomconfig</value></field>";

    @Test
    void a_field_of_each_kind_is_read_as_what_it_is() throws Exception {
        ConfigForm form = form(TYPE
            + "<field type='fixed'><value>Words</value></field>"
            + "<field var='name' label='Room  Name'><value>Cave</value></field>"
            + "<field var='lines' type='text-multi'><desc>More</desc><value>a</value><value>b</value></field>"
            + "<field var='yes' type='boolean'><value>true</value></field><field var='no' type='boolean'/>"
            + "<field var='one' type='list-single'><value>2</value><option label='Two'><value>2</value></option><option><value>3</value></option></field>"
            + "<field var='some' type='list-multi'><value>x</value><value>y</value><option><value>x</value></option></field>"
            + "<field var='who' type='jid-multi'><value>hag@shakespeare.lit</value></field>"
            + "<field var='secret' type='text-private'><value>cauldronburn</value></field>"
            + "<field var='odd' type='something-new'><value>1</value></field>");

        assertEquals(List.of(Kind.HIDDEN, Kind.FIXED, Kind.TEXT_SINGLE, Kind.TEXT_MULTI, Kind.BOOLEAN, Kind.BOOLEAN, Kind.LIST_SINGLE, Kind.LIST_MULTI,
            Kind.JID_MULTI, Kind.TEXT_PRIVATE, Kind.TEXT_SINGLE), form.fields().stream().map(Field::kind).toList());
        assertEquals("Room Name", form.fields().get(2).label());
        assertEquals("More", form.fields().get(3).about());
        assertEquals(List.of("a", "b"), form.fields().get(3).values());
        assertEquals(List.of("1", "0"), List.of(form.fields().get(4).value(), form.fields().get(5).value()));
        assertEquals(List.of(new ConfigForm.Option("2", "Two"), new ConfigForm.Option("3", "3")), form.fields().get(6).options());
    }

    @Test
    void what_is_hidden_and_what_was_changed_goes_back_and_nothing_else() throws Exception {
        ConfigForm form = form(TYPE + "<field var='id' type='hidden'><value>7</value></field><field var='name'><value>Cave</value></field>"
            + "<field var='some' type='list-multi'><value>x</value></field><field var='kept' type='boolean'><value>1</value></field>");
        Element query = DocumentHelper.createElement("query");

        form.submit(query, Map.of("name", List.of("A Dark Cave"), "some", List.of(), "foreign", List.of("no")));

        assertEquals("<x xmlns=\"jabber:x:data\" type=\"submit\"><field var=\"FORM_TYPE\"><value>http://jabber.org/protocol/muc#roomconfig</value></field>"
            + "<field var=\"id\"><value>7</value></field><field var=\"name\"><value>A Dark Cave</value></field><field var=\"some\"/></x>",
            query.element("x").asXML());
    }

    @Test
    void of_a_form_without_end_there_is_as_much_as_somebody_can_look_through() throws Exception {
        String options = IntStream.range(0, 1_000).mapToObj(i -> "<option><value>o" + i + "</value></option>").collect(Collectors.joining());
        String values = IntStream.range(0, 1_000).mapToObj(i -> "<value>v" + i + "</value>").collect(Collectors.joining());
        ConfigForm many = form(IntStream.range(0, 700).mapToObj(i -> "<field var='f" + i + "'/>").collect(Collectors.joining()));
        ConfigForm wide = form(IntStream.range(0, 50).mapToObj(i -> "<field var='f" + i + "' type='list-multi'>" + options + values + "</field>").collect(Collectors.joining()));
        ConfigForm long_ = form("<field var='" + "v".repeat(10_000) + "'/><field var='t' label='" + "l".repeat(10_000) + "'><value>" + "w".repeat(100_000) + "</value></field>");

        assertEquals(100, many.fields().size());
        assertTrue(wide.fields().stream().mapToInt(field -> field.options().size()).sum() <= 200);
        assertTrue(wide.fields().stream().allMatch(field -> field.values().size() <= 200));
        assertEquals(1, long_.fields().size());
        assertEquals(List.of(300, 4_000), List.of(long_.fields().get(0).label().length(), long_.fields().get(0).value().length()));
    }

    @Test
    void a_field_that_comes_twice_counts_once_and_what_is_no_form_is_none() throws Exception {
        assertEquals(List.of("1"), form("<field var='a'><value>1</value></field><field var='a'><value>2</value></field>").fields().get(0).values());
        assertEquals(1, form("<field var='a'><value>1</value></field><field var='a'><value>2</value></field>").fields().size());
        assertTrue(ConfigForm.read(DocumentHelper.createElement("query")).isEmpty());
        assertTrue(ConfigForm.read(DocumentHelper.parseText("<query><x xmlns='jabber:x:data' type='cancel'/></query>").getRootElement()).isEmpty());
    }

    private static ConfigForm form(String fields) throws Exception {
        return ConfigForm.read(DocumentHelper.parseText("<query><x xmlns='jabber:x:data' type='form'>" + fields + "</x></query>").getRootElement()).orElseThrow();
    }
}
