package org.igniterealtime.openfire.plugin.fireside.desk.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.host.HostConnections;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.testkit.EmbeddedDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xmpp.packet.JID;

/** Reports on the embedded database. */
class IntakeTest {
    private static final JID BOB = new JID("bob@example.org");

    private final ReportStore store = new ReportStore(new Database(new HostConnections()));
    private final Intake intake = new Intake(null, new Stamp(Clock.systemUTC()), name -> new JID(name + "@example.org"), store);
    private EmbeddedDatabase database;

    @BeforeEach
    void open() throws Exception {
        database = new EmbeddedDatabase();
    }

    @AfterEach
    void close() throws Exception {
        database.close();
    }

    private Optional<Refusal> take(String reporter, String words) {
        return intake.take(reporter, BOB, Report.Reason.SPAM, words, List.of());
    }

    @Test
    void a_report_comes_back_as_it_was_until_somebody_has_seen_to_it() {
        // given
        Report report = new Report(7, "alice@example.org", "bob@x", Report.Reason.ABUSE, "\ud83d\udd25 \u0000?".replace("\u0000", ""),
            List.of(new Report.Evidence(3, "<b>\"'"), new Report.Evidence(2, "b")), false);
        assertTrue(store.add(report));
        take("carol", "");
        // then
        assertEquals(2, store.open());
        assertEquals(report, store.newest(false, 10).get(1));
        assertEquals("", store.newest(false, 1).get(0).words());
        // when
        store.done(7);
        // then
        assertEquals(1, store.open());
        assertTrue(store.newest(true, 10).get(0).done());
        // when it is old, or who made it is gone
        store.expire(8);
        store.forget("carol@example.org");
        // then
        assertEquals(List.of(), store.newest(true, 10));
        assertEquals(List.of(), store.newest(false, 10));
    }

    @Test
    void what_waits_does_not_expire() {
        take("alice", "a");

        store.expire(Long.MAX_VALUE);

        assertEquals(1, store.open());
    }

    @Test
    void one_account_makes_ten_a_day() {
        for (int i = 0; i < 10; i++) {
            assertEquals(Optional.empty(), take("alice", "again " + i));
        }

        assertEquals("reports.enough", take("alice", "once more").orElseThrow().key());
        assertEquals(10, store.open());
        assertEquals(Optional.empty(), take("carol", "I, too"));
    }

    @Test
    void nobody_reports_himself_nor_a_server() {
        assertFalse(intake.take("bob", BOB, Report.Reason.SPAM, "", List.of()).isEmpty());
        assertFalse(intake.take("alice", new JID("example.org"), Report.Reason.SPAM, "", List.of()).isEmpty());
        assertEquals(0, store.open());
    }

    @Test
    void words_are_cut_and_cleaned() {
        take("alice", "\u0000" + "x".repeat(999) + "\ud83d\udd25");

        assertEquals("x".repeat(999), store.newest(false, 1).get(0).words());
    }
}
