package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.igniterealtime.openfire.plugin.fireside.build.Dialect;

/** A data folder of the MariaDB that the system installed. */
final class MariaDb extends DatabaseServer {

    private final String server = program("MariaDB",
            Stream.of("/usr/sbin/mariadbd", "/usr/libexec/mariadbd", "/usr/local/sbin/mariadbd").map(Path::of));
    private final String installer = program("MariaDB's mariadb-install-db",
            Stream.of("/usr/bin/mariadb-install-db", "/usr/local/bin/mariadb-install-db").map(Path::of));

    MariaDb() {
        super("mariadb", "mysql");
    }

    @Override
    List<List<String>> initialisation(Path data) {
        return List.of(List.of(installer, "--no-defaults", "--datadir=" + data, "--skip-test-db",
                "--auth-root-authentication-method=normal"));
    }

    @Override
    List<String> command(Path data, int port) {
        return List.of(server, "--no-defaults", "--datadir=" + data, "--port=" + port,
                "--bind-address=127.0.0.1", "--socket=" + data.resolve("socket"),
                "--pid-file=" + data.resolve("pid"), "--character-set-server=utf8mb4");
    }

    @Override
    String stopSignal() {
        return "TERM";
    }

    @Override
    Database admin() {
        return at("mysql", "root", "");
    }

    @Override
    List<String> creation(String name) {
        return List.of("CREATE DATABASE " + name + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
                "CREATE USER IF NOT EXISTS openfire@localhost IDENTIFIED BY 'openfire'",
                "GRANT ALL ON " + name + ".* TO openfire@localhost");
    }

    @Override
    Database database(String name) {
        return at(name, "openfire", "openfire");
    }

    /** Through MySQL's driver, which Openfire 4.2 brings. */
    private Database at(String name, String user, String password) {
        return new Database(Dialect.mysql, "com.mysql.jdbc.Driver", "jdbc:mysql://127.0.0.1:" + port() + "/" + name
                + "?useUnicode=true&characterEncoding=UTF-8&useSSL=false", user, password);
    }
}
