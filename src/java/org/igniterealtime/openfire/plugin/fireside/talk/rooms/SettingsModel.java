package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.igniterealtime.openfire.plugin.fireside.muc.ConfigForm;
import org.igniterealtime.openfire.plugin.fireside.muc.ConfigForm.Field;
import org.igniterealtime.openfire.plugin.fireside.muc.ConfigForm.Kind;
import org.igniterealtime.openfire.plugin.fireside.view.Texts;

/**
 * A room's settings, for {@code rooms/settings.vm}.
 *
 * @param form tells this form from another one
 * @param first the usual few
 * @param more the others, in the room's order
 */
public record SettingsModel(String form, List<Entry> first, List<Entry> more) {
    /** Up to so many, all choices are in sight. */
    private static final int IN_SIGHT = 4;

    /**
     * @param name of what a browser sends
     * @param kind {@code line}, {@code lines}, {@code tick}, {@code ticks}, {@code radio}, {@code choice} or {@code words}
     * @param text the value; of several, one a line
     */
    public record Entry(String name, String kind, String label, String about, String text, boolean address, List<Choice> choices) {
    }

    public record Choice(String name, String value, String label, boolean chosen) {
    }

    static SettingsModel of(ConfigForm form, Texts texts, Locale locale) {
        List<Field> fields = form.fields();
        List<Entry> more = new ArrayList<>();
        List<Integer> first = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            if (KnownSettings.FIRST.contains(field.var())) {
                first.add(i);
            } else if (isShown(fields, i)) {
                more.add(entry(i, field, texts, locale));
            }
        }
        first.sort(Comparator.comparingInt(i -> KnownSettings.FIRST.indexOf(fields.get(i).var())));
        return new SettingsModel(name(form), first.stream().map(i -> entry(i, fields.get(i), texts, locale)).toList(), List.copyOf(more));
    }

    /** What tells a form from another one: its fields, not their values. */
    static String name(ConfigForm form) {
        return Integer.toHexString(form.fields().stream().map(field -> field.var() + ' ' + field.kind()).toList().hashCode());
    }

    // Words of the room's own stand before the field that they explain; of one that is known here it is said in ours.
    private static boolean isShown(List<Field> fields, int i) {
        Field field = fields.get(i);
        if (field.kind() == Kind.FIXED) {
            return !field.value().isBlank() && (i + 1 == fields.size() || KnownSettings.label(fields.get(i + 1).var()).isEmpty());
        }
        return field.kind() != Kind.HIDDEN && !field.var().isEmpty();
    }

    private static Entry entry(int index, Field field, Texts texts, Locale locale) {
        String name = "f" + index;
        String label = KnownSettings.label(field.var()).map(key -> texts.of(locale, key)).orElseGet(() -> field.label().isEmpty() ? field.var() : field.label());
        List<Choice> choices = IntStream.range(0, field.options().size()).mapToObj(i -> {
            String value = field.options().get(i).value();
            return new Choice(field.kind() == Kind.LIST_MULTI ? name + "." + i : name, value, KnownSettings.choice(field.var(), value)
                .map(key -> texts.of(locale, key)).orElseGet(() -> field.options().get(i).label()), field.values().contains(value));
        }).toList();
        boolean address = field.kind() == Kind.JID_MULTI || field.kind() == Kind.JID_SINGLE;
        return new Entry(name, kind(field), label, field.about(), String.join("\n", field.values()), address, choices);
    }

    private static String kind(Field field) {
        return switch (field.kind()) {
            case TEXT_MULTI, JID_MULTI -> "lines";
            case BOOLEAN -> "tick";
            case LIST_MULTI -> "ticks";
            case LIST_SINGLE -> field.options().size() <= IN_SIGHT ? "radio" : "choice";
            case FIXED -> "words";
            default -> "line";
        };
    }
}
