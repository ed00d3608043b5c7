package org.igniterealtime.openfire.plugin.fireside.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Read and write transactions over somebody's connections. Every call may block on the database: lanes and the
 * archive's writer call it, never a mailbox, routing or Jetty thread.
 */
public final class Database {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final Connections connections;

    public Database(Connections connections) {
        this.connections = connections;
    }

    /** What is done with a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** What is done with statements, each of which is prepared once. */
    @FunctionalInterface
    public interface PreparedWork<T> {
        T run(Prepared sql) throws SQLException;
    }

    /** {@link #read} with prepared statements, which are closed at its end. */
    public <T> T readPrepared(PreparedWork<T> work) {
        return read(prepared(work));
    }

    /** {@link #write(Work)} likewise. */
    public <T> T writePrepared(PreparedWork<T> work) {
        return write(prepared(work));
    }

    /** {@link #write(Work, Lock, Consumer)} likewise. */
    public <T> T writePrepared(PreparedWork<T> work, Lock turn, Consumer<? super T> then) {
        return write(prepared(work), turn, then);
    }

    private <T> Work<T> prepared(PreparedWork<T> work) {
        return connection -> {
            try (Prepared sql = new Prepared(connection, connections.engine())) {
                return work.run(sql);
            }
        };
    }

    /**
     * @return what the work returned
     * @throws Outage when the database failed
     */
    public <T> T read(Work<T> work) {
        Connection connection = null;
        try {
            connection = connections.take();
            return work.run(connection);
        } catch (SQLException failed) {
            throw new Outage(failed, connection == null);
        } finally {
            if (connection != null) {
                connections.giveBack(connection);
            }
        }
    }

    /**
     * One transaction: all of the work, committed when this returns, or none of it.
     *
     * @throws Outage when the database failed; nothing was kept
     */
    public <T> T write(Work<T> work) {
        return write(work, new ReentrantLock(), done -> { });
    }

    /**
     * Likewise, and something after the commit, which comes in the order of the commits for all who give the same lock.
     *
     * @param turn held from the commit on
     * @param then waits for nothing: what is written meanwhile waits for it, with its locks in the database
     */
    public <T> T write(Work<T> work, Lock turn, Consumer<? super T> then) {
        Connection connection = null;
        boolean abort = true;
        try {
            connection = connections.take();
            connection.setAutoCommit(false);
            T result = work.run(connection);
            turn.lock();
            try {
                connection.commit();
                abort = false;
                then.accept(result);
            } finally {
                turn.unlock();
            }
            return result;
        } catch (SQLException failed) {
            throw new Outage(failed, connection == null);
        } finally {
            if (connection != null) {
                end(connection, abort);
            }
        }
    }

    private void end(Connection connection, boolean abort) {
        try {
            if (abort) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        } catch (SQLException failed) {
            LOG.debug("A connection could not be given back clean", failed);
        }
        connections.giveBack(connection);
    }

    /**
     * The embedded HSQLDB writes its log half a second late by default, so that a commit could be lost in a crash.
     * An acknowledged write is on disk: the delay is set to none. Other databases are left as they are.
     */
    public void makeCommitsDurable() {
        if (!connections.engine().equals("hsqldb")) {
            return;
        }
        write(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("SET FILES WRITE DELAY FALSE");
            }
        });
    }
}
