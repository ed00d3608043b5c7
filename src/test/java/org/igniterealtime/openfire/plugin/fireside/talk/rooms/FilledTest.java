package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dom4j.DocumentHelper;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.muc.ConfigForm;
import org.igniterealtime.openfire.plugin.fireside.view.Texts;
import org.junit.jupiter.api.Test;

class FilledTest {
    private static final String FORM = "<field var='FORM_TYPE' type='hidden'><value>t</value></field>"
        + "<field var='muc#roomconfig_roomname'><value>Cave</value></field>"
        + "<field var='lines' type='text-multi'><value>a</value><value></value><value>b</value></field>"
        + "<field var='muc#roomconfig_publicroom' type='boolean'><value>1</value></field>"
        + "<field var='one' type='list-single'><value>2</value><option><value>2</value></option><option><value>3</value></option></field>"
        + "<field var='some' type='list-multi'><value>y</value><value>x</value><option><value>x</value></option><option><value>y</value></option></field>"
        + "<field var='who' type='jid-multi'/><field type='fixed'><value>Words</value></field>";

    @Test
    void what_is_sent_as_it_was_drawn_changes_nothing() throws Exception {
        ConfigForm form = form();
        Map<String, String> sent = new HashMap<>();
        SettingsModel model = SettingsModel.of(form, new Texts(Path.of("i18n")), Locale.ENGLISH);
        List.of(model.first(), model.more()).forEach(part -> part.forEach(entry -> {
            if (entry.choices().isEmpty() && (!entry.kind().equals("tick") || entry.text().equals("1"))) {
                sent.put(entry.name(), entry.text());
            }
            entry.choices().stream().filter(SettingsModel.Choice::chosen).forEach(choice -> sent.put(choice.name(), choice.value()));
        }));

        assertEquals(Map.of(), Filled.changes(form, call(sent)));
        assertEquals(List.of("Name of the room", "Everybody can find it"), model.first().stream().map(SettingsModel.Entry::label).toList());
    }

    @Test
    void what_was_changed_is_found_by_its_kind() throws Exception {
        Map<String, List<String>> changes = Filled.changes(form(), call(Map.of("f1", " A\u0000 Dark Cave ", "f2", "a\r\n\r\nc", "f4", "3", "f5.0", "x",
            "f6", "hag@shakespeare.lit\n\n wiccarocks@shakespeare.lit ")));

        assertEquals(Map.of("muc#roomconfig_roomname", List.of("A Dark Cave"), "lines", List.of("a", "", "c"), "muc#roomconfig_publicroom", List.of("0"),
            "one", List.of("3"), "some", List.of("x"), "who", List.of("hag@shakespeare.lit", "wiccarocks@shakespeare.lit")), changes);
    }

    @Test
    void what_was_not_offered_is_not_taken() throws Exception {
        Map<String, List<String>> changes = Filled.changes(form(), call(Map.of("f0", "forged", "f1", "Cave", "f2", "a\n\nb", "f3", "1", "f4", "4", "f5.0", "z", "f5.1", "y",
            "f5.7", "w", "f7", "forged", "f99", "forged")));

        assertEquals(Map.of(), changes);
    }

    @Test
    void a_form_of_other_fields_has_another_name() throws Exception {
        ConfigForm other = ConfigForm.read(DocumentHelper.parseText("<query><x xmlns='jabber:x:data'><field var='a'/></x></query>").getRootElement()).orElseThrow();

        assertTrue(!SettingsModel.name(form()).equals(SettingsModel.name(other)));
        assertEquals(SettingsModel.name(form()), SettingsModel.name(form()));
    }

    private static ConfigForm form() throws Exception {
        return ConfigForm.read(DocumentHelper.parseText("<query><x xmlns='jabber:x:data' type='form'>" + FORM + "</x></query>").getRootElement()).orElseThrow();
    }

    private static Call call(Map<String, String> fields) {
        return new Call("r", "rooms/configure", fields, -1);
    }
}
