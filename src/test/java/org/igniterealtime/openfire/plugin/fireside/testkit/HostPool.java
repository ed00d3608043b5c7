package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jivesoftware.database.ConnectionProvider;
import org.jivesoftware.database.DbConnectionManager;

/** An empty database with the project's own tables, as the host's pool in the JVM of the tests. It can be down. */
public class HostPool implements ConnectionProvider, AutoCloseable {
    private final Database database;
    private final AtomicInteger taken = new AtomicInteger();
    private volatile boolean down;

    public HostPool(Database database) throws Exception {
        this.database = database;
        try (Connection connection = open(); Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE ofVersion (name VARCHAR(50) PRIMARY KEY, version INTEGER)");
            statement.execute("INSERT INTO ofVersion VALUES ('openfire', 1000)");
            String script = Files.readString(Path.of("src/database/fireside_" + database.dialect() + ".sql"));
            for (String command : script.replaceAll("(?m)^--.*$", "").split(";\\s*\n")) {
                statement.execute(command);
            }
        }
        DbConnectionManager.setConnectionProvider(this);
    }

    /** A connection beside the pool. */
    public Connection open() throws SQLException {
        return database.connect();
    }

    /** From now on every statement fails, or none does. */
    public void down(boolean now) {
        down = now;
    }

    /** How often a connection was taken. */
    public int taken() {
        return taken.get();
    }

    // Fails at the statement rather than at the connection, for which the host would wait and ask again.
    @Override
    public Connection getConnection() throws SQLException {
        Connection real = open();
        taken.incrementAndGet();
        return (Connection) Proxy.newProxyInstance(HostPool.class.getClassLoader(), new Class<?>[] {Connection.class},
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
        // Its server is somebody else's.
    }
}
