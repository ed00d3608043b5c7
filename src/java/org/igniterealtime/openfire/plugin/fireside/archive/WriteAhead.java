package org.igniterealtime.openfire.plugin.fireside.archive;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;

/** Messages that pages have sent and that the router has not shown yet, so that its event is not a second message. */
final class WriteAhead {
    private record Key(String owner, String stanzaId) {
    }

    private final Cache<Key, Kept> messages = Caffeine.newBuilder().maximumSize(100_000)
        .expireAfterWrite(Duration.ofMinutes(10)).executor(Runnable::run).build();

    /** The first of one reference stays: a second one is the same message, asked for again. */
    void add(Kept message) {
        messages.asMap().putIfAbsent(new Key(message.owner(), message.stanzaId()), message);
    }

    /** It will not be routed. */
    void drop(Kept message) {
        messages.asMap().remove(new Key(message.owner(), message.stanzaId()), message);
    }

    Optional<Kept> find(String owner, String stanzaId) {
        return Optional.ofNullable(messages.getIfPresent(new Key(owner, stanzaId)));
    }

    Optional<Kept> take(String owner, String stanzaId) {
        return Optional.ofNullable(messages.asMap().remove(new Key(owner, stanzaId)));
    }
}
