package org.igniterealtime.openfire.plugin.fireside.social.remote;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;

/**
 * What local accounts were sent of other servers. Each sees the words that he was sent last, as he was sent them: where a node was
 * closed to some of its readers, these do not see what the others are sent afterwards. Bounded for each side. Blocks.
 */
final class RemotePosts {
    /** Posts of one remote account. */
    static final int OF_ONE = 500;
    /** Posts that one local account sees. */
    static final int FOR_ONE = 5_000;

    private static final int ATTEMPTS = 5;
    private final Database database;
    private final Stamp stamp;
    private final RemoteStore store = new RemoteStore();
    private final SecureRandom random = new SecureRandom();

    RemotePosts(Database database, Stamp stamp) {
        this.database = database;
        this.stamp = stamp;
    }

    /** What became of a post that came. */
    enum Outcome { FRESH, CHANGED, KNOWN }

    record Kept(RemoteStore.Row row, Outcome outcome) {
    }

    /** Keeps a post for somebody. @param owner username of the local account */
    Kept keep(String owner, Incoming incoming) {
        for (int attempt = 1;; attempt++) {
            try {
                return database.writePrepared(sql -> keep(sql, owner, incoming));
            } catch (Outage outage) {
                // Another node of the cluster, or the random part of the stamp, may have been in the way.
                if (attempt == ATTEMPTS || !outage.isCollision()) {
                    throw outage;
                }
            }
        }
    }

    private Kept keep(Prepared sql, String owner, Incoming incoming) throws SQLException {
        long now = System.currentTimeMillis();
        // First of all, so that others who keep the same post wait: MySQL would read on from before the waiting.
        store.touch(sql, incoming.hash(), now);
        Optional<Long> known = store.find(sql, incoming.hash());
        long post = known.isPresent() ? known.get() : stampOf(incoming);
        if (known.isEmpty()) {
            store.insert(sql, post, incoming, now);
        }
        Optional<Long> there = store.text(sql, post, incoming.digest());
        long text = there.isPresent() ? there.get() : known.isEmpty() && !incoming.entry().edited() ? post : stamp.next();
        if (there.isEmpty()) {
            store.insertText(sql, text, post, incoming);
        }
        Outcome outcome = see(sql, owner, new RemoteStore.Sight(post, text, incoming.place().service()));
        if (known.isEmpty()) {
            for (long old : store.beyond(sql, incoming.place().service(), OF_ONE)) {
                store.delete(sql, old);
            }
        }
        return new Kept(new RemoteStore.Row(post, text, incoming.place(), incoming.itemId(), incoming.payload()), outcome);
    }

    private Outcome see(Prepared sql, String owner, RemoteStore.Sight sight) throws SQLException {
        Optional<Long> before = store.sight(sql, owner, sight.post());
        if (before.isEmpty()) {
            store.insertSight(sql, owner, sight);
            store.trimSights(sql, owner, FOR_ONE);
            return Outcome.FRESH;
        }
        if (before.get() == sight.text()) {
            return Outcome.KNOWN;
        }
        store.updateSight(sql, owner, sight);
        return Outcome.CHANGED;
    }

    // In the feed it stands where it was published, not where it was fetched. What comes from the future came now.
    private long stampOf(Incoming incoming) {
        Instant published = incoming.entry().published();
        Instant now = Instant.now();
        Instant time = published.isAfter(now) ? now : published.isBefore(Instant.EPOCH) ? Instant.EPOCH : published;
        return Stamp.at(time) + random.nextInt(1 << 20);
    }

    /** A post was retracted by its node. @return its {@code created}, when it was kept */
    Optional<Long> retract(NodeId place, String itemId) {
        return database.writePrepared(sql -> {
            Optional<Long> post = store.find(sql, Incoming.hash(place, itemId));
            if (post.isPresent()) {
                store.delete(sql, post.get());
            }
            return post;
        });
    }

