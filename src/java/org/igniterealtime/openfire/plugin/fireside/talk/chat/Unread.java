package org.igniterealtime.openfire.plugin.fireside.talk.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.igniterealtime.openfire.plugin.fireside.archive.Archive;
import org.igniterealtime.openfire.plugin.fireside.archive.Chat;
import org.igniterealtime.openfire.plugin.fireside.session.Person;

/** Unread counts of the people who are here, in memory: read once, then kept by what the archive tells. */
final class Unread {
    /** Chats with something unread that are counted. */
    private static final int MOST = 1000;

    private final Archive archive;
    private final Regards regards;
    private final Cache<Person, Map<String, Integer>> counts = Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

    Unread(Archive archive, Regards regards) {
        this.archive = archive;
        this.regards = regards;
    }

    /** Blocks. */
    void read(Person person) {
        Map<String, Integer> unread = new ConcurrentHashMap<>(4);
        for (Chat chat : archive.unread(person.username(), MOST)) {
            unread.put(chat.peer(), chat.unread());
        }
        counts.put(person, unread);
    }

    /** In all chats but those that are muted. */
    int total(Person person) {
        Map<String, Integer> unread = counts.getIfPresent(person);
        return unread == null ? 0 : unread.entrySet().stream().filter(each -> !regards.isMuted(person, each.getKey())).mapToInt(Map.Entry::getValue).sum();
    }

    int of(Person person, String peer) {
        Map<String, Integer> unread = counts.getIfPresent(person);
        return unread == null ? 0 : unread.getOrDefault(peer, 0);
    }

    /** @return whether that changed anything */
    boolean set(Person person, String peer, int count) {
        Map<String, Integer> unread = counts.get(person, any -> new ConcurrentHashMap<>(4));
        Integer before = count == 0 ? unread.remove(peer) : unread.put(peer, count);
        return (before == null ? 0 : before) != count;
    }
}
