package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.igniterealtime.openfire.plugin.fireside.build.Dialect;

/** An HSQLDB in memory with the project's own tables, as the host's pool. */
public final class EmbeddedDatabase extends HostPool {
    private static int made;

    public EmbeddedDatabase() throws Exception {
        super(new Database(Dialect.hsqldb, "org.hsqldb.jdbc.JDBCDriver", "jdbc:hsqldb:mem:fireside" + ++made, "sa", ""));
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = open(); Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        }
    }
}
