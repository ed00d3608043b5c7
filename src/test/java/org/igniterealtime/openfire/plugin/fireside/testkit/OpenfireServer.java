package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import org.igniterealtime.openfire.plugin.fireside.build.Dialect;

/**
 * A real Openfire 4.2.0 in its own JVM, of the jars that the build puts into {@code target/openfire/lib}, bound to the
 * loopback and to ports of its own, so that several run side by side. Without webadmin: Maven Central has none.
 * <pre>
 * try (OpenfireServer server = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN)
 *         .user("alice", "secret").user("bob", "secret").contacts("alice", "bob").start()) {
 *     server.url("/fireside/login");
 *     server.command("reload-plugin", "fireside");
 * }
 * </pre>
 * What cannot be done throws {@link IllegalStateException} with the log's last lines.
 */
public final class OpenfireServer implements AutoCloseable {

    /** What {@code mvn package} builds. */
    public static final Path PLUGIN = Path.of("target/fireside.jar").toAbsolutePath();

    private static final Path LIB = Path.of("target/openfire/lib").toAbsolutePath();
    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration ANSWER = Duration.ofSeconds(120);
    private static final Duration STOP = Duration.ofSeconds(60);

    private final Builder settings;
    private final Path home;
    private final Path log;
    private Process process;
    private BlockingQueue<String> answers;

