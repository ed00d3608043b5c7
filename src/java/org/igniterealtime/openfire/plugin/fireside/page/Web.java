package org.igniterealtime.openfire.plugin.fireside.page;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Addresses that features answer by themselves, by the first segment of the path. */
public final class Web {
    /** Answers a GET of somebody who is logged in. Called on a lane's thread. */
    @FunctionalInterface
    public interface Handler {
        /** @param rest what follows the first segment, encoded as it came */
        void answer(Exchange exchange, String username, String rest);
    }

    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();

    public void on(String segment, Handler handler) {
        handlers.put(segment, handler);
    }

    Handler find(String segment) {
        return handlers.get(segment);
    }
}