    /** All that was in a node is gone. @return what of it was kept */
    List<Long> empty(NodeId place) {
        return database.writePrepared(sql -> {
            List<Long> posts = store.ofNode(sql, place);
            for (long post : posts) {
                store.delete(sql, post);
            }
            return posts;
        });
    }

    /** An account is gone: nothing was sent to it. */
    void forget(String owner) {
        database.writePrepared(sql -> {
            store.forget(sql, owner);
            return null;
        });
    }

    /** Removes what came so long ago and has not come again, in small transactions. */
    void expire(Duration age) {
        long before = System.currentTimeMillis() - age.toMillis();
        int removed = RemoteStore.PORTION;
        while (removed == RemoteStore.PORTION) {
            removed = database.writePrepared(sql -> {
                List<Long> old = store.keptBefore(sql, before);
                for (long post : old) {
                    store.delete(sql, post);
                }
                return old.size();
            });
        }
    }

    // ---- reading

    /** What somebody was sent of some authors, newest first. @param authors bare JIDs */
    List<RemoteStore.Row> newest(String owner, Set<String> authors, long before, int most) {
        return database.readPrepared(sql -> {
            List<RemoteStore.Sight> wanted = new ArrayList<>();
            String one = authors.size() == 1 ? authors.iterator().next() : null;
            long from = before;
            // All that he sees, if need be: between two of theirs may lie what many others wrote.
            for (int looked = 0; looked <= FOR_ONE && wanted.size() < most; looked += RemoteStore.PORTION) {
                List<RemoteStore.Sight> page = store.walk(sql, owner, one, from, RemoteStore.PORTION);
                page.stream().filter(sight -> authors.contains(sight.service())).forEach(wanted::add);
                if (page.size() < RemoteStore.PORTION) {
                    break;
                }
                from = page.get(page.size() - 1).post();
            }
            return wanted.isEmpty() ? List.of() : store.load(sql, wanted.subList(0, Math.min(most, wanted.size())));
        });
    }

    /** A post, when it was sent to somebody. */
    Optional<RemoteStore.Row> find(String owner, long post) {
        return database.readPrepared(sql -> {
            Optional<Long> text = store.sight(sql, owner, post);
            return text.isEmpty() ? Optional.empty()
                : store.load(sql, List.of(new RemoteStore.Sight(post, text.get(), ""))).stream().findFirst();
        });
    }

    /** The same by where it lies. */
    Optional<RemoteStore.Row> find(String owner, NodeId place, String itemId) {
        Optional<Long> post = database.readPrepared(sql -> store.find(sql, Incoming.hash(place, itemId)));
        return post.isEmpty() ? Optional.empty() : find(owner, post.get());
    }

    /** Those of some posts that were sent to somebody, as he was sent them. */
    List<RemoteStore.Row> seen(String owner, Collection<Long> posts) {
        return posts.isEmpty() ? List.of() : database.readPrepared(sql -> store.load(sql, store.sights(sql, owner, posts)));
    }

    /** Of whom somebody was sent what is there still. */
    Set<String> senders(String owner) {
        return database.readPrepared(sql -> store.senders(sql, owner));
    }

    /** What was sent to anybody before a post, newest first by post, all of the last one. */
    List<RemoteStore.Sight> texts(long before, int most) {
        return database.readPrepared(sql -> {
            List<RemoteStore.Sight> texts = store.texts(sql, before, most);
            if (texts.size() >= most) {
                long last = texts.get(texts.size() - 1).post();
                texts.removeIf(text -> text.post() == last);
                texts.addAll(store.textsOf(sql, last));
            }
            return texts;
        });
    }

    /** What some posts say, whoever was sent it. */
    List<RemoteStore.Row> all(Collection<Long> posts) {
        return database.readPrepared(sql -> {
            List<RemoteStore.Sight> texts = new ArrayList<>();
            for (long post : posts) {
                texts.addAll(store.textsOf(sql, post));
            }
            return store.load(sql, texts);
        });
    }
}