    private OpenfireServer(Builder settings) {
        this.settings = settings;
        this.home = settings.home;
        this.log = home.resolve("server.log");
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts the JVM on the home, again after a stop or a kill, and returns when people can log in: with the plugin,
     * when {@code GET /fireside/health} answers 200.
     */
    public OpenfireServer start() {
        try {
            process = new ProcessBuilder(commandLine()).directory(home.toFile())
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answers = readAnswers(process);
        awaitReady();
        return this;
    }

    /** Stops in order, as an admin would. */
    public void stop() {
        if (!running()) {
            return;
        }
        try {
            send("stop");
        } catch (IOException gone) {
            process.destroy();
        }
        awaitEnd();
    }

    /** SIGTERM, as an init system would. */
    public void terminate() {
        process.destroy();
        awaitEnd();
    }

    /** SIGKILL: no goodbye to anybody. */
    public void kill9() {
        process.destroyForcibly();
        awaitEnd();
        try {
            // HSQLDB would wait for ten seconds whether the owner of its lock still shows signs of life.
            Files.deleteIfExists(home.resolve("embedded-db/openfire.lck"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops in order and starts on the same home, with the same ports. */
    public OpenfireServer restart() {
        stop();
        return start();
    }

    /** Stops, and keeps the home with its log below {@code target/servers}. */
    @Override
    public void close() {
        stop();
    }

    public boolean running() {
        return process != null && process.isAlive();
    }

    /**
     * Asks the server's own JVM: {@code reload-plugin fireside}, {@code remove-plugin fireside},
     * {@code install-plugin fireside}, {@code plugins}, {@code loaders}, {@code threads},
     * {@code heap}, {@code httpbind-restart}, {@code set name value}, {@code unset name}, {@code property name}, {@code sessions},
     * {@code close-session jid},
     * {@code stand-in namespace}, {@code stand-down namespace},
     * {@code lock-out username}, {@code figures}, {@code break action throw|hang}, {@code mend}.
     *
     * @return the answer, see {@code testkit.server.Commands}
     */
    public synchronized JsonElement command(String... words) {
        try {
            send(String.join(" ", words));
            String answer = answers.poll(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
            JsonElement json = answer == null ? null : JsonParser.parseString(answer);
            if (json == null || json.isJsonObject() && json.getAsJsonObject().has("error")) {
                throw failure("No good answer to " + String.join(" ", words) + ": " + answer);
            }
            return json;
        } catch (IOException e) {
            throw failure("The server is gone: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public String domain() {
        return settings.domain;
    }

    /** The address that it is bound to. */
    public String address() {
        return settings.address;
    }

    public int xmppPort() {
        return settings.xmppPort;
    }

    public int httpPort() {
        return settings.httpPort;
    }

    /** HTTP-bind over TLS, with a self-signed certificate. */
    public int httpsPort() {
        return settings.httpsPort;
    }

    public int adminPort() {
        return settings.adminPort;
    }

    /** An address on the HTTP-bind port, such as of {@code /fireside/}. */
    public URI url(String path) {
        return URI.create("http://" + settings.address + ":" + settings.httpPort + path);
    }

    public long pid() {
        return process.pid();
    }

    public Path home() {
        return home;
    }

    public Path log() {
        return log;
    }

    private List<String> commandLine() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + settings.heap,
                // Openfire 4.2's connection pool makes its classes by reflection.
                "--add-opens", "java.base/java.lang=ALL-UNNAMED",
                "--add-opens", "java.base/java.util=ALL-UNNAMED",
                // Its LDAP provider names a class of the JDK's own.
                "--add-exports", "java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-Dlog4j.configuration=" + home.resolve("conf/log4j.properties").toUri(),
                "-DopenfireHome=" + home));
        if (!settings.optimised) {
            // Half the time and the work of a start, which is most of a test.
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(settings.jvmArguments);
        command.add("-cp");
        command.add(new ServerHome(home).mainClasses() + java.io.File.pathSeparator + LIB + "/*");
        command.add("org.igniterealtime.openfire.plugin.fireside.testkit.server.OpenfireMain");
        return command;
    }

    private static BlockingQueue<String> readAnswers(Process process) {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> {
            try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
                in.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException end) {
                lines.add("{\"error\":\"the server ended\"}");
            }
        }, "openfire-answers");
        reader.setDaemon(true);
        reader.start();
        return lines;
    }

    private void awaitReady() {
        boolean ready = Await.until(START, () -> !running() || answered());
        ready = ready && running() && Await.until(START, () -> !running() || serves());
        if (!ready || !running()) {
            process.destroyForcibly();
            throw failure("Openfire did not come up");
        }
    }

    private boolean answered() {
        String first = answers.poll();
        return first != null && first.contains("started");
    }

    private boolean serves() {
        return settings.plugin == null ? Ports.open(settings.address, settings.xmppPort)
                : status("/fireside/health") == 200;
    }

    private int status(String path) {
        try {
            HttpURLConnection connection = (HttpURLConnection) url(path).toURL().openConnection();
            connection.setConnectTimeout(2000);
            connection.setReadTimeout(5000);
            int status = connection.getResponseCode();
            connection.disconnect();
            return status;
        } catch (IOException notYet) {
            return -1;
        }
    }

    private void send(String line) throws IOException {
        Writer input = process.outputWriter(StandardCharsets.UTF_8);
        input.write(line + "\n");
        input.flush();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw failure("Openfire did not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private IllegalStateException failure(String what) {
        return new IllegalStateException(what + "; the end of " + log + ":\n" + ServerHome.tail(log, 60));
    }

    /** What a server is made of. Every setting has a default. */
    public static final class Builder {

        private final Map<String, String> properties = new LinkedHashMap<>();
        private final List<Consumer<CoreSchema>> rows = new ArrayList<>();
        private final List<String> jvmArguments = new ArrayList<>();
        private String domain = "localhost";
        private String address = "127.0.0.1";
        private String heap = "512m";
        private boolean optimised;
        private int xmppPort = Ports.free();
        private int httpPort = Ports.free();
        private int httpsPort = Ports.free();
        private int adminPort = -1;
        private Database database;
        private Path plugin;
        private Path home;

        private Builder() {
            // Nothing but clients and HTTP-bind, unless a test asks for more.
            property("xmpp.socket.ssl.active", "false");
            property("xmpp.server.socket.active", "false");
            property("xmpp.component.socket.active", "false");
            property("xmpp.component.ssl.active", "false");
            property("xmpp.multiplex.socket.active", "false");
            property("xmpp.multiplex.ssl.active", "false");
            property("xmpp.proxy.enabled", "false");
            property("flash.crossdomain.enabled", "false");
            property("update.service-enabled", "false");
            // No test reaches further than this machine; who has a web server on it says so.
            property("fireside.previews.enabled", "false");
        }

        /** The XMPP domain, {@code localhost} by default. */
        public Builder domain(String name) {
            domain = name;
            return this;
        }

        /** The loopback address to bind to, 127.0.0.1 by default; another for servers that talk to each other. */
        public Builder address(String loopback) {
            address = loopback;
            return this;
        }

        public Builder xmppPort(int port) {
            xmppPort = port;
            return this;
        }

        public Builder httpPort(int port) {
            httpPort = port;
            return this;
        }

        /** HTTP-bind's port for TLS, a free one by default. */
        public Builder httpsPort(int port) {
            httpsPort = port;
            return this;
        }

        /**
         * The admin console's port, closed by default. Of the console there are only the plugins' servlets, below
         * {@code /plugins/fireside/}, without log-in.
         */
        public Builder adminPort(int port) {
            adminPort = port;
            return this;
        }

        /** Another database than the embedded HSQLDB; must be empty. */
        public Builder database(Database other) {
            database = other;
            return this;
        }

        /** The plugin's jar, dropped into the plugins folder. None by default. */
        public Builder plugin(Path jar) {
            plugin = jar;
            return this;
        }

        /** {@code -Xmx}, 512m by default. */
        public Builder heap(String size) {
            heap = size;
            return this;
        }

        /** With the JVM's second compiler, for what is measured or runs for long. */
        public Builder optimised() {
            optimised = true;
            return this;
        }

        public Builder jvmArgument(String argument) {
            jvmArguments.add(argument);
            return this;
        }

        /** The home folder, deleted first; one below {@code target/servers} by default. */
        public Builder home(Path folder) {
            home = folder.toAbsolutePath();
            return this;
        }

        /** A system property of the server, there at its first start. */
        public Builder property(String name, String value) {
            properties.put(name, value);
            return this;
        }

        public Builder user(String username, String password) {
            return user(username, password, username);
        }

        public Builder user(String username, String password, String name) {
            rows.add(schema -> schema.user(username, password, name));
            return this;
        }

        /** Both in each other's roster, subscribed both ways. */
        public Builder contacts(String one, String other) {
            rows.add(schema -> schema.contacts(one, other, domain));
            return this;
        }

        /**
         * One in the roster of another, subscribed both ways, in groups; the other way round is another call.
         *
         * @param contact a username of this server, or the bare JID of somebody elsewhere
         */
        public Builder contact(String owner, String contact, List<String> groups) {
            String[] parts = contact.split("@");
            rows.add(schema -> schema.item(owner, parts[0], parts.length == 1 ? domain : parts[1], "", groups));
            return this;
        }

        /** Many people, named by a prefix and a number from 0, each with so many of the others as contacts, both ways. */
        public Builder ring(String prefix, int people, int contacts, String password) {
            rows.add(schema -> schema.ring(prefix, people, contacts, password, domain));
            return this;
        }

        /** Creates the home, for a start later. */
        public OpenfireServer build() {
            try {
                if (!Files.isDirectory(LIB)) {
                    throw new IllegalStateException("No " + LIB + ": run mvn package first");
                }
                createHome();
                return new OpenfireServer(this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Creates the home and starts. */
        public OpenfireServer start() {
            return build().start();
        }

        private void createHome() throws IOException {
            if (home == null) {
                Path servers = Files.createDirectories(Path.of("target/servers").toAbsolutePath());
                home = Files.createTempDirectory(servers, domain + "-");
            } else {
                ServerHome.delete(home);
            }
            CoreSchema schema = new CoreSchema(database == null ? Dialect.hsqldb : database.dialect());
            property("xmpp.domain", domain);
            property("xmpp.socket.plain.port", String.valueOf(xmppPort));
            property("httpbind.port.plain", String.valueOf(httpPort));
            property("httpbind.port.secure", String.valueOf(httpsPort));
            properties.forEach(schema::property);
            rows.forEach(row -> row.accept(schema));
            new ServerHome(home).create(database, schema.script(), address, domain, adminPort, plugin);
        }
    }
}
