package org.igniterealtime.openfire.plugin.fireside.outside;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.igniterealtime.openfire.plugin.fireside.store.Connections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database of one's own, with a small pool: HSQLDB in a directory, or PostgreSQL. */
final class OwnDatabase implements Connections, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnDatabase.class);
    private static final String HSQLDB = "hsqldb";
    // As many as calls may be under way, in the lane for data and in that for files.
    private static final int MOST = 20;

    private final String engine;
    private final FileChannel claim;
    private final HikariDataSource pool;

    private OwnDatabase(String engine, FileChannel claim, HikariDataSource pool) {
        this.engine = engine;
        this.claim = claim;
        this.pool = pool;
    }

    /**
     * HSQLDB in a directory, which is made.
     *
     * @throws Misfit when it cannot be written, or when another process is at work in it
     */
    static OwnDatabase in(Path directory) {
        FileChannel claim = claim(directory);
        try {
            // Its own lock is a file that outlives a process that is killed, so that the next one waits for ten seconds.
            String url = "jdbc:hsqldb:file:" + directory.resolve("fireside").toAbsolutePath() + ";hsqldb.lock_file=false";
            return new OwnDatabase(HSQLDB, claim, pool(url, "SA", ""));
        } catch (RuntimeException failed) {
            close(claim);
            throw failed;
        }
    }

    private static FileChannel claim(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel file = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(file) == null) {
                file.close();
                throw new Misfit("another process is at work in the directory " + directory);
            }
            return file;
        } catch (IOException failed) {
            throw new Misfit("the directory " + directory + " cannot be used: " + failed);
        }
    }

    private static FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException ours) {
            return null;
        }
    }

    /** @param url {@code jdbc:postgresql:…} @throws Misfit when it is none, or when nobody is there */
    static OwnDatabase at(String url, String user, String password) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new Misfit("a database other than one's own is a jdbc:postgresql: address");
        }
        return new OwnDatabase("postgresql", null, pool(url, user, password));
    }

    private static HikariDataSource pool(String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("fireside");
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(MOST);
        config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(5));
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException failed) {
            throw new Misfit("the database cannot be opened: " + failed.getCause().getMessage());
        }
    }

    @Override
    public Connection take() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException failed) {
            LOG.debug("A connection could not be given back", failed);
        }
    }

    @Override
    public String engine() {
        return engine;
    }

    @Override
    public void close() {
        if (engine.equals(HSQLDB)) {
            try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
                statement.execute("SHUTDOWN");
            } catch (SQLException failed) {
                LOG.warn("The database was not shut down in order; nothing is lost, it takes longer to open", failed);
            }
        }
        pool.close();
        close(claim);
    }

    private static void close(FileChannel claim) {
        try {
            if (claim != null) {
                claim.close();
            }
        } catch (IOException failed) {
            LOG.debug("A lock could not be given back", failed);
        }
    }
}
