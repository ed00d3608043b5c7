package org.igniterealtime.openfire.plugin.fireside.session;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The actions that features offer, by name: {@code chat/send}. */
public final class Actions {
    private final Map<String, Action> actions = new ConcurrentHashMap<>();

    public void on(String name, Action action) {
        if (actions.putIfAbsent(name, action) != null) {
            throw new IllegalStateException("Two actions are called " + name);
        }
    }

    Optional<Action> find(String name) {
        return Optional.ofNullable(actions.get(name));
    }
}
