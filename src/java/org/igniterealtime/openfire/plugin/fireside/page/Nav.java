package org.igniterealtime.openfire.plugin.fireside.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.view.Views;

/** The entries of the rail. */
public final class Nav {
    private record Entry(String section, int order, String label, String icon, ToIntFunction<Person> count) {
    }

    /** For {@code base/nav-item.vm}. */
    public record Item(String id, String href, String label, String icon, boolean current, int count) {
    }

    private final List<Entry> entries = new ArrayList<>();
    private final Views views;

    public Nav(Views views) {
        this.views = views;
    }

    /**
     * @param section first segment of its places
     * @param order from the top, 0 first
     * @param label i18n key
     * @param count what waits there, 0 for nothing; read from memory
     */
    public void add(String section, int order, String label, String icon, ToIntFunction<Person> count) {
        entries.add(new Entry(section, order, label, icon, count));
        entries.sort(Comparator.comparingInt(Entry::order));
    }

    List<Item> items(Person person, Place place, Locale locale) {
        List<Item> items = new ArrayList<>();
        for (Entry entry : entries) {
            items.add(new Item(entry.section(), views.context() + "/" + entry.section(), views.texts().of(locale, entry.label()),
                entry.icon(), entry.section().equals(place.section()), entry.count().applyAsInt(person)));
        }
        return items;
    }

    int total(Person person) {
        return entries.stream().mapToInt(entry -> entry.count().applyAsInt(person)).sum();
    }
}
