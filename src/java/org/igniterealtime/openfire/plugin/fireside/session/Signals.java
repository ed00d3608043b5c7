package org.igniterealtime.openfire.plugin.fireside.session;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** What happens to a session, handed to the features inside its mailbox. */
public final class Signals {
    private final Map<Class<?>, List<BiConsumer<Session, Object>>> handlers = new ConcurrentHashMap<>();

    /** The presence of a contact has changed; several changes of one moment are told once. */
    public record PresenceSeen(String contact) {
    }

    /** The roster has changed: items added, renamed, removed, or somebody asks to be let in. */
    public record RosterSeen(String contact) {
    }

    /**
     * A message was delivered to this very session.
     *
     * @param from full JID of the sender
     * @param chatState as {@code composing} (XEP-0085 §4), or empty
     * @param wantsReceipt XEP-0184 §5.1
     * @param error the stanza error's condition when the message is one that came back, or empty
     */
    public record MessageSeen(String from, String contact, String id, boolean text, String chatState, boolean wantsReceipt,
                              String error) {
    }

    /** The server says something to all who are here. @param subject may be empty */
    public record Announced(String subject, String body) {
    }

    /** The person has chosen another presence or look, in this session or another one. */
    public record PreferencesSeen(Preferences chosen) {
    }

    public <S> void on(Class<S> type, BiConsumer<Session, ? super S> handler) {
        handlers.computeIfAbsent(type, any -> new CopyOnWriteArrayList<>())
            .add((session, signal) -> handler.accept(session, type.cast(signal)));
    }

    void dispatch(Session session, Object signal) {
        for (BiConsumer<Session, Object> handler : handlers.getOrDefault(signal.getClass(), List.of())) {
            handler.accept(session, signal);
        }
    }
}
