package org.igniterealtime.openfire.plugin.fireside.host.web;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.igniterealtime.openfire.plugin.fireside.testkit.Ports;

/**
 * A bare server of one Jetty in a class loader of its own, as Openfire holds it, and a plugin's class loader below.
 * Reached by reflection: this test's JVM must not see more than one Jetty. Mounts, unmounts and restarts as
 * {@code HttpBindManager} of the releases with that Jetty does.
 */
final class JettyHost {

    /** Seen by the host's class loaders too, so that the test can call through it. */
    private static final Set<String> SHARED = Set.of(Guest.class.getName());

    private final Jetty jetty;
    private final int port = Ports.free();
    private final List<Object> mounted = new ArrayList<>();
    private final URLClassLoader loader;
    private final Object extensions;
    private final int threads;
    private Object server;

    JettyHost(Jetty jetty) throws Exception {
        this(jetty, 200);
    }

    /** @param threads that it may have at most */
    JettyHost(Jetty jetty, int threads) throws Exception {
        this.jetty = jetty;
        this.threads = threads;
        loader = new URLClassLoader("host-" + jetty, urls(jetty.jars()), new Shared());
        extensions = collection();
        start();
    }

    /** A class loader for a plugin, below the host's as in Openfire. */
    URLClassLoader pluginLoader() throws Exception {
        List<Path> classes = new ArrayList<>(List.of(Path.of("target/classes"), Path.of("target/test-classes")));
        if (jetty.mount != null) {
            classes.add(Path.of("target/mounts", jetty.mount));
        }
        return new URLClassLoader("plugin", urls(classes), loader);
    }

    /** As addJettyHandler while HTTP-bind runs, which is what a reload of the plugin meets. */
    void mount(Object handler) throws Exception {
        call(extensions, "addHandler", handler);
        call(handler, "start");
        mounted.add(handler);
    }

    void unmount(Object handler) throws Exception {
        mounted.remove(handler);
        call(extensions, "removeHandler", handler);
        call(handler, "stop");
    }

    void restart() throws Exception {
        if (jetty.startsEachHandler) {
            callEach("stop");
        }
        call(extensions, "stop");
        call(server, "stop");
        start();
        if (jetty.startsEachHandler) {
            callEach("start");
        }
    }

    URI url(String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + port + path);
    }

    int port() {
        return port;
    }

    void close() throws Exception {
        call(server, "stop");
        loader.close();
    }

    /** A collection that can change while it runs. */
    private Object collection() throws Exception {
        String collection = "org.eclipse.jetty.server.handler.HandlerCollection";
        Class<?> handlers = loader.loadClass("org.eclipse.jetty.server.Handler").arrayType();
        Object none = java.lang.reflect.Array.newInstance(handlers.componentType(), 0);
        return switch (jetty) {
            case JETTY_9_2 -> make(collection, new Class<?>[] {boolean.class}, true);
            case JETTY_9_4, JETTY_10 -> make(collection, new Class<?>[] {boolean.class, handlers}, true, none);
            case JETTY_12 -> make("org.eclipse.jetty.server.Handler$Sequence", new Class<?>[] {List.class}, List.of());
        };
    }

    /** A new server each time, the same handlers. */
    private void start() throws Exception {
        server = make("org.eclipse.jetty.server.Server", new Class<?>[] {InetSocketAddress.class},
                new InetSocketAddress("127.0.0.1", port));
        call(call(server, "getThreadPool"), "setMaxThreads", threads);
        call(server, "setHandler", extensions);
        call(server, "start");
        call(extensions, "start");
    }

    private void callEach(String method) throws Exception {
        for (Object handler : mounted) {
            call(handler, method);
        }
    }

    private Object make(String type, Class<?>[] parameters, Object... arguments) throws Exception {
        return loader.loadClass(type).getConstructor(parameters).newInstance(arguments);
    }

    private static Object call(Object target, String name, Object... arguments) throws Exception {
        for (Method method : target.getClass().getMethods()) {
            if (method.getName().equals(name) && accepts(method.getParameterTypes(), arguments)) {
                try {
                    return method.invoke(target, arguments);
                } catch (InvocationTargetException e) {
                    throw (Exception) e.getCause();
                }
            }
        }
        throw new NoSuchMethodException(target.getClass() + "." + name);
    }

    private static boolean accepts(Class<?>[] types, Object[] arguments) {
        boolean fits = types.length == arguments.length;
        for (int i = 0; fits && i < types.length; i++) {
            fits = types[i].isInstance(arguments[i]) || types[i] == int.class && arguments[i] instanceof Integer;
        }
        return fits;
    }

    private static URL[] urls(List<Path> files) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (Path file : files) {
            if (!Files.exists(file)) {
                throw new IllegalStateException("No " + file + ": build with Maven first");
            }
            urls.add(file.toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    /** The JDK and the few types that test and host share. */
    private static final class Shared extends ClassLoader {

        Shared() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (SHARED.contains(name)) {
                return Class.forName(name);
            }
            throw new ClassNotFoundException(name);
        }
    }

    /** The families, where the build puts their jars, and how the Openfire that brings them restarts HTTP-bind. */
    enum Jetty {

        JETTY_9_2("target/openfire/lib", null, false),
        JETTY_9_4("target/hosts/jetty94", null, false),
        JETTY_10("target/hosts/jetty10", "jetty10", true),
        JETTY_12("target/hosts/jetty12", "jetty12", true);

        private final String folder;
        private final String mount;
        private final boolean startsEachHandler;

        Jetty(String folder, String mount, boolean startsEachHandler) {
            this.folder = folder;
            this.mount = mount;
            this.startsEachHandler = startsEachHandler;
        }

        private List<Path> jars() throws Exception {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                return files.filter(file -> file.getFileName().toString()
                        .matches("(jetty-|websocket-|javax\\.servlet-api|slf4j-api).*\\.jar")).toList();
            }
        }
    }
}
