package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.igniterealtime.openfire.plugin.fireside.build.Dialect;

/** A cluster of the PostgreSQL that Debian installs, or of the one on the PATH. */
final class PostgreSql extends DatabaseServer {

    private final Path programs = Path.of(program("PostgreSQL", versions())).getParent();

    PostgreSql() {
        super("postgresql", "postgres");
    }

    private static Stream<Path> versions() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin/initdb")).toList().stream();
        } catch (IOException none) {
            return Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, "initdb"));
        }
    }

    @Override
    List<List<String>> initialisation(Path data) {
        return List.of(List.of(programs.resolve("initdb").toString(), "-D", data.toString(), "-U", "openfire",
                "--auth=trust", "-E", "UTF8", "--no-locale"));
    }

    @Override
    List<String> command(Path data, int port) {
        return List.of(programs.resolve("postgres").toString(), "-D", data.toString(), "-p", String.valueOf(port),
                "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=");
    }

    @Override
    String stopSignal() {
        return "INT";
    }

    @Override
    Database admin() {
        return database("postgres");
    }

    @Override
    List<String> creation(String name) {
        return List.of("CREATE DATABASE " + name);
    }

    @Override
    Database database(String name) {
        return new Database(Dialect.postgresql, "org.postgresql.Driver",
                "jdbc:postgresql://127.0.0.1:" + port() + "/" + name, "openfire", "openfire");
    }
}
