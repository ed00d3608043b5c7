package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.muc.ConfigForm;
import org.igniterealtime.openfire.plugin.fireside.muc.ConfigForm.Field;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;

/** Reads what somebody has filled into a room's form, as {@link SettingsModel} names its boxes. */
final class Filled {
    private Filled() {
    }

    /** The values of the fields that are others than the form had, by their {@code var}. */
    static Map<String, List<String>> changes(ConfigForm form, Call call) {
        Map<String, List<String>> changes = new LinkedHashMap<>();
        for (int i = 0; i < form.fields().size(); i++) {
            Field field = form.fields().get(i);
            String name = "f" + i;
            List<String> now = switch (field.kind()) {
                case HIDDEN, FIXED -> field.values();
                case BOOLEAN -> List.of(call.field(name).isEmpty() ? "0" : "1");
                case LIST_MULTI -> ticked(field, name, call);
                case LIST_SINGLE -> field.options().stream().map(ConfigForm.Option::value).filter(call.field(name)::equals).limit(1).toList();
                case TEXT_MULTI -> call.fields().containsKey(name) ? lines(call.field(name), true) : field.values();
                case JID_MULTI -> call.fields().containsKey(name) ? lines(call.field(name), false) : field.values();
                default -> call.fields().containsKey(name) ? List.of(XmlText.clean(call.field(name)).strip()) : field.values();
            };
            // None of several is chosen only where a list offers none that it had before.
            boolean unanswered = field.kind() == ConfigForm.Kind.LIST_SINGLE && now.isEmpty();
            if (!unanswered && !same(field, now)) {
                changes.put(field.var(), now);
            }
        }
        return changes;
    }

    private static boolean same(Field field, List<String> now) {
        return plain(now).equals(plain(field.values()));
    }

    // No value, and an empty one, say the same.
    private static List<String> plain(List<String> values) {
        return values.equals(List.of("")) ? List.of() : values;
    }

    private static List<String> ticked(Field field, String name, Call call) {
        List<String> ticked = new ArrayList<>();
        for (int i = 0; i < field.options().size(); i++) {
            if (!call.field(name + "." + i).isEmpty()) {
                ticked.add(field.options().get(i).value());
            }
        }
        // What is chosen already may be in another order, or be offered no more.
        return ticked.size() == field.values().size() && ticked.containsAll(field.values()) ? field.values() : ticked;
    }

    private static List<String> lines(String text, boolean blank) {
        return XmlText.clean(text).lines().map(String::strip).filter(line -> blank || !line.isEmpty()).toList();
    }
}
