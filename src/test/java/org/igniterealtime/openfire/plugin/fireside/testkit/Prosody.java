package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Another server: the Prosody that Debian installs, throw-away, on a loopback address of its own, which talks to an Openfire on
 * another one by dialback, without TLS and without DNS. Asking for one that is not installed aborts the test with the reason.
 * <pre>
 * try (Prosody prosody = Prosody.start("pro.test", "of.test", List.of("mary"));
 *      OpenfireServer openfire = prosody.federate(OpenfireServer.builder()…).start()) {
 *     Phone mary = prosody.logIn("mary");
 * }
 * </pre>
 * Beside the accounts, all with the password {@code secret}, it has the pubsub service {@code comments.<domain>}, where accounts
 * make nodes; it tells who published what. Its rooms are at {@code rooms.<domain>}, and stay.
 */
public final class Prosody implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final int S2S = 5269;
    private static final int C2S = 5222;
    private static final int COMPONENTS = 5347;
    private static final String PASSWORD = "secret";

    private final Path folder;
    private final String domain;
    private final String peer;
    private final String address = Ports.address();
    private final String peerAddress = Ports.address();
    private final Thread cleaner = new Thread(this::endAndDelete, "prosody-cleaner");
    private List<String> components = List.of();
    private String program;
    private Process process;

    private Prosody(String domain, String peer) {
        this.domain = domain;
        this.peer = peer;
        try {
            this.folder = Files.createTempDirectory("fireside-prosody-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(cleaner);
    }

    /** @param peer the domain of the Openfire @param accounts made before it starts */
    public static Prosody start(String domain, String peer, List<String> accounts) {
        return start(domain, peer, accounts, Map.of());
    }

    /** @param contacts bare JIDs by account, subscribed both ways; the other side's roster is another matter */
    public static Prosody start(String domain, String peer, List<String> accounts, Map<String, List<String>> contacts) {
        return installed(domain, peer).begin(accounts, contacts);
    }

    /** One that talks to no other server. @param components addresses for external components, with the secret {@code secret} */
    public static Prosody withComponents(String domain, List<String> accounts, List<String> components) {
        Prosody prosody = installed(domain, "nowhere.test");
        prosody.components = components;
        return prosody.begin(accounts, Map.of());
    }

    private static Prosody installed(String domain, String peer) {
        String program = DatabaseServer.program("Prosody", Stream.of(Path.of("/usr/bin/prosody"), Path.of("/usr/local/bin/prosody")));
        DatabaseServer.program("lua-unbound", unbound());
        Prosody prosody = new Prosody(domain, peer);
        prosody.program = program;
        return prosody;
    }

    private Prosody begin(List<String> accounts, Map<String, List<String>> contacts) {
        write(accounts, contacts);
        return launch();
    }

    /** Ends it in order, and starts it again. */
    public void restart() {
        end();
        launch();
    }

    /** Ends it as a fall of the current does, and starts it again: nobody hears of it. */
    public void crash() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        launch();
    }

    /** Where external components connect. */
    public String address() {
        return address;
    }

    public int componentPort() {
        return COMPONENTS;
    }

    private static Stream<Path> unbound() {
        try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
            return folders.map(folder -> folder.resolve("lua/5.4")).filter(Files::isDirectory).toList().stream()
                .filter(folder -> Files.isReadable(folder.resolve("lunbound.so")));
        } catch (IOException none) {
            return Stream.empty();
        }
    }

    /** Has the Openfire talk to this server. */
    public OpenfireServer.Builder federate(OpenfireServer.Builder openfire) {
        return openfire.domain(peer).address(peerAddress)
            .property("xmpp.server.socket.active", "true").property("xmpp.server.socket.port", String.valueOf(S2S))
            .property("xmpp.server.dialback.enabled", "true").property("xmpp.server.tls.enabled", "false")
            .property("dnsutil.dnsOverride", "{" + domain + "," + address + ":" + S2S + "},{comments." + domain + "," + address + ":" + S2S
                + "},{rooms." + domain + "," + address + ":" + S2S + "}");
    }

    public String domain() {
        return domain;
    }

    /** Somebody's bare JID. */
    public String jid(String account) {
        return account + "@" + domain;
    }

    /** Somebody on an ordinary client, available. */
    public Phone logIn(String account) throws Exception {
        return Phone.logIn(domain, address, C2S, account, PASSWORD);
    }

    /** Likewise on one that keeps what comes as XML. @param wants nodes that it wants to be told of */
    public Wire wire(String account, String resource, String... wants) throws Exception {
        return Wire.logIn(domain, address, C2S, account, resource, wants);
    }

    /** What it has written to its log, the end of it. */
    public String log() {
        return ServerHome.tail(folder.resolve("prosody.log"), 40);
    }

    private void write(List<String> accounts, Map<String, List<String>> contacts) {
        try {
            Path people = Files.createDirectories(folder.resolve("data/" + domain.replace(".", "%2e") + "/accounts"));
            for (String account : accounts) {
                Files.writeString(people.resolve(account + ".dat"), "return { [\"password\"] = \"" + PASSWORD + "\"; };\n");
            }
            Path rosters = Files.createDirectories(people.resolveSibling("roster"));
            for (String account : contacts.keySet()) {
                Files.writeString(rosters.resolve(account + ".dat"), "return { [false] = { version = 1; pending = {} }; " + contacts.get(account).stream()
                    .map(jid -> "[\"" + jid + "\"] = { subscription = \"both\"; groups = {} }; ").reduce("", String::concat) + "};\n");
            }
            Files.writeString(folder.resolve("hosts"), Stream.of("", "conference.", "fireside.", "comments.", "pubsub.")
                .map(name -> peerAddress + " " + name + peer + "\n").reduce("", String::concat));
            Files.writeString(folder.resolve("prosody.cfg.lua"), config(accounts));
            if (System.getProperty("user.name").equals("root")) {
                run(List.of("chown", "-R", "prosody:prosody", folder.toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String config(List<String> accounts) {
        String admins = accounts.stream().map(account -> "\"" + jid(account) + "\"").reduce((one, other) -> one + ", " + other).orElse("");
        return """
            interfaces = { "ADDRESS" }
            s2s_ports = { S2S }
            c2s_ports = { C2S }
            component_interfaces = { "ADDRESS" }
            component_ports = { COMPONENTS }
            modules_enabled = { "roster", "saslauth", "dialback", "disco", "ping", "pep", "carbons", "blocklist", "vcard_legacy",
                "private", "presence", "message", "iq", "s2s", "c2s" }
            modules_disabled = { "tls", "posix", "offline" }
            s2s_require_encryption = false
            s2s_secure_auth = false
            c2s_require_encryption = false
            allow_unencrypted_plain_auth = true
            authentication = "internal_plain"
            storage = "internal"
            data_path = "FOLDER/data"
            unbound = { hoststxt = "FOLDER/hosts"; resolvconf = false }
            log = { debug = "FOLDER/prosody.log" }
            admins = { ADMINS }
            VirtualHost "DOMAIN"
            Component "comments.DOMAIN" "pubsub"
                expose_publisher = true
            Component "rooms.DOMAIN" "muc"
                muc_room_default_persistent = true
            """.concat(components.stream().map("Component \"%s\"\n    component_secret = \"secret\"\n"::formatted).collect(Collectors.joining()))
            .replace("ADDRESS", address).replace("COMPONENTS", String.valueOf(COMPONENTS)).replace("S2S", String.valueOf(S2S)).replace("C2S", String.valueOf(C2S))
            .replace("FOLDER", folder.toString()).replace("ADMINS", admins).replace("DOMAIN", domain);
    }

    private Prosody launch() {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("setpriv", "--reuid=prosody", "--regid=prosody", "--init-groups", "--"));
        }
        command.addAll(List.of(program, "--config", folder.resolve("prosody.cfg.lua").toString(), "-F"));
        try {
            process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!Await.until(START, () -> !process.isAlive() || Ports.open(address, C2S) && Ports.open(address, S2S)) || !process.isAlive()) {
            String why = ServerHome.tail(folder.resolve("output.log"), 20) + log();
            close();
            throw new IllegalStateException("Prosody did not come up:\n" + why);
        }
        return this;
    }

    private static void run(List<String> command) throws IOException {
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        endAndDelete();
        Runtime.getRuntime().removeShutdownHook(cleaner);
    }

    private void endAndDelete() {
        end();
        ServerHome.delete(folder);
    }

    private void end() {
        if (process != null) {
            process.destroy();
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
