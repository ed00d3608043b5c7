package org.igniterealtime.openfire.plugin.fireside.mam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.igniterealtime.openfire.plugin.fireside.archive.Archive;
import org.igniterealtime.openfire.plugin.fireside.archive.Preview;
import org.igniterealtime.openfire.plugin.fireside.archive.Spoken;
import org.igniterealtime.openfire.plugin.fireside.build.Dialect;
import org.igniterealtime.openfire.plugin.fireside.build.Schema;
import org.igniterealtime.openfire.plugin.fireside.build.SchemaWriter;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.host.HostConnections;
import org.igniterealtime.openfire.plugin.fireside.host.RoomTables;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.testkit.DatabaseServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.EmbeddedDatabase;
import org.igniterealtime.openfire.plugin.fireside.testkit.HostPool;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xmpp.packet.JID;

/** What the host's tables say of rooms, and the taking over of their logs, on each database that people run. */
class RoomLogIT {
    private static final String ROOM = "garden@conference.localhost";
    private static final Instant BEGIN = Instant.now().minus(Duration.ofDays(9)).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);

    @TempDir
    private Path folder;

    @Test
    void hsqldb() throws Exception {
        journey(Dialect.hsqldb, new EmbeddedDatabase());
    }

    @Test
    void postgresql() throws Exception {
        try (DatabaseServer server = DatabaseServer.postgresql()) {
            journey(Dialect.postgresql, new HostPool(server.create("fireside")));
        }
    }

    @Test
    void mariadb() throws Exception {
        try (DatabaseServer server = DatabaseServer.mariadb()) {
            journey(Dialect.mysql, new HostPool(server.create("fireside")));
        }
    }

    private void journey(Dialect dialect, HostPool pool) throws Exception {
        try (pool; Stage stage = new Stage(dialect, pool, folder)) {
            standing(stage);
            log(stage);
        }
    }

    private static void standing(Stage stage) throws Exception {
        stage.run("INSERT INTO ofMucService (serviceID, subdomain, isHidden) VALUES (1, 'conference', 0)");
        stage.room(7, "garden", 0, "");
        stage.room(8, "cellar", 1, "secret");
        stage.run("INSERT INTO ofMucAffiliation (roomID, jid, affiliation) VALUES (7, 'carol@localhost', 10)");
        stage.run("INSERT INTO ofMucAffiliation (roomID, jid, affiliation) VALUES (7, 'mallory@localhost', 40)");
        stage.run("INSERT INTO ofMucMember (roomID, jid) VALUES (8, 'dave@localhost')");

        RoomTables.Standing carol = stage.tables.standing(new JID(ROOM), new JID("carol@localhost/x")).orElseThrow();
        assertTrue(carol.administers() && carol.affiliated() && !carol.outcast() && !carol.membersOnly() && !carol.password());
        assertTrue(stage.tables.standing(new JID(ROOM), new JID("mallory@localhost")).orElseThrow().outcast());
        RoomTables.Standing dave = stage.tables.standing(new JID("cellar@conference.localhost"), new JID("dave@localhost")).orElseThrow();
        assertTrue(dave.affiliated() && !dave.administers() && dave.membersOnly() && dave.password());
        assertFalse(stage.tables.standing(new JID(ROOM), new JID("dave@localhost")).orElseThrow().affiliated());
        assertTrue(stage.tables.standing(new JID("nowhere@conference.localhost"), new JID("dave@localhost")).isEmpty());
        assertTrue(stage.tables.standing(new JID("garden@other.example"), new JID("dave@localhost")).isEmpty());
    }

    private static void log(Stage stage) throws Exception {
        // given a log, also with what was said in the same millisecond, a subject and somebody without a nick, and one that was heard here
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 450; i++) {
            stage.logged(7, i / 3 * 1000L, "Dave", "dave@localhost/d", "Number " + i);
            said.add("Number " + i);
        }
        stage.logged(7, 1500, "Dave", "dave@localhost/d", null);
        stage.logged(7, 1600, null, ROOM, "Nobody");
        stage.logged(9, 1700, "Dave", "dave@localhost/d", "Elsewhere");
        stage.archive.takeOver(List.of(spoken(149_040, "Number 447", "uuid-447")));

        // when somebody looks, and the work is broken off
        RoomLog log = stage.log(0);
        log.bring(ROOM);
        assertEquals(said.subList(450 - stage.read().size(), 450).stream().sorted().toList(), stage.read().stream().sorted().toList());
        assertTrue(stage.read().size() >= 190 && stage.read().size() <= 200, () -> "at first " + stage.read().size());
        stage.later.clear();
        stage.log(0).bring(ROOM);
        stage.work();

        // then all is there once, in the order in which it was said
        assertEquals(450, stage.read().size());
        assertEquals(said.stream().sorted().toList(), stage.read().stream().sorted().toList());
        List<Long> seconds = stage.all().stream().map(each -> each.at().getEpochSecond()).toList();
        assertEquals(seconds.stream().sorted().toList(), seconds);
        assertEquals("dave@localhost", stage.all().get(0).sender());
        assertEquals("uuid-447", stage.all().stream().filter(each -> each.body().equals("Number 447")).findFirst().orElseThrow().origin());

        // when the host writes late what it had remembered, and a room tells who enters what is known already
        stage.logged(7, 149_500, "Dave", "dave@localhost/d", "Written late");
        RoomLog again = stage.log(0);
        again.bring(ROOM);
        stage.work();
        assertTrue(again.takes(spoken(149_510, "Written late", "like-1"), Meaning.WORDS));
        assertTrue(again.takes(spoken(149_900, "Remembered alone", "like-2"), Meaning.WORDS));
        assertFalse(again.takes(new Spoken(5, "room@elsewhere", "Dave", "", "like-3", "", "x", ""), Meaning.WORDS));
        stage.work();

        // then it is there once
        assertEquals(List.of("Written late"), stage.read().stream().filter(each -> !each.startsWith("Number")).toList());
        assertEquals(List.of("Remembered alone"), stage.remembered());

        // when it is looked at once more, by one who has to forget what is old
        int before = stage.read().size();
        stage.log(0).bring(ROOM);
        stage.work();
        assertEquals(before, stage.read().size());
        stage.archive.forgetRoom(ROOM);
        stage.log(1).bring(ROOM);
        stage.work();
        assertEquals(List.of(), stage.read());
    }

    private static Spoken spoken(long millis, String body, String origin) {
        return new Spoken(Stamp.at(BEGIN.plusMillis(millis)), ROOM, "Dave", "", origin, "", body, "");
    }

    /** The host's tables beside ours, and somebody who works when he is told to. */
    private static final class Stage implements AutoCloseable {
        private final Deque<Runnable> later = new ArrayDeque<>();
        private final Connection connection;
        private final Database database = new Database(new HostConnections());
        private final RoomTables tables = new RoomTables(database, "localhost");
        private final Archive archive;

        Stage(Dialect dialect, HostPool pool, Path folder) throws Exception {
            this.connection = pool.open();
            this.archive = new Archive(database, new Events(), null, new Stamp(Clock.systemUTC()), (owner, peer) -> true, folder.resolve("spool"), () -> 1 << 20,
                Preview::ofText, work -> CompletableFuture.completedFuture(true));
            try (InputStream in = RoomLogIT.class.getResourceAsStream("/openfire-core.schema")) {
                String schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                String rooms = schema.substring(schema.indexOf("table ofMucService\n"), schema.indexOf("# --- publish and subscribe"));
                for (String statement : SchemaWriter.tables(Schema.parse(rooms.lines().toList()), dialect).replaceAll("(?m)^--.*$", "").split(";\\s*\n")) {
                    run(statement);
                }
            }
        }

        void run(String statement) throws Exception {
            if (!statement.isBlank()) {
                try (Statement sql = connection.createStatement()) {
                    sql.execute(statement);
                }
            }
        }

        void room(int id, String name, int membersOnly, String password) throws Exception {
            run("INSERT INTO ofMucRoom (serviceID, roomID, name, naturalName, creationDate, modificationDate, lockedDate, roomPassword, maxUsers, canChangeSubject,"
                + " publicRoom, moderated, membersOnly, canInvite, canDiscoverJID, logEnabled, rolesToBroadcast, useReservedNick, canChangeNick, canRegister)"
                + " VALUES (1, " + id + ", '" + name + "', '" + name + "', '000000000000001', '000000000000001', '000000000000000', '" + password
                + "', 0, 0, 1, 0, " + membersOnly + ", 0, 0, 1, 7, 0, 1, 1)");
        }

        void logged(int room, long millis, String nick, String sender, String body) throws Exception {
            try (PreparedStatement sql = connection.prepareStatement("INSERT INTO ofMucConversationLog"
                + " (roomID, messageID, sender, nickname, logTime, subject, body) VALUES (?, 0, ?, ?, ?, ?, ?)")) {
                sql.setInt(1, room);
                sql.setString(2, sender);
                sql.setString(3, nick);
                sql.setString(4, String.format("%015d", BEGIN.toEpochMilli() + millis));
                sql.setString(5, body == null ? "A subject" : null);
                sql.setString(6, body);
                sql.executeUpdate();
            }
        }

        RoomLog log(int days) {
            return new RoomLog(archive, database, tables, jid -> jid.getDomain().equals("conference.localhost"), () -> days, later::add);
        }

        void work() {
            while (!later.isEmpty()) {
                later.poll().run();
            }
        }

        /** Oldest first. */
        List<Spoken> all() {
            List<Spoken> all = new ArrayList<>(archive.room(ROOM, Archive.NEWEST, 1000));
            Collections.reverse(all);
            return all;
        }

        List<String> read() {
            return all().stream().map(Spoken::body).filter(body -> !body.equals("Remembered alone")).toList();
        }

        /** What the archive's writer was given, once it has written it. */
        List<String> remembered() {
            archive.open();
            archive.close();
            return all().stream().map(Spoken::body).filter(body -> body.equals("Remembered alone")).toList();
        }

        @Override
        public void close() throws Exception {
            archive.close();
            connection.close();
        }
    }
}
