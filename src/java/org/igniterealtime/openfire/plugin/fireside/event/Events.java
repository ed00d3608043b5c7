package org.igniterealtime.openfire.plugin.fireside.event;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Typed events inside the process. A handler runs on the publisher's thread, which may be a routing
 * thread: it only enqueues (into a mailbox) and returns.
 */
public final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private final Map<Class<?>, List<Consumer<Object>>> handlers = new ConcurrentHashMap<>();

    /**
     * @param type the exact class of the events wanted, a record
     * @param handler called once an event, in the order of publishing of any one thread
     */
    public <E> Subscription on(Class<E> type, Consumer<? super E> handler) {
        Consumer<Object> typed = event -> handler.accept(type.cast(event));
        List<Consumer<Object>> list = handlers.computeIfAbsent(type, any -> new CopyOnWriteArrayList<>());
        list.add(typed);
        return () -> list.remove(typed);
    }

    /** Hands the event to every handler; one that throws is logged and does not keep it from the others. */
    public void publish(Object event) {
        for (Consumer<Object> handler : handlers.getOrDefault(event.getClass(), List.of())) {
            try {
                handler.accept(event);
            } catch (RuntimeException fault) {
                LOG.error("A handler of {} failed", event.getClass().getSimpleName(), fault);
            }
        }
    }
}
