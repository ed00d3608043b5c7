package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.igniterealtime.openfire.plugin.fireside.archive.Archive;
import org.igniterealtime.openfire.plugin.fireside.archive.Preview;
import org.igniterealtime.openfire.plugin.fireside.archive.RoomLine;
import org.igniterealtime.openfire.plugin.fireside.archive.Spoken;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.Level;

/** The rooms of the people who are here, with what is new in them: read once, then kept by what happens. */
final class Bookmarks {
    /** Unread messages are counted as far as this. */
    static final int COUNTED = 200;
    private static final Preview NOTHING = new Preview(Preview.Kind.TEXT, "");

    /**
     * A room in somebody's list as it is now.
     *
     * @param mentions how many of those unread have its owner's name in them
     * @param last id of the newest message, 0 for none
     * @param by the nick of who said it
     */
    record Listed(Bookmark bookmark, int unread, int mentions, long last, String by, Preview preview) {
        /** @param read what the stores say: at another level something else counts */
        Listed with(Bookmark changed, Listed read) {
            return new Listed(changed, unread, changed.level() == bookmark.level() ? mentions : read.mentions(), last, by, preview);
        }

        Listed read(long upTo, int stillUnread, int stillMentions) {
            return new Listed(bookmark.readUpTo(Math.max(upTo, bookmark.read())), stillUnread, stillMentions, last, by, preview);
        }

        /** @param line what lists say of it @param names whether it has the owner's name in it */
        Listed with(Spoken said, Preview line, boolean mine, boolean names) {
            boolean counts = !mine && said.id() > bookmark.read();
            boolean newest = said.id() > last;
            return new Listed(bookmark, counts ? Math.min(COUNTED, unread + 1) : unread, counts && names ? Math.min(COUNTED, mentions + 1) : mentions,
                newest ? said.id() : last, newest ? said.nick() : by, newest ? line : preview);
        }

        /** The newest message is another one by now. */
        Listed revised(long id, Preview line) {
            return id == last ? new Listed(bookmark, unread, mentions, last, by, line) : this;
        }

        /** How many of those unread its owner wants to be told of. */
        int telling() {
            return switch (bookmark.level()) {
                case ALWAYS -> unread;
                case MENTION, DEFAULT -> mentions;
                case NEVER -> 0;
            };
        }
    }

    private final BookmarkStore store;
    private final Archive archive;
    private final Cache<Person, Map<String, Listed>> people = Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

    Bookmarks(BookmarkStore store, Archive archive) {
        this.store = store;
        this.archive = archive;
    }

    /** Somebody's rooms: the pinned ones, then those where something was said last. Blocks where they have not been read. */
    List<Listed> of(Person person) {
        return read(person).values().stream()
            .sorted(Comparator.comparing((Listed listed) -> !listed.bookmark().regard().pinned())
                .thenComparing(Comparator.comparingLong(Listed::last).reversed()).thenComparing(listed -> listed.bookmark().room())).toList();
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
        Optional<RoomLine> newest = archive.line(bookmark.room());
        if (newest.isEmpty()) {
            return new Listed(bookmark, 0, 0, 0, "", NOTHING);
        }
        RoomLine line = newest.get();
        int unread = line.id() <= bookmark.read() ? 0 : archive.countRoom(bookmark.room(), bookmark.read(), COUNTED);
        return new Listed(bookmark, unread, mentions(bookmark, unread), line.id(), line.nick(), line.preview());
    }

    // Looked for where they alone count; what was said before somebody came into a room was said to others.
    private int mentions(Bookmark bookmark, int unread) {
        return unread == 0 || bookmark.read() == 0 || bookmark.level() != Level.MENTION ? 0
            : (int) archive.room(bookmark.room(), Archive.NEWEST, unread).stream()
                .filter(said -> said.id() > bookmark.read() && RoomView.names(said.body(), bookmark.nick())).count();
    }

    Optional<Listed> find(Person person, String room) {
        return Optional.ofNullable(read(person).get(room));
    }

    /** From memory. */
    Optional<Listed> known(Person person, String room) {
        Map<String, Listed> known = people.getIfPresent(person);
        return known == null ? Optional.empty() : Optional.ofNullable(known.get(room));
    }

    /** How much is unread in all that the person wants to be told of, from memory. */
    int unread(Person person) {
        Map<String, Listed> known = people.getIfPresent(person);
        return known == null ? 0 : known.values().stream().mapToInt(Listed::telling).sum();
    }

    /** Keeps one, or changes it. Blocks. */
    void save(Person person, Bookmark bookmark) {
        Map<String, Listed> known = read(person);
        store.save(person.username(), bookmark);
        known.merge(bookmark.room(), listed(bookmark), (old, saved) -> old.with(bookmark.readUpTo(old.bookmark().read()), saved));
    }

    /** Blocks. */
    void remove(Person person, String room) {
        store.remove(person.username(), room);
        read(person).remove(room);
    }

    /** Whether what somebody had listed the old way has been taken over. Blocks. */
    boolean isTakenOver(String username) {
        return store.isTakenOver(username);
    }

    /** It has. Blocks. */
    void takenOver(String username) {
        store.takenOver(username);
    }

    /** Blocks. @param username of an account that is gone */
    void forget(String username) {
        store.forget(username);
    }

    /** A room said something. @param names whether it has the person's name in it @return the room as a list that is known has it now */
    Optional<Listed> said(Person person, Spoken said, Preview line, boolean mine, boolean names) {
        Map<String, Listed> known = people.getIfPresent(person);
        return known == null ? Optional.empty() : Optional.ofNullable(known.computeIfPresent(said.room(), (any, listed) -> listed.with(said, line, mine, names)));
    }

    /** A message of a room is another one by now. @return whether a list says so */
    boolean revised(Person person, Spoken said, Preview line) {
        Map<String, Listed> known = people.getIfPresent(person);
        Listed before = known == null ? null : known.get(said.room());
        return before != null && !before.equals(known.computeIfPresent(said.room(), (any, listed) -> listed.revised(said.id(), line)));
    }

    /** An account that is not here has read a room up to a message, with another client. Blocks. */
    void readElsewhere(String username, String room, long upTo) {
        store.read(username, room, upTo);
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
        int mentions = mentions(before.bookmark().readUpTo(upTo), unread);
        known.computeIfPresent(room, (any, listed) -> listed.read(upTo, unread, mentions));
        return true;
    }
}
