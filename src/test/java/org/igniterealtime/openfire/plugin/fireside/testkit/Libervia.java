package org.igniterealtime.openfire.plugin.fireside.testkit;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Another client: the Libervia that Debian installs, throw-away, with a home and a message bus of its own, told what to do by its
 * command line. Asking for one that is not installed aborts the test with the reason.
 * <pre>
 * try (Libervia libervia = Libervia.launch(server)) {
 *     libervia.logIn("bob", "secret");
 *     libervia.say("&lt;p&gt;Hello&lt;/p&gt;", "blog", "set", "-S", "xhtml");
 * }
 * </pre>
 */
public final class Libervia implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration EVENT = Duration.ofSeconds(20);
    private static final int ANSWER_SECONDS = 60;
    // Not whatever python3 comes first in the path: its modules are Debian's.
    private static final String PYTHON = "/usr/bin/python3";
    private static final Path PROGRAMS = Path.of("/usr/share/libervia");

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final Thread cleaner = new Thread(this::endAndDelete, "libervia-cleaner");
    private Process backend;
    private String user;

    /** What a command said, and how it ended. */
    public record Answer(int status, String text) {
    }

    private Libervia() {
        try {
            // The path of a socket has some 100 characters at most.
            this.folder = Files.createTempDirectory("fireside-li-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(cleaner);
    }

    /** Starts it for the accounts of a server, which need not run yet, and does not wait until it is there. */
    public static Libervia launch(OpenfireServer server) {
        DatabaseServer.program("libervia-backend", Stream.of(PROGRAMS.resolve("launcher.py")));
        DatabaseServer.program("libervia-cli", Stream.of(PROGRAMS.resolve("libervia-cli")));
        String bus = DatabaseServer.program("dbus", Stream.of(Path.of("/usr/bin/dbus-daemon")));
        Libervia libervia = new Libervia();
        try {
            libervia.write(server);
            libervia.start("bus", List.of(bus, "--config-file=" + libervia.folder.resolve("bus.conf"), "--nofork", "--nopidfile"));
            if (!Await.until(START, () -> Files.exists(libervia.folder.resolve("bus")))) {
                throw new IllegalStateException("The message bus did not come up:\n" + libervia.tail("bus"));
            }
            libervia.backend = libervia.start("backend", List.of(PYTHON, PROGRAMS.resolve("launcher.py").toString(), "foreground"));
            libervia.start("events", List.of("/usr/bin/dbus-monitor", "--address", libervia.address(), "type=signal,member=psEvent"));
            return libervia;
        } catch (IOException | RuntimeException e) {
            libervia.close();
            throw e instanceof IOException io ? new UncheckedIOException(io) : (RuntimeException) e;
        }
    }

    /** Has it connect as somebody, for whom all that follows is done. */
    public void logIn(String account, String password) {
        if (!Await.until(START, () -> !backend.isAlive() || output("backend").contains("Backend is ready")) || !backend.isAlive()) {
            throw new IllegalStateException("Libervia did not come up:\n" + tail("backend"));
        }
        if (!Await.until(START, () -> output("events").contains("NameAcquired"))) {
            throw new IllegalStateException("Nobody listens to its events:\n" + tail("events"));
        }
        run("profile", "create", account, "-p", password, "-x", password, "-j", account + "@localhost");
        user = account;
        // The server's certificate is made by itself.
        run("param", "set", "Connection", "check_certificate", "false");
        run("profile", "connect", "-c", "--pwd", password);
    }

    /** Of the package, as {@code 0.9.0~hg3993-4}. */
    public static String version() {
        try {
            Process asked = new ProcessBuilder("dpkg-query", "-W", "-f", "${Version}", "libervia-backend").start();
            return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command of its command line, which must succeed. @return what it printed */
    public String run(String... words) {
        return say("", words);
    }

    /** Likewise, with a text for the command to read. */
    public String say(String text, String... words) {
        Answer answer = ask(text, Map.of(), words);
        if (answer.status() != 0) {
            throw new IllegalStateException(String.join(" ", words) + ": " + answer.text() + "\n" + tail("backend"));
        }
        return answer.text();
    }

    /** What a command prints as JSON. */
    public JsonElement read(String... words) {
        return JsonParser.parseString(run(append(words, "--output", "json")));
    }

    /** Changes a post in its editor: one that puts some words in the place of others. */
    public String edit(String these, String those, String... words) {
        Path editor = folder.resolve("editor");
        try {
            Files.writeString(editor, "#!/bin/sh\nexec sed -i 's/" + these + "/" + those + "/' \"$1\"\n");
            editor.toFile().setExecutable(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Answer answer = ask("", Map.of("EDITOR", editor.toString()), words);
        if (answer.status() != 0) {
            throw new IllegalStateException(String.join(" ", words) + ": " + answer.text());
        }
        return answer.text();
    }

    /** Runs a command that may fail. */
    public Answer ask(String text, Map<String, String> environment, String... words) {
        List<String> command = new ArrayList<>(List.of(PYTHON, PROGRAMS.resolve("libervia-cli").toString()));
        Collections.addAll(command, user == null ? words : append(words, "-p", user));
        try {
            Path input = Files.writeString(folder.resolve("input"), text);
            Path output = folder.resolve("answer");
            Path complaints = folder.resolve("complaints");
            ProcessBuilder builder = process(command);
            builder.environment().putAll(environment);
            Process process = builder.redirectInput(input.toFile()).redirectOutput(output.toFile()).redirectError(complaints.toFile()).start();
            if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            String said = Files.readString(output);
            return new Answer(process.exitValue(), process.exitValue() == 0 ? said : said + Files.readString(complaints));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until it has told its windows of an event of a node that says this. */
    public void awaitEvent(String words) {
        if (!Await.until(EVENT, () -> output("events").contains(words))) {
            throw new IllegalStateException("No event with " + words + ":\n" + tail("events") + tail("backend"));
        }
    }

    private static String[] append(String[] words, String... more) {
        return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
    }

    private void write(OpenfireServer server) throws IOException {
        for (String name : List.of("data", "media", "downloads")) {
            Files.createDirectory(folder.resolve(name));
        }
        // Without the service that it may have comments at it takes the first that it finds, now this and now that one.
        Files.writeString(folder.resolve("libervia.conf"), """
            [DEFAULT]
            local_dir = FOLDER/data
            media_dir = FOLDER/media
            downloads_dir = FOLDER/downloads
            hosts_dict = {"DOMAIN": {"host": "ADDRESS", "port": PORT}}
            pubsub_service = pubsub.DOMAIN
            """.replace("FOLDER", folder.toString()).replace("DOMAIN", server.domain()).replace("ADDRESS", server.address())
            .replace("PORT", String.valueOf(server.xmppPort())));
        Files.writeString(folder.resolve("bus.conf"), """
            <busconfig>
              <type>session</type>
              <listen>ADDRESS</listen>
              <policy context="default">
                <allow send_destination="*" eavesdrop="true"/>
                <allow eavesdrop="true"/>
                <allow own="*"/>
              </policy>
            </busconfig>
            """.replace("ADDRESS", address()));
    }

    private String address() {
        return "unix:path=" + folder.resolve("bus");
    }

    private Process start(String name, List<String> command) throws IOException {
        processes.add(process(command).redirectErrorStream(true).redirectOutput(folder.resolve(name + ".log").toFile()).start());
        return processes.get(processes.size() - 1);
    }

    private ProcessBuilder process(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        for (String home : List.of("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")) {
            environment.put(home, folder.toString());
        }
        environment.put("DBUS_SESSION_BUS_ADDRESS", address());
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        environment.keySet().removeAll(List.of("DISPLAY", "PYTHONPATH", "PYTHONHOME"));
        return builder;
    }

    private String output(String name) {
        try {
            return Files.readString(folder.resolve(name + ".log"), StandardCharsets.UTF_8);
        } catch (IOException notYet) {
            return "";
        }
    }

    private String tail(String name) {
        return ServerHome.tail(folder.resolve(name + ".log"), 40);
    }

    @Override
    public void close() {
        endAndDelete();
        Runtime.getRuntime().removeShutdownHook(cleaner);
    }

    // The bus last: what loses it first complains.
    private void endAndDelete() {
        for (int i = processes.size() - 1; i >= 0; i--) {
            processes.get(i).destroy();
            try {
                if (!processes.get(i).waitFor(10, TimeUnit.SECONDS)) {
                    processes.get(i).destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        ServerHome.delete(folder);
    }
}
