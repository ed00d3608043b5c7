package org.igniterealtime.openfire.plugin.fireside.talk.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.Level;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.Regard;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.RegardMenu;

/**
 * How the people who are here regard their chats, in memory: read once, then kept by what they choose. There is no place where other
 * clients would look for it: a bookmark (XEP-0402), which has it for rooms, is of a room.
 */
final class Regards {
    private final RegardStore store;
    private final Cache<Person, Map<String, Regard>> people = Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

    Regards(RegardStore store) {
        this.store = store;
    }

    /** Blocks. */
    void read(Person person) {
        people.put(person, new ConcurrentHashMap<>(store.of(person.username())));
    }

    Regard of(Person person, String peer) {
        Map<String, Regard> known = people.getIfPresent(person);
        return known == null ? Regard.NONE : known.getOrDefault(peer, Regard.NONE);
    }

    boolean isMuted(Person person, String peer) {
        return of(person, peer).level() == Level.NEVER;
    }

    /** Those that stand before the others. */
    List<String> pinned(Person person) {
        Map<String, Regard> known = people.getIfPresent(person);
        return known == null ? List.of() : known.entrySet().stream().filter(each -> each.getValue().pinned()).map(Map.Entry::getKey).toList();
    }

    /** Blocks. @return whether there was room for it */
    boolean set(Person person, String peer, Regard regard) {
        Map<String, Regard> known = people.get(person, any -> new ConcurrentHashMap<>(store.of(person.username())));
        if (!known.containsKey(peer) && known.size() >= RegardStore.MOST) {
            return false;
        }
        store.save(person.username(), peer, regard);
        if (regard.equals(Regard.NONE)) {
            known.remove(peer);
        } else {
            known.put(peer, regard);
        }
        return true;
    }

    /** Blocks. @param username of an account that is gone */
    void forget(String username) {
        store.forget(username);
    }

    /** For the menu of a chat. */
    RegardMenu menu(Person person, String peer) {
        Regard regard = of(person, peer);
        return new RegardMenu("chat", peer, regard.pinned(), regard.level() == Level.NEVER ? "never" : "always", false);
    }
}
