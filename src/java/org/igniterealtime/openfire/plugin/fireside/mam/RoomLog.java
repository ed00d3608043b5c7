package org.igniterealtime.openfire.plugin.fireside.mam;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.igniterealtime.openfire.plugin.fireside.archive.Archive;
import org.igniterealtime.openfire.plugin.fireside.archive.Earlier;
import org.igniterealtime.openfire.plugin.fireside.archive.Spoken;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.host.RoomTables;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.JID;

/**
 * Takes over into the archive what the host's log of a room holds and Fireside has not heard: when somebody looks at the room for the
 * first time, from the newest on, so that where it was broken off it goes on the next time, and in pieces, of which only the first is
 * waited for. The same entry again is the same message; one that was heard too is not there twice.
 */
public final class RoomLog implements Earlier {
    private static final Logger LOG = LoggerFactory.getLogger(RoomLog.class);
    /** What is taken over is known by an origin that begins so. */
    private static final String ORIGIN = "log-";
    private static final int PIECE = 200;
    /** Entries of one room that are looked at. */
    private static final int MOST = 20_000;
    /** The log and we tell the time of one message so far apart at most. */
    private static final Duration APART = Duration.ofSeconds(10);

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);
    private static final int TRIES = 3;

    private final Archive archive;
    private final EarlierStore store;
    private final RoomTables tables;
    private final Predicate<JID> here;
    private final IntSupplier days;
    private final Consumer<Runnable> later;
    // Complete once the first piece is there: who comes meanwhile waits for it.
    private final Map<String, CompletableFuture<Void>> begun = new ConcurrentHashMap<>();

    /**
     * @param here whether an address is a room of this server
     * @param days for which messages are kept, 0 for ever
     * @param later has something done that may block, in order
     */
    public RoomLog(Archive archive, Database database, RoomTables tables, Predicate<JID> here, IntSupplier days, Consumer<Runnable> later) {
        this.archive = archive;
        this.store = new EarlierStore(database);
        this.tables = tables;
        this.here = here;
        this.days = days;
        this.later = later;
    }

    @Override
    public void bring(String room) {
        JID jid = new JID(room);
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> first = here.test(jid) ? begun.putIfAbsent(room, mine) : DONE;
        if (first != null) {
            first.join();
            return;
        }
        try {
            piece(jid, Instant.now(), 0);
        } catch (Outage down) {
            begun.remove(room, mine);
            throw down;
        } finally {
            mine.complete(null);
        }
    }

    // A room that keeps no log tells those who enter what it remembers; one that does tells what stands in the log.
    @Override
    public boolean takes(Spoken message, Meaning meaning) {
        if (!here.test(new JID(message.room()))) {
            return false;
        }
        later.accept(() -> {
            bring(message.room());
            List<EarlierStore.There> around = store.around(message.room(), message.at().minus(APART), message.at().plus(APART));
            if (around.stream().noneMatch(there -> isLike(there, message.at(), message.nick(), message.body()))) {
                archive.saidIndeed(message, meaning);
            }
        });
        return true;
    }

    /** A room is there no more. */
    public void forget(String room) {
        begun.remove(room);
    }

    // ---- the log

    private void piece(JID room, Instant before, int looked) {
        Instant from = days.getAsInt() > 0 ? Instant.now().minus(Duration.ofDays(days.getAsInt())) : Instant.EPOCH;
        List<RoomTables.Logged> log = whole(tables.log(room, from, before, PIECE));
        if (log.isEmpty()) {
            return;
        }
        Instant oldest = log.get(log.size() - 1).at();
        int fresh = takeOver(room.toString(), log, TRIES);
        Instant next = fresh > 0 ? oldest : store.oldest(room.toString(), ORIGIN).filter(oldest::isAfter).orElse(oldest);
        if (looked + log.size() < MOST) {
            later.accept(() -> goOn(room, next, looked + log.size()));
        }
    }

    // The archive's writer may keep something of the same time just then; what is known is looked at again.
    private int takeOver(String room, List<RoomTables.Logged> log, int tries) {
        try {
            return archive.takeOver(unheard(room, log));
        } catch (Outage inTheWay) {
            if (!inTheWay.isCollision() || tries == 1) {
                throw inTheWay;
            }
            return takeOver(room, log, tries - 1);
        }
    }

    private void goOn(JID room, Instant before, int looked) {
        try {
            piece(room, before, looked);
        } catch (Outage down) {
            LOG.debug("The log of {} is taken over when it is looked at again", room, down);
            begun.remove(room.toString());
        }
    }

    // What was said in one millisecond is not divided.
    private static List<RoomTables.Logged> whole(List<RoomTables.Logged> log) {
        if (log.size() < PIECE) {
            return log;
        }
        Instant last = log.get(log.size() - 1).at();
        List<RoomTables.Logged> whole = log.stream().filter(each -> !each.at().equals(last)).toList();
        return whole.isEmpty() ? log : whole;
    }

    // Oldest first.
    private List<Spoken> unheard(String room, List<RoomTables.Logged> log) {
        List<EarlierStore.There> heard = new ArrayList<>(store.around(room, log.get(log.size() - 1).at().minus(APART), log.get(0).at().plus(APART)));
        heard.removeIf(there -> there.origin().startsWith(ORIGIN));
        List<Spoken> messages = new ArrayList<>();
        for (RoomTables.Logged each : log) {
            Optional<EarlierStore.There> like = heard.stream().filter(there -> isLike(there, each.at(), each.nick(), each.body())).findFirst();
            if (like.isPresent()) {
                heard.remove(like.get());
            } else if (!each.body().isEmpty() && each.nick().length() <= Jids.MOST) {
                messages.add(0, new Spoken(Stamp.at(each.at()), room, each.nick(), bare(each.sender()), origin(each), "", each.body(), ""));
            }
        }
        return messages;
    }

    private static boolean isLike(EarlierStore.There there, Instant at, String nick, String body) {
        return nick.equals(there.nick()) && body.equals(there.body()) && Duration.between(there.at(), at).abs().compareTo(APART) <= 0;
    }

    private static String bare(String sender) {
        return Jids.bare(sender).map(JID::toString).orElse("");
    }

    private static String origin(RoomTables.Logged entry) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(String.join("\n", Long.toString(entry.at().toEpochMilli()), entry.sender(),
                entry.nick(), entry.body()).getBytes(StandardCharsets.UTF_8));
            return ORIGIN + HexFormat.of().formatHex(digest, 0, 20);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
