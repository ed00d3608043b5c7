package org.igniterealtime.openfire.plugin.fireside.host.web;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open sockets of one mount. Jetty 10 and 12 leave them open when a context stops alone, as at the removal of a
 * plugin, and each would keep the plugin's classes.
 */
public final class Endpoints {

    private final ClassLoader loader;
    private final Set<Endpoint> open = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /** @param loader context class loader of acceptor and listeners */
    public Endpoints(ClassLoader loader) {
        this.loader = loader;
    }

    /** The mount has started, perhaps again. */
    public void begin() {
        ended = false;
    }

    /** Says goodbye to all, with 1001 of RFC 6455 section 7.4.1: the page will try again. */
    public void closeAll() {
        ended = true;
        open.forEach(Endpoints::part);
    }

    /** Context class loader of acceptor and listeners. */
    public ClassLoader loader() {
        return loader;
    }

    void add(Endpoint endpoint) {
        open.add(endpoint);
        // Its handshake was answered before the end, and it opened after it.
        if (ended) {
            part(endpoint);
        }
    }

    void remove(Endpoint endpoint) {
        open.remove(endpoint);
    }

    private static void part(Endpoint endpoint) {
        endpoint.close(1001, "going away");
        endpoint.hangUp();
    }
}
