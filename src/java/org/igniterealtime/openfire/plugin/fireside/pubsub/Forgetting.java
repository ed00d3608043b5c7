package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What goes without anybody's asking: an account's traces, and items whose time is over. Small transactions. */
final class Forgetting {
    private static final int PORTION = 200;

    private final Engine engine;

    Forgetting(Engine engine) {
        this.engine = engine;
    }

    void forget(String account) {
        List<Node> nodes;
        do {
            nodes = read(sql -> engine.stores().nodes().of(sql, account, 0));
            nodes.forEach(node -> changed(node, (transaction, locked) -> transaction.delete(locked)));
        } while (!nodes.isEmpty());
        forgetItems(account);
        forgetSubscriptions(account);
        write(transaction -> {
            engine.stores().affiliations().deleteAll(transaction.sql(), account);
            return null;
        });
    }

    private void forgetItems(String account) {
        List<ItemKey> items;
        do {
            items = read(sql -> engine.stores().items().of(sql, account, PORTION));
            for (ItemKey key : items) {
                Optional<Node> node = read(sql -> engine.stores().nodes().of(sql, List.of(key.node())).stream().findFirst());
                node.ifPresentOrElse(each -> changed(each, (transaction, locked) -> retract(transaction, locked, key)), () -> lost(key));
            }
        } while (!items.isEmpty());
    }

    private void retract(Transaction transaction, Node node, ItemKey key) throws SQLException {
        Optional<Item> item = engine.stores().items().find(transaction.sql(), node.key(), key.id());
        if (item.isPresent()) {
            transaction.drop(node, item.get());
            transaction.tell(new ItemRetracted(node, item.get()));
        }
    }

    // Its node was deleted since it was read.
    private void lost(ItemKey key) {
        write(transaction -> {
            engine.stores().items().delete(transaction.sql(), key.created());
            return null;
        });
    }

    private void forgetSubscriptions(String account) {
        List<Node> nodes;
        do {
            nodes = read(sql -> engine.stores().nodes().of(sql,
                engine.stores().subscriptions().of(sql, account, Long.MAX_VALUE).stream().map(Subscriber::node).distinct().toList()));
            nodes.forEach(node -> changed(node, (transaction, locked) -> Subscribing.end(transaction, locked, account)));
        } while (!nodes.isEmpty());
        write(transaction -> {
            engine.stores().subscriptions().deleteAll(transaction.sql(), account);
            return null;
        });
    }

    void expire() {
        long after = 0;
        List<Node> nodes;
        do {
            long from = after;
            nodes = read(sql -> engine.stores().nodes().expiring(sql, from));
            nodes.forEach(this::expire);
            after = nodes.isEmpty() ? 0 : nodes.get(nodes.size() - 1).key();
        } while (!nodes.isEmpty());
    }

    private void expire(Node node) {
        int dropped;
        do {
            dropped = write(transaction -> {
                Optional<Node> locked = transaction.lock(node.id());
                if (locked.isEmpty()) {
                    return 0;
                }
                List<ItemKey> over = engine.stores().items().expired(transaction.sql(), node.key(), engine.expiry().of(locked.get()), PORTION);
                transaction.drop(locked.get(), over);
                return over.size();
            });
        } while (dropped == PORTION);
    }

    @FunctionalInterface
    private interface Change {
        void of(Transaction transaction, Node locked) throws SQLException;
    }

    private void changed(Node node, Change change) {
        write(transaction -> {
            Optional<Node> locked = transaction.lock(node.id());
            if (locked.isPresent()) {
                change.of(transaction, locked.get());
            }
            return null;
        });
    }

    private <T> T read(Transactions.Reading<T> work) {
        try {
            return engine.read(work);
        } catch (PubSubError impossible) {
            throw new IllegalStateException("Nobody refuses this", impossible);
        }
    }

    private <T> T write(Transactions.Step<T> step) {
        try {
            return engine.write(step);
        } catch (PubSubError impossible) {
            throw new IllegalStateException("Nobody refuses this", impossible);
        }
    }
}
