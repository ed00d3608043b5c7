package org.igniterealtime.openfire.plugin.fireside.testkit.server;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import org.jivesoftware.openfire.XMPPServer;
import org.jivesoftware.openfire.container.Plugin;
import org.jivesoftware.openfire.container.PluginManager;
import org.jivesoftware.openfire.http.HttpBindManager;
import org.jivesoftware.openfire.lockout.LockOutManager;
import org.jivesoftware.openfire.session.ClientSession;
import org.jivesoftware.util.JiveGlobals;
import org.xmpp.packet.JID;

/** What a test may ask of the running server. */
final class Commands {

    private static final long PATIENCE_MILLIS = 90_000;

    private final XMPPServer server;
    private final BenchCommands bench;
    private final Map<String, StandIn> standIns = new HashMap<>();
    private volatile CountDownLatch mended = new CountDownLatch(1);
    /** One for each loading of a plugin that was seen: at a reload, and when asked. */
    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

    Commands(XMPPServer server) {
        this.server = server;
        this.bench = new BenchCommands(server);
    }

    /**
     * @param command see the switch
     * @param words   the rest of the line
     * @return an answer in JSON, an object with {@code error} when it could not be done
     */
    String run(String command, Deque<String> words) throws Exception {
        return switch (command) {
            case "reload-plugin" -> reload(words.pop());
            case "remove-plugin" -> remove(words.pop());
            case "install-plugin" -> install(words.pop(), words.contains("later"));
            case "property" -> "{\"value\":" + Json.string(JiveGlobals.getProperty(words.pop(), "")) + "}";
            case "plugins" -> Json.strings(plugins());
            case "loaders" -> loaders();
            case "threads" -> threads();
            case "heap" -> heap();
            case "httpbind-restart" -> restartHttpBind();
            case "set" -> set(words.pop(), String.join(" ", words));
            case "unset" -> unset(words.pop());
            case "lock-out" -> lockOut(words.pop());
            case "figures" -> figures();
            case "break" -> breakAction(words.pop(), words.pop());
            case "mend" -> mend();
            case "sessions" -> sessions();
            case "stand-in" -> standIn(words.pop(), true);
            case "stand-down" -> standIn(words.pop(), false);
            case "close-session" -> closeSession(words.pop());
            default -> {
                String answer = bench.run(command, words);
                yield answer == null ? Json.error("no such command: " + command) : answer;
            }
        };
    }

    /** Another plugin answers a namespace, or does so no more. */
    private String standIn(String namespace, boolean answers) {
        StandIn handler = answers ? new StandIn(namespace) : standIns.remove(namespace);
        if (answers) {
            standIns.put(namespace, handler);
            server.getIQRouter().addHandler(handler);
        } else {
            server.getIQRouter().removeHandler(handler);
        }
        return "{\"answers\":" + answers + "}";
    }

    // COMPAT: newer Openfires have another method for it.
    private Plugin plugin(String name) {
        PluginManager manager = server.getPluginManager();
        try {
            Object found = manager.getClass().getMethod("getPluginByCanonicalName", String.class).invoke(manager, name);
            return ((Optional<?>) found).map(Plugin.class::cast).orElse(null);
        } catch (NoSuchMethodException older) {
            return manager.getPlugin(name);
        } catch (ReflectiveOperationException fault) {
            throw new IllegalStateException(fault);
        }
    }

    /** Ends once the new copy of the plugin is initialised: {@code {"millis":n}}. */
    private String reload(String name) throws InterruptedException {
        PluginManager manager = server.getPluginManager();
        Plugin before = plugin(name);
        if (before == null) {
            return Json.error("no such plugin: " + name);
        }
        remember();
        long start = System.nanoTime();
        manager.reloadPlugin(name);
        boolean done = await(() -> plugin(name) != null && !isIn(before) && !manager.isMonitorTaskRunning());
        remember();
        return done ? "{\"millis\":" + (System.nanoTime() - start) / 1_000_000 + "}" : Json.error("not reloaded");
    }

    /** As the admin console's button does; its jar lies beside the plugins then, for {@code install-plugin}. */
    private String remove(String name) throws IOException, InterruptedException {
        PluginManager manager = server.getPluginManager();
        remember();
        Files.copy(manager.getPluginsDirectory().resolve(name + ".jar"), removed(name), StandardCopyOption.REPLACE_EXISTING);
        manager.deletePlugin(name);
        return await(() -> plugin(name) == null && !manager.isMonitorTaskRunning()) ? "{\"removed\":true}"
            : Json.error("not removed");
    }

    /** @param later with the next start */
    private String install(String name, boolean later) throws IOException, InterruptedException {
        PluginManager manager = server.getPluginManager();
        if (later) {
            Files.copy(removed(name), manager.getPluginsDirectory().resolve(name + ".jar"));
            return "{\"installed\":false}";
        }
        try (InputStream jar = Files.newInputStream(removed(name))) {
            manager.installPlugin(jar, name + ".jar");
        }
        return await(() -> plugin(name) != null && !manager.isMonitorTaskRunning()) ? "{\"installed\":true}"
            : Json.error("not installed");
    }

