package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.opentest4j.TestAbortedException;

/**
 * A throw-away database server of its own system user, in a temporary folder, on a free port of the loopback. Asking
 * for one that is not installed aborts the test with the reason, which {@code bin/test} lists as not run.
 * <pre>
 * try (DatabaseServer postgresql = DatabaseServer.postgresql()) {
 *     OpenfireServer.builder().database(postgresql.create("openfire"))…
 *     postgresql.stop();
 *     postgresql.start();
 * }
 * </pre>
 */
public abstract class DatabaseServer implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);

    private final Path folder;
    private final String systemUser;
    private final int port = Ports.free();
    private final Thread cleaner = new Thread(this::endAndDelete, "database-cleaner");
    private Process process;

    DatabaseServer(String name, String systemUser) {
        this.systemUser = System.getProperty("user.name").equals("root") ? systemUser : null;
        try {
            this.folder = Files.createTempDirectory("fireside-" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(cleaner);
    }

    /** A running PostgreSQL. */
    public static DatabaseServer postgresql() {
        return new PostgreSql().initialise().start();
    }

    /** A running MariaDB. */
    public static DatabaseServer mariadb() {
        return new MariaDb().initialise().start();
    }

    /** Starts, again after a stop or a kill, and returns when it takes connections. */
    public DatabaseServer start() {
        List<String> command = command(folder.resolve("data"), port);
        process = launch(command, folder.resolve("server.log"));
        if (!Await.until(START, () -> !process.isAlive() || connects()) || !process.isAlive()) {
            throw new IllegalStateException(command.get(0) + " did not come up:\n"
                    + ServerHome.tail(folder.resolve("server.log"), 30));
        }
        return this;
    }

    /** Ends it in order, cutting its clients. */
    public void stop() {
        signal(stopSignal());
    }

    /** SIGKILL. */
    public void kill() {
        signal("KILL");
    }

    /** Makes an empty database of that name. */
    public Database create(String name) {
        try (Connection admin = admin().connect(); Statement statement = admin.createStatement()) {
            for (String sql : creation(name)) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return database(name);
    }

    public int port() {
        return port;
    }

    /** Ends it and deletes everything. */
    @Override
    public void close() {
        endAndDelete();
        Runtime.getRuntime().removeShutdownHook(cleaner);
    }

    abstract List<List<String>> initialisation(Path data);

    abstract List<String> command(Path data, int port);

    abstract String stopSignal();

    abstract Database admin();

    abstract List<String> creation(String name);

    abstract Database database(String name);

    /** A database server's own user under root, which initdb refuses; otherwise whoever runs the tests. */
    final DatabaseServer initialise() {
        try {
            Files.createDirectory(folder.resolve("data"));
            if (systemUser != null) {
                run(List.of("chown", "-R", systemUser + ":" + systemUser, folder.toString()));
            }
            for (List<String> command : initialisation(folder.resolve("data"))) {
                run(asUser(command));
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean connects() throws SQLException {
        if (!Ports.open("127.0.0.1", port)) {
            return false;
        }
        try (Connection connection = admin().connect()) {
            return connection.isValid(2);
        }
    }

    private void signal(String name) {
        run(List.of("kill", "-" + name, String.valueOf(process.pid())));
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The database server did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void endAndDelete() {
        if (process != null && process.isAlive()) {
            kill();
        }
        ServerHome.delete(folder);
    }

    private Process launch(List<String> command, Path log) {
        try {
            return new ProcessBuilder(asUser(command)).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** setpriv becomes the server itself: its process id is the server's. */
    private List<String> asUser(List<String> command) {
        if (systemUser == null) {
            return command;
        }
        List<String> full = new ArrayList<>(List.of("setpriv", "--reuid=" + systemUser, "--regid=" + systemUser,
                "--init-groups", "--"));
        full.addAll(command);
        return full;
    }

    private void run(List<String> command) {
        try {
            Path output = Files.createTempFile("fireside-command-", ".log");
            Process started = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(output.toFile()).start();
            if (started.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ":\n" + ServerHome.tail(output, 30));
            }
            Files.delete(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first of the programs that is there; aborts the test when none is. */
    static String program(String name, Stream<Path> candidates) {
        return candidates.filter(Files::isExecutable).map(Path::toString).findFirst()
                .orElseThrow(() -> new TestAbortedException(name + " is not installed"));
    }
}
