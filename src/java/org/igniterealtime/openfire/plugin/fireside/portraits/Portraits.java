package org.igniterealtime.openfire.plugin.fireside.portraits;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;

/** The vCards of rooms (XEP-0054): which have a picture is known from memory, what is in them is read in a lane. Thread-safe. */
public final class Portraits {
    private static final int MOST = 50_000;

    private final PortraitStore store;
    private final Lane lane;
    private final Map<String, String> hashes = new ConcurrentHashMap<>();

    public Portraits(Database database, Lane lane) {
        this.store = new PortraitStore(database);
        this.lane = lane;
    }

    /** Reads which there are. Returns at once. */
    public void open() {
        lane.call(this, () -> {
            store.hashes(MOST).forEach(hashes::putIfAbsent);
            return null;
        });
    }

    /** Hexadecimal SHA-1 of a room's picture, or empty. From memory. @param room bare JID */
    public String hash(String room) {
        return hashes.getOrDefault(room, "");
    }

    /** A room's vCard as XML, if it has one. */
    public CompletableFuture<Optional<String>> card(String room) {
        return lane.call(room, () -> store.card(room));
    }

    /** Completes when it is on disk. @param picture the Base64 in the vCard, or empty */
    public CompletableFuture<Void> keep(String room, String card, String picture) {
        return lane.call(room, () -> {
            String hash = hash(Base64.getMimeDecoder().decode(picture));
            store.keep(room, hash, card);
            if (hash.isEmpty()) {
                hashes.remove(room);
            } else {
                hashes.put(room, hash);
            }
            return null;
        });
    }

    private static String hash(byte[] bytes) {
        try {
            return bytes.length == 0 ? "" : HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A room is gone. Returns at once. */
    public void forget(String room) {
        hashes.remove(room);
        lane.call(room, () -> {
            store.forget(room);
            return null;
        });
    }
}
