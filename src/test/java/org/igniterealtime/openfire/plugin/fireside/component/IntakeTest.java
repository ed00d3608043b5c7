package org.igniterealtime.openfire.plugin.fireside.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.work.Faults;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Packet;
import org.xmpp.packet.PacketError;

class IntakeTest {
    private static final JID SERVICE = new JID("fireside.localhost");

    private final Lane lane = new Lane("test", 4, 4, 4, 10_000);
    private final List<Packet> sent = new CopyOnWriteArrayList<>();
    private final Faults faults = new Faults();
    private final Intake intake = intake(new Pace("localhost", () -> 1000, () -> 1000));

    @AfterEach
    void close() {
        lane.close();
    }

    @Test
    void requests_of_one_sender_are_answered_in_order() {
        for (int i = 0; i < 100; i++) {
            intake.take(request("juliet@localhost/a", i), SERVICE, IntakeTest::result);
        }

        await(100);
        assertEquals(IntStream.range(0, 100).mapToObj(Integer::toString).toList(), sent.stream().map(Packet::getID).toList());
    }

    @Test
    void a_storm_is_refused_past_a_bound_and_others_are_answered() {
        CountDownLatch hold = new CountDownLatch(1);
        for (int i = 0; i < 600; i++) {
            intake.take(request("mallory@localhost/" + i % 10, i), SERVICE, (request, as) -> {
                wait(hold);
                return result(request, as);
            });
        }
        hold.countDown();

        await(600);
        assertEquals(100, sent.stream().filter(each -> each.getError() != null
            && each.getError().getCondition() == PacketError.Condition.resource_constraint).count());
        intake.take(request("mallory@localhost/0", 1), SERVICE, IntakeTest::result);
        await(601);
        assertEquals(IQ.Type.result, ((IQ) sent.get(600)).getType());
    }

    @Test
    void a_storm_from_all_the_accounts_of_another_server_is_refused_past_a_bound_and_others_are_answered() {
        CountDownLatch hold = new CountDownLatch(1);
        for (int i = 0; i < 4000; i++) {
            intake.take(request("mallory" + i % 40 + "@elsewhere/x", i), SERVICE, (request, as) -> {
                wait(hold);
                return result(request, as);
            });
        }
        intake.take(request("juliet@localhost/a", 4000), SERVICE, IntakeTest::result);

        hold.countDown();
        await(4001);
        assertEquals(1996, sent.stream().filter(each -> each.getError() != null).count());
        assertTrue(sent.stream().anyMatch(each -> each.getID().equals("4000") && each.getError() == null));
    }

    @Test
    void who_asks_faster_than_for_a_while_it_may_be_asked_is_refused_and_others_are_answered() {
        Intake slow = intake(new Pace("localhost", () -> 1, () -> 1000));
        for (int i = 0; i < 30; i++) {
            slow.take(request("mallory@localhost/" + i, i), SERVICE, IntakeTest::result);
        }
        slow.take(request("juliet@localhost/a", 30), SERVICE, IntakeTest::result);

        await(31);
        // A token comes back each second, and a machine may be slow.
        assertTrue(refused() >= 5 && refused() <= 20, () -> refused() + " refused");
        assertTrue(sent.stream().anyMatch(each -> each.getID().equals("30") && each.getError() == null));
    }

    @Test
    void who_writes_from_another_server_shares_what_that_server_may_and_who_reads_does_not() {
        Intake slow = intake(new Pace("localhost", () -> 1000, () -> 1));
        for (int i = 0; i < 30; i++) {
            slow.take(written("mallory" + i + "@elsewhere/x", i), SERVICE, IntakeTest::result);
            slow.take(request("mallory" + i + "@elsewhere/x", 100 + i), SERVICE, IntakeTest::result);
            slow.take(written("juliet@localhost/a", 200 + i), SERVICE, IntakeTest::result);
        }

        await(90);
        assertTrue(refused() >= 5 && refused() <= 20, () -> refused() + " refused");
        assertTrue(sent.stream().filter(each -> each.getError() != null).allMatch(each -> Integer.parseInt(each.getID()) < 30));
    }

    private long refused() {
        return sent.stream().filter(each -> each.getError() != null && each.getError().getCondition() == PacketError.Condition.resource_constraint
            && each.getError().getType() == PacketError.Type.wait).count();
    }

    @Test
    void an_outage_and_a_bug_are_said_to_be_errors() {
        intake.take(request("juliet@localhost/a", 1), SERVICE, (request, as) -> {
            throw new Outage(new SQLException("down"));
        });
        intake.take(request("juliet@localhost/a", 2), SERVICE, (request, as) -> {
            throw new IllegalStateException("a bug");
        });

        await(2);
        assertTrue(sent.stream().allMatch(each -> each.getError().getCondition() == PacketError.Condition.internal_server_error
            && each.getFrom().equals(SERVICE)));
        assertEquals(1, faults.count());
    }

    @Test
    void who_leaves_the_answer_to_somebody_else_answers_nothing() {
        intake.take(request("juliet@localhost/a", 1), SERVICE, (request, as) -> Optional.empty());
        intake.take(request("juliet@localhost/a", 2), SERVICE, IntakeTest::result);

        await(1);
        assertEquals("2", sent.get(0).getID());
    }

    private Intake intake(Pace pace) {
        return new Intake(lane, (line, domain, packets) -> packets.forEach(sent::add), faults, "localhost", pace);
    }

    private static Optional<IQ> result(IQ request, JID as) {
        return Optional.of(IQ.createResultIQ(request));
    }

    private void await(int answers) {
        assertTrue(Await.until(java.time.Duration.ofSeconds(20), () -> sent.size() == answers), () -> sent.size() + " of " + answers);
    }

    private static void wait(CountDownLatch hold) {
        try {
            hold.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static IQ written(String from, int id) {
        IQ request = request(from, id);
        request.setType(IQ.Type.set);
        return request;
    }

    private static IQ request(String from, int id) {
        IQ request = new IQ(IQ.Type.get, Integer.toString(id));
        request.setFrom(new JID(from));
        request.setTo(SERVICE);
        return request;
    }
}
