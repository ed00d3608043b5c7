package org.igniterealtime.openfire.plugin.fireside.host.web;

/** Finds the mount for the Jetty that the host runs. */
public final class WebMounts {

    private static final String HOST = "org.igniterealtime.openfire.plugin.fireside.host.";

    private WebMounts() {
    }

    /**
     * @param hostLoader sees the host's Jetty; the plugin's own class loader does, its parent is the host's
     * @throws IllegalStateException when the mount does not link, for a Jetty that none was made for
     */
    public static WebMount choose(ClassLoader hostLoader) {
        if (has("org.eclipse.jetty.ee8.websocket.server.JettyWebSocketServlet", hostLoader)) {
            return make("jetty12.Jetty12Mount");
        }
        if (has("org.eclipse.jetty.websocket.server.JettyWebSocketServlet", hostLoader)) {
            return make("jetty10.Jetty10Mount");
        }
        return make("jetty9.Jetty9Mount");
    }

    private static boolean has(String name, ClassLoader loader) {
        try {
            Class.forName(name, false, loader);
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    /** By name: each was compiled against another Jetty, and only one of them links here. */
    private static WebMount make(String name) {
        try {
            return (WebMount) Class.forName(HOST + name, true, WebMounts.class.getClassLoader())
                    .getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException("No web mount for this host's Jetty: " + name, e);
        }
    }
}
