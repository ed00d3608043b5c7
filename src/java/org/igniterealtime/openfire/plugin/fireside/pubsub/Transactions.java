package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;

/**
 * Reads, and writes all or nothing. Two who write to one node wait for each other in the database, so that the nodes of a
 * cluster do too; what was written is told in the order of the commits, of all nodes, by whoever wrote it.
 */
final class Transactions {
    /** Two who make the same node, or wait for each other in the database, are both served if they try again. */
    private static final int ATTEMPTS = 5;

    private final Database database;
    private final Events events;
    private final Stamp stamp;
    private final Stores stores;
    private final List<Beside> besides = new CopyOnWriteArrayList<>();
    private final Lock turn = new ReentrantLock();

    Transactions(Database database, Events events, Stamp stamp, Stores stores) {
        this.database = database;
        this.events = events;
        this.stamp = stamp;
        this.stores = stores;
    }

    @FunctionalInterface
    interface Reading<T> {
        T run(Prepared sql) throws SQLException, PubSubError;
    }

    @FunctionalInterface
    interface Step<T> {
        T run(Transaction transaction) throws SQLException, PubSubError;
    }

    void beside(Beside what) {
        besides.add(what);
    }

    <T> T read(Reading<T> work) throws PubSubError {
        try {
            return database.readPrepared(sql -> refusable(() -> work.run(sql)));
        } catch (Refused refused) {
            throw refused.why();
        }
    }

    /** @throws PubSubError thrown by the step: nothing was kept, and nothing is told */
    <T> T write(Step<T> step) throws PubSubError {
        for (int attempt = 1;; attempt++) {
            try {
                return attempt(step);
            } catch (Refused refused) {
                throw refused.why();
            } catch (Outage outage) {
                if (attempt == ATTEMPTS || !outage.isCollision()) {
                    throw outage;
                }
            }
        }
    }

    private record Done<T>(T result, List<Object> events) {
    }

    private <T> T attempt(Step<T> step) {
        return database.writePrepared(sql -> {
            Transaction transaction = new Transaction(sql, stores, stamp, besides);
            return new Done<>(refusable(() -> step.run(transaction)), transaction.events());
        }, turn, done -> done.events().forEach(events::publish)).result();
    }

    @FunctionalInterface
    private interface Refusable<T> {
        T run() throws SQLException, PubSubError;
    }

    private static <T> T refusable(Refusable<T> work) throws SQLException {
        try {
            return work.run();
        } catch (PubSubError refusal) {
            throw new Refused(refusal);
        }
    }

    /** A refusal on its way through the database's work. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient PubSubError why;

        Refused(PubSubError why) {
            super(why.getMessage(), null, false, false);
            this.why = why;
        }

        PubSubError why() {
            return why;
        }
    }
}
