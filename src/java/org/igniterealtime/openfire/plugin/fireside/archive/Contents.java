package org.igniterealtime.openfire.plugin.fireside.archive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;

/** What the archive has, for who looks for something in it: all of it in turn, some of it, and what carries files. Every call blocks. */
public final class Contents {
    private static final List<Preview.Kind> FILES = List.of(Preview.Kind.PICTURE, Preview.Kind.SOUND, Preview.Kind.VIDEO, Preview.Kind.FILE);

    private final Database database;
    private final ArchiveStore chats;
    private final RoomStore rooms;
    private final KeyStore keys = new KeyStore();

    Contents(Database database, ArchiveStore chats, RoomStore rooms) {
        this.database = database;
        this.chats = chats;
        this.rooms = rooms;
    }

    /**
     * A part of all messages that have words.
     *
     * @param from those are all from this id on, up to before the one that was asked for; 0 at the end
     */
    public record Part(long from, List<MessageKey> keys) {
    }

    /** What there is before an id. @param most how many of chats, and of rooms, are read at once; several may have the same id, but not so many */
    public Part before(long before, int most) {
        return database.readPrepared(prepared -> {
            List<MessageKey> here = keys.before(prepared, false, before, most);
            List<MessageKey> there = keys.before(prepared, true, before, most);
            long from = Math.max(from(here, most), from(there, most));
            List<MessageKey> all = new ArrayList<>(here);
            all.addAll(there);
            all.removeIf(key -> key.id() < from);
            return new Part(from, all);
        });
    }

    // Of those with the id of the last one some may be missing: they come with the next part.
    private static long from(List<MessageKey> part, int most) {
        return part.size() < most ? 0 : part.get(part.size() - 1).id() + (part.get(0).id() == part.get(part.size() - 1).id() ? 0 : 1);
    }

    /** Those of some messages of an account that are there and have words, in no order. */
    public List<Kept> kept(String owner, Collection<Long> ids) {
        return database.readPrepared(prepared -> {
            List<Kept> found = new ArrayList<>();
            for (long id : ids) {
                chats.byId(prepared, owner, id).filter(each -> each.bearing().kind() == Meaning.Kind.WORDS && hasWords(each.fate(), each.source())).ifPresent(found::add);
            }
            return found;
        });
    }

    /** Likewise of a room. */
    public List<Spoken> spoken(String room, Collection<Long> ids) {
        return database.readPrepared(prepared -> {
            List<Spoken> found = new ArrayList<>();
            for (long id : ids) {
                rooms.byId(prepared, room, id).filter(each -> each.bearing().kind() == Meaning.Kind.WORDS && hasWords(each.fate(), each.source())).ifPresent(found::add);
            }
            return found;
        });
    }

    private static boolean hasWords(Fate fate, String source) {
        return !fate.isGone() && !Meaning.isSealed(source);
    }

    /** What has files in a chat, newest first, older than an id. */
    public List<Kept> files(String owner, String peer, long before, int most) {
        return newest(kind -> database.readPrepared(prepared -> chats.carrying(prepared, owner, peer, kind, before, most)), Kept::id, most);
    }

    /** Likewise in a room. */
    public List<Spoken> roomFiles(String room, long before, int most) {
        return newest(kind -> database.readPrepared(prepared -> rooms.carrying(prepared, room, kind, before, most)), Spoken::id, most);
    }

    // Kind by kind, as the tables are sorted.
    private static <T> List<T> newest(Function<Preview.Kind, List<T>> ofKind, ToLongFunction<T> id, int most) {
        return FILES.stream().flatMap(kind -> ofKind.apply(kind).stream()).sorted(Comparator.comparingLong(id).reversed()).limit(most).toList();
    }
}
