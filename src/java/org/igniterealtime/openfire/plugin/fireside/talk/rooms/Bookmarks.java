package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.igniterealtime.openfire.plugin.fireside.archive.Archive;
import org.igniterealtime.openfire.plugin.fireside.archive.Spoken;
import org.igniterealtime.openfire.plugin.fireside.desk.media.AttachmentStanza;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Carried;
import org.igniterealtime.openfire.plugin.fireside.session.Person;

/** The rooms of the people who are here, with what is new in them: read once, then kept by what happens. */
final class Bookmarks {
    /** Unread messages are counted as far as this. */
    static final int COUNTED = 100;
    private static final int PREVIEW = 100;

    /**
     * A room in somebody's list as it is now.
     *
     * @param last id of the newest message, 0 for none
     * @param by the nick of who said it
     */
    record Listed(Bookmark bookmark, int unread, long last, String by, String preview) {
        static Listed empty(Bookmark bookmark) {
            return new Listed(bookmark, 0, 0, "", "");
        }

        Listed with(Bookmark changed) {
            return new Listed(changed, unread, last, by, preview);
        }

        Listed with(Spoken said, String line, boolean mine) {
            boolean counts = !mine && said.id() > bookmark.read();
            boolean newest = said.id() > last;
            return new Listed(bookmark, counts ? Math.min(COUNTED, unread + 1) : unread, newest ? said.id() : last,
                newest ? said.nick() : by, newest ? line : preview);
        }
    }

    /** What a list says of a message: of a file its name, rather than its address. */
    static String preview(Spoken said) {
        Carried carried = AttachmentStanza.read(said.stanza(), said.body());
        String line = (carried.text().isBlank() && !carried.files().isEmpty() ? carried.files().get(0).name() : carried.text()).strip().replaceAll("\\s+", " ");
        return line.substring(0, line.offsetByCodePoints(0, Math.min(PREVIEW, line.codePointCount(0, line.length()))));
    }

    private final BookmarkStore store;
    private final Archive archive;
    private final Cache<Person, Map<String, Listed>> people = Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

    Bookmarks(BookmarkStore store, Archive archive) {
        this.store = store;
        this.archive = archive;
    }

    /** Somebody's rooms, those first where something was said last. Blocks where they have not been read. */
    List<Listed> of(Person person) {
        return read(person).values().stream()
            .sorted(Comparator.comparingLong(Listed::last).reversed().thenComparing(listed -> listed.bookmark().room())).toList();
    }

    private Map<String, Listed> read(Person person) {
        Map<String, Listed> known = people.getIfPresent(person);
        if (known != null) {
            return known;
        }
        Map<String, Listed> read = new ConcurrentHashMap<>(4);
        for (Bookmark bookmark : store.of(person.username())) {
            read.put(bookmark.room(), listed(bookmark));
        }
        Map<String, Listed> raced = people.asMap().putIfAbsent(person, read);
        return raced == null ? read : raced;
    }

    private Listed listed(Bookmark bookmark) {
        int unread = archive.countRoom(bookmark.room(), bookmark.read(), COUNTED);
        Listed none = new Listed(bookmark, unread, 0, "", "");
        return archive.room(bookmark.room(), Archive.NEWEST, 1).stream().findFirst().map(newest -> none.with(newest, preview(newest), true)).orElse(none);
    }

    Optional<Listed> find(Person person, String room) {
        return Optional.ofNullable(read(person).get(room));
    }

    /** From memory. */
    Optional<Listed> known(Person person, String room) {
        Map<String, Listed> known = people.getIfPresent(person);
        return known == null ? Optional.empty() : Optional.ofNullable(known.get(room));
    }

    /** How much is unread in all, from memory. */
    int unread(Person person) {
        Map<String, Listed> known = people.getIfPresent(person);
        return known == null ? 0 : known.values().stream().mapToInt(Listed::unread).sum();
    }

    /** Keeps one, or changes it. Blocks. */
    void save(Person person, Bookmark bookmark) {
        Map<String, Listed> known = read(person);
        store.save(person.username(), bookmark);
        known.merge(bookmark.room(), listed(bookmark), (old, saved) -> old.with(bookmark.readUpTo(old.bookmark().read())));
    }

    /** Blocks. */
    void remove(Person person, String room) {
        store.remove(person.username(), room);
        read(person).remove(room);
    }

    /** Blocks. @param username of an account that is gone */
    void forget(String username) {
        store.forget(username);
    }

    /** A room said something. @param line what a list says of it @return whether somebody whose list is known has more to read by it */
    boolean said(Person person, Spoken said, String line, boolean mine) {
        Map<String, Listed> known = people.getIfPresent(person);
        int[] more = {0};
        if (known != null) {
            known.computeIfPresent(said.room(), (any, listed) -> {
                Listed now = listed.with(said, line, mine);
                more[0] = now.unread() - listed.unread();
                return now;
            });
        }
        return more[0] != 0;
    }

    /** Somebody has read a room up to a message. Blocks. @return whether that is new */
    boolean read(Person person, String room, long upTo) {
        Map<String, Listed> known = read(person);
        Listed before = known.get(room);
        if (before == null || upTo <= before.bookmark().read()) {
            return false;
        }
        store.read(person.username(), room, upTo);
        int unread = archive.countRoom(room, upTo, COUNTED);
        known.computeIfPresent(room, (any, listed) ->
            new Listed(listed.bookmark().readUpTo(Math.max(upTo, listed.bookmark().read())), unread, listed.last(), listed.by(), listed.preview()));
        return true;
    }
}
