package org.igniterealtime.openfire.plugin.fireside.archive;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jivesoftware.database.ConnectionProvider;
import org.jivesoftware.database.DbConnectionManager;

/** An HSQLDB in memory with the project's own tables, as the host's pool. It can be down. */
final class EmbeddedDatabase implements ConnectionProvider, AutoCloseable {
    private static int made;

    private final String url = "jdbc:hsqldb:mem:archive" + ++made;
    private volatile boolean down;

    EmbeddedDatabase() throws Exception {
        try (Connection connection = DriverManager.getConnection(url, "sa", ""); Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE ofVersion (name VARCHAR(50) PRIMARY KEY, version INTEGER)");
            statement.execute("INSERT INTO ofVersion VALUES ('openfire', 1000)");
            String script = Files.readString(Path.of("src/database/fireside_hsqldb.sql"));
            for (String command : script.replaceAll("(?m)^--.*$", "").split(";\\s*\n")) {
                statement.execute(command);
            }
        }
        DbConnectionManager.setConnectionProvider(this);
    }

    Connection open() throws SQLException {
        return DriverManager.getConnection(url, "sa", "");
    }

    /** From now on every statement fails, or none does. */
    void down(boolean now) {
        down = now;
    }

    // Fails at the statement rather than at the connection, for which the host would wait and ask again.
    @Override
    public Connection getConnection() throws SQLException {
        Connection real = open();
        return (Connection) Proxy.newProxyInstance(EmbeddedDatabase.class.getClassLoader(), new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
                if (down && method.getName().equals("isValid")) {
                    return false;
                }
                if (down && (method.getName().equals("prepareStatement") || method.getName().equals("commit"))) {
                    throw new SQLException("The database is down");
                }
                try {
                    return method.invoke(real, arguments);
                } catch (InvocationTargetException thrown) {
                    throw thrown.getCause();
                }
            });
    }

    @Override
    public boolean isPooled() {
        return true;
    }

    @Override
    public void start() {
        // Nothing to begin.
    }

    @Override
    public void restart() {
        // Nothing to begin again.
    }

    @Override
    public void destroy() {
        // Another one takes its place.
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = open(); Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        }
    }
}
