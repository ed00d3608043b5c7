package org.igniterealtime.openfire.plugin.fireside.talk.attention;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.live.Ring;
import org.igniterealtime.openfire.plugin.fireside.live.Watch;
import org.igniterealtime.openfire.plugin.fireside.session.Person;

/**
 * Draws a person to something, once, however many browsers and tabs he has: where he looks just now, by a sound, unless he looks at
 * that very thing; where he looks nowhere, on the page at which he looked last, and by a notification where a browser of his shows any.
 */
public final class Attention {
    private static final String TONE = "message";
    private static final Comparator<Page> LATEST = Comparator.comparingLong(page -> page.watch().since());

    private final String context;

    /** @param context path of the application */
    Attention(String context) {
        this.context = context;
    }

    /** From any thread. @param place what it is about */
    public void draw(Person person, Place place, Function<Locale, Occasion> occasion) {
        if (person.preferences().show().equals("dnd")) {
            return;
        }
        List<Page> pages = person.sessions().stream().flatMap(session -> session.pages().stream()).filter(Page::connected).toList();
        Optional<Page> looked = latest(pages, Watch::looking);
        if (looked.isPresent()) {
            in(person, looked.get(), page -> {
                if (!page.place().equals(place)) {
                    page.tone(TONE);
                }
            });
            return;
        }
        latest(pages, Watch::rings).or(() -> latest(pages, any -> true)).ifPresent(last -> in(person, last, page -> {
            page.tone(TONE);
            if (page.watch().rings()) {
                Occasion words = occasion.apply(page.locale());
                page.ring(new Ring(place.path(), words.title(), words.text(), context + place.path()));
            }
        }));
    }

    private static Optional<Page> latest(List<Page> pages, Predicate<Watch> which) {
        return pages.stream().filter(page -> which.test(page.watch())).max(LATEST);
    }

    private static void in(Person person, Page page, java.util.function.Consumer<Page> then) {
        person.sessions().stream().filter(session -> session.pages().contains(page)).findFirst().ifPresent(session -> session.tell(() -> then.accept(page)));
    }
}
