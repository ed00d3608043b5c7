package org.igniterealtime.openfire.plugin.fireside.talk.messages;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Some of what was said, one after the other, the oldest first.
 *
 * @param older whether there is anything before it
 * @param newer whether there is anything behind it
 */
public record Stretch<T>(List<T> messages, boolean older, boolean newer) {
    /** Messages of a page. */
    public static final int PAGE = 50;

    /** Where messages are read from. Blocks. */
    public interface Source<T> {
        /** Newest first. */
        List<T> before(long id, int most);

        /** Oldest first. */
        List<T> after(long id, int most);
    }

    public static <T> Stretch<T> none() {
        return new Stretch<>(List.of(), false, false);
    }

    /** A page before a message. */
    public static <T> Stretch<T> before(Source<T> source, long id) {
        return before(source, id, PAGE);
    }

    /** So many before a message. */
    public static <T> Stretch<T> before(Source<T> source, long id, int most) {
        List<T> read = source.before(id, most + 1);
        return new Stretch<>(turned(read, most), read.size() > most, false);
    }

    /** A page behind a message. */
    public static <T> Stretch<T> after(Source<T> source, long id) {
        List<T> read = source.after(id, PAGE + 1);
        return new Stretch<>(read.subList(0, Math.min(PAGE, read.size())), true, read.size() > PAGE);
    }

    /** A page around a moment: half of it before, half of it from then on. The newest where nothing has been said since. @param at an id */
    public static <T> Stretch<T> around(Source<T> source, long at) {
        List<T> since = source.after(at - 1, PAGE / 2 + 1);
        if (since.isEmpty()) {
            return before(source, Long.MAX_VALUE);
        }
        List<T> until = source.before(at, PAGE / 2 + 1);
        List<T> messages = new ArrayList<>(turned(until, PAGE / 2));
        messages.addAll(since.subList(0, Math.min(PAGE / 2, since.size())));
        return new Stretch<>(messages, until.size() > PAGE / 2, since.size() > PAGE / 2);
    }

    private static <T> List<T> turned(List<T> newestFirst, int most) {
        List<T> messages = new ArrayList<>(newestFirst.subList(0, Math.min(most, newestFirst.size())));
        Collections.reverse(messages);
        return messages;
    }
}