    private Path removed(String name) {
        return server.getPluginManager().getPluginsDirectory().resolveSibling(name + ".removed");
    }

    /** Asks without keeping a reference to the old plugin in a frame that lives on. */
    private boolean isIn(Plugin plugin) {
        return server.getPluginManager().getPlugins().contains(plugin);
    }

    private List<String> plugins() {
        PluginManager manager = server.getPluginManager();
        return manager.getPlugins().stream().map(manager::getCanonicalName).sorted().toList();
    }

    /** {@code {"seen":n,"alive":n}}, after asking for collection until no more than the loaded ones live. */
    private String loaders() throws InterruptedException {
        remember();
        int loaded = server.getPluginManager().getPlugins().size();
        long end = System.nanoTime() + 5_000_000_000L;
        while (alive() > loaded && System.nanoTime() < end) {
            System.gc();
            Thread.sleep(100);
        }
        return "{\"seen\":" + loaders.size() + ",\"alive\":" + alive() + ",\"loaded\":" + loaded + "}";
    }

    private void remember() {
        PluginManager manager = server.getPluginManager();
        for (Plugin plugin : manager.getPlugins()) {
            ClassLoader loader = manager.getPluginClassloader(plugin);
            if (loaders.stream().noneMatch(known -> known.refersTo(loader))) {
                loaders.add(new WeakReference<>(loader));
            }
        }
    }

    private long alive() {
        return loaders.stream().filter(loader -> !loader.refersTo(null)).count();
    }

    private static String threads() {
        return Json.strings(Thread.getAllStackTraces().keySet().stream().map(Thread::getName).sorted().toList());
    }

    /** {@code {"used":bytes}} after collection, the least of several. */
    private static String heap() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(50);
            least = Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return "{\"used\":" + least + "}";
    }

    private static String restartHttpBind() {
        HttpBindManager.getInstance().stop();
        HttpBindManager.getInstance().start();
        return "{\"restarted\":true}";
    }

    /** {@code {"sessions":n,"list":[{"address":…,"priority":n,"available":…,"carbons":…}]}}. */
    private String sessions() {
        Collection<ClientSession> sessions = server.getSessionManager().getSessions();
        return "{\"sessions\":" + sessions.size() + ",\"list\":"
                + sessions.stream().map(Commands::session).sorted().collect(Collectors.joining(",", "[", "]")) + "}";
    }

    private static String session(ClientSession session) {
        return "{\"address\":" + Json.string(session.getAddress().toString())
                + ",\"priority\":" + session.getPresence().getPriority()
                + ",\"available\":" + session.getPresence().isAvailable()
                + ",\"carbons\":" + session.isMessageCarbonsEnabled() + "}";
    }

    /** As the admin console's button does. */
    private String closeSession(String address) {
        ClientSession session = server.getSessionManager().getSession(new JID(address));
        if (session == null) {
            return Json.error("no such session: " + address);
        }
        session.close();
        return "{\"closed\":" + Json.string(address) + "}";
    }

    private static String set(String property, String value) {
        JiveGlobals.setProperty(property, value);
        return "{\"set\":" + Json.string(property) + "}";
    }

    private static String unset(String property) {
        JiveGlobals.deleteProperty(property);
        return "{\"unset\":" + Json.string(property) + "}";
    }

    /** Locks an account for ever, as an admin does. */
    private static String lockOut(String username) {
        LockOutManager.getInstance().disableAccount(username, null, null);
        return "{\"locked\":" + Json.string(username) + "}";
    }

    /** What the admin's page of the plugin shows. */
    private String figures() throws ReflectiveOperationException {
        Object plugin = plugin("fireside");
        Map<?, ?> figures = (Map<?, ?>) plugin.getClass().getMethod("figures").invoke(plugin);
        return figures.entrySet().stream().map(figure -> Json.string(figure.getKey().toString()) + ":" + figure.getValue())
            .collect(Collectors.joining(",", "{", "}"));
    }

    /** Gives the plugin an action with a bug: one that throws, or one that hangs until {@code mend}. */
    private String breakAction(String name, String how) throws ReflectiveOperationException {
        Object plugin = plugin("fireside");
        Field field = plugin.getClass().getDeclaredField("sessions");
        field.setAccessible(true);
        Object sessions = field.get(plugin);
        Method actions = sessions.getClass().getDeclaredMethod("actions");
        actions.setAccessible(true);
        Object registry = actions.invoke(sessions);
        ClassLoader loader = plugin.getClass().getClassLoader();
        Class<?> action = Class.forName(sessions.getClass().getPackageName() + ".Action", true, loader);
        CountDownLatch until = mended;
        Object broken = Proxy.newProxyInstance(loader, new Class<?>[] {action}, (proxy, method, arguments) -> {
            if (how.equals("hang")) {
                until.await();
            }
            throw new IllegalStateException("a bug in an action");
        });
        registry.getClass().getMethod("on", String.class, action).invoke(registry, name, broken);
        return "{\"broken\":" + Json.string(name) + "}";
    }

    /** Lets go what hangs. */
    private String mend() {
        mended.countDown();
        mended = new CountDownLatch(1);
        return "{\"mended\":true}";
    }

    private static boolean await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(50);
        }
        return true;
    }
}
