package org.igniterealtime.openfire.plugin.fireside.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final String BIG = "x".repeat(300_000);
    private static final String HUGE = "x".repeat(1_200_000);

    private final FakeOwner owner = new FakeOwner();
    private final Page page = owner.page();

    // ---- frames

    @Test
    void what_was_gathered_goes_out_as_one_frame() {
        FakeSocket socket = attached(0);

        page.patch(Patch.of("append", "a", "1"));
        page.patch(Patch.remove("b"));
        page.acknowledge("r1");
        page.refuse("r2", "No \"way\"", "");
        page.title("T");
        page.at("/chats", "list");
        page.tone("message");
        page.flush();

        assertEquals(2, socket.sent().size());
        assertEquals(JsonParser.parseString("{\"seq\":1,\"patches\":[{\"do\":\"append\",\"target\":\"a\",\"html\":\"1\"},"
            + "{\"do\":\"remove\",\"target\":\"b\"}],\"ack\":[\"r1\"],\"refused\":[{\"ref\":\"r2\",\"text\":\"No \\\"way\\\"\","
            + "\"reference\":\"\"}],\"title\":\"T\",\"url\":\"/chats\",\"view\":\"list\",\"tone\":\"message\"}"), last(socket));
    }

    @Test
    void a_page_rings_once_for_what_came_in_one_turn() {
        FakeSocket socket = attached(0);

        page.ring(new Ring("chats/bob@example.org", "Bob", "One", "/chats/bob@example.org"));
        page.ring(new Ring("chats/bob@example.org", "Bob", "\"Two\" </script>", "/chats/bob@example.org"));
        page.flush();
        page.flush();

        assertEquals(2, socket.sent().size());
        assertEquals(JsonParser.parseString("{\"seq\":1,\"ring\":{\"tag\":\"chats/bob@example.org\",\"title\":\"Bob\",\"text\":\"\\\"Two\\\" </script>\","
            + "\"path\":\"/chats/bob@example.org\"}}"), last(socket));
    }

    @Test
    void nothing_gathered_is_no_frame() {
        FakeSocket socket = attached(0);

        page.flush();

        assertEquals(List.of("{\"hello\":{\"page\":\"p1\",\"seq\":0}}"), socket.sent());
        assertEquals(0, page.seq());
    }

    @Test
    void frames_are_numbered_without_a_gap() {
        FakeSocket socket = attached(0);

        frames(100);

        assertEquals(numbers(1, 100), seqs(socket));
    }

    @Test
    void a_beat_is_answered_outside_the_sequence() {
        FakeSocket socket = attached(0);
        frames(3);

        page.beat(2);

        assertEquals("{\"beat\":3}", socket.sent().get(4));
        assertEquals(3, page.seq());
    }

    // ---- replay

    @Test
    void a_page_that_comes_back_gets_what_it_missed() {
        FakeSocket first = attached(0);
        frames(5);
        page.detach(first);
        frames(5);

        FakeSocket second = attached(3);

        assertEquals("{\"hello\":{\"page\":\"p1\",\"seq\":3}}", second.sent().get(0));
        assertEquals(numbers(4, 10), seqs(second));
        assertEquals(0, owner.stale.get());
    }

    @Test
    void what_was_taken_is_not_kept() {
        FakeSocket first = attached(0);
        frames(5);
        page.beat(4);
        page.detach(first);

        attached(3);

        assertEquals(1, owner.stale.get());
    }

    @Test
    void a_page_that_has_all_gets_nothing_twice() {
        FakeSocket first = attached(0);
        frames(5);
        page.detach(first);

        FakeSocket second = attached(5);

        assertEquals(List.of("{\"hello\":{\"page\":\"p1\",\"seq\":5}}"), second.sent());
        assertEquals(0, owner.stale.get());
    }

    @Test
    void a_page_that_claims_more_than_there_was_is_stale() {
        frames(5);

        attached(6);

        assertEquals(1, owner.stale.get());
    }

    @Test
    void after_512_frames_missed_a_page_is_stale_and_not_one_earlier() {
        frames(512);
        FakeSocket kept = attached(0);
        page.detach(kept);
        frames(1);

        FakeSocket late = attached(0);

        assertEquals(512, seqs(kept).size());
        assertEquals(1, owner.stale.get());
        assertEquals(List.of("{\"hello\":{\"page\":\"p1\",\"seq\":513}}"), late.sent());
    }

    @Test
    void after_too_many_characters_missed_a_page_is_stale() {
        frames(1);
        frame("x".repeat(200_000));
        frame("x".repeat(200_000));

        attached(0);

        assertEquals(1, owner.stale.get());
    }

    @Test
    void a_single_frame_of_any_size_is_kept() {
        frame(BIG);

        FakeSocket socket = attached(0);

        assertEquals(numbers(1, 1), seqs(socket));
        assertEquals(0, owner.stale.get());
    }

    @Test
    void a_stale_page_that_was_drawn_again_goes_on_from_there() {
        frames(600);
        FakeSocket socket = attached(0);

        page.restart();
        frames(2);

        assertEquals(numbers(601, 602), seqs(socket));
        page.detach(socket);
        assertEquals(numbers(602, 602), seqs(attached(601)));
        assertEquals(1, owner.stale.get());
    }

    // ---- a socket that is slow

    @Test
    void one_write_is_in_flight_at_a_time() {
        FakeSocket socket = slowlyAttached();
        frames(20);

        assertEquals(1, socket.sent().size());
        IntStream.range(0, 21).forEach(i -> socket.finish());

        assertEquals(1, socket.mostInHand());
        assertEquals(numbers(1, 20), seqs(socket));
    }

    @Test
    void past_what_may_wait_a_slow_page_is_drawn_afresh_once_the_write_in_hand_is_through() {
        FakeSocket socket = slowlyAttached();
        IntStream.range(0, 4).forEach(i -> frame(BIG));
        page.beat(0);

        assertEquals(0, owner.stale.get(), "not while a write is in hand");
        socket.finish();

        assertEquals(1, owner.stale.get());
        assertEquals(1, socket.sent().size(), "what waited is given up");
        page.restart();
        frames(1);
        IntStream.range(0, 2).forEach(i -> socket.finish());
        assertEquals("{\"hello\":{\"page\":\"p1\",\"seq\":4}}", socket.sent().get(1));
        assertEquals(numbers(5, 5), seqs(socket));
        assertEquals(1, owner.stale.get());
    }

    @Test
    void a_replay_too_large_for_the_outbox_is_drawn_afresh_instead_of_waiting_for_ever() {
        frame(HUGE);

        FakeSocket socket = attached(0);

        assertEquals(1, owner.stale.get());
        page.restart();
        frames(1);
        assertEquals(numbers(2, 2), seqs(socket));
    }

    @Test
    void a_frame_larger_than_the_outbox_goes_out_when_nothing_waits() {
        FakeSocket socket = attached(0);

        frame(HUGE);

        assertEquals(numbers(1, 1), seqs(socket));
    }

    @Test
    void a_socket_that_answers_on_the_spot_is_no_deep_recursion() {
        IntStream.range(0, 500).forEach(i -> frames(1));

        FakeSocket socket = attached(0);
        frames(5000);

        assertEquals(1, socket.deepest());
        assertEquals(numbers(1, 5500), seqs(socket));
    }

    @Test
    void a_write_that_fails_ends_the_socket() {
        FakeSocket socket = slowlyAttached();

        socket.fail();

        assertFalse(page.connected());
        assertEquals(1, owner.left.get());
        assertEquals(1011, socket.closedWith());
    }

    @Test
    void the_answer_of_an_earlier_socket_starts_no_second_write() {
        FakeSocket first = slowlyAttached();
        page.detach(first);
        FakeSocket second = slowlyAttached();
        frames(3);

        first.finish();

        assertEquals(1, second.sent().size());
    }

    // ---- whose page it is

    @Test
    void a_second_socket_is_refused_and_the_first_keeps_the_page() {
        FakeSocket first = attached(0);
        FakeSocket second = FakeSocket.quick();

        boolean taken = page.attach(second, 0);
        frames(1);

        assertFalse(taken);
        assertEquals(List.of(), second.sent());
        assertEquals(numbers(1, 1), seqs(first));
        assertEquals(1, owner.arrived.get());
    }

    @Test
    void only_its_own_socket_leaves_a_page() {
        FakeSocket socket = attached(0);

        page.detach(FakeSocket.quick());

        assertTrue(page.connected());
        page.detach(socket);
        page.detach(socket);
        assertEquals(1, owner.left.get());
    }

    @Test
    void closing_a_page_closes_its_socket_with_the_code() {
        FakeSocket socket = attached(0);

        page.close(Live.OVER, "over");

        assertEquals(4410, socket.closedWith());
    }

    // ---- while it is drawn

    @Test
    void patches_wait_while_a_page_is_loading_and_follow_what_is_drawn() {
        FakeSocket socket = attached(0);
        page.beginLoading(new Place("chats", "bob@example.org"));
        page.patch(Patch.of("append", "messages", "late"));
        page.acknowledge("r1");
        page.flush();
        assertFalse(last(socket).has("patches"));

        page.draw(Patch.of("update", "pane", "drawn"));
        page.endLoading("shown");
        page.flush();

        assertEquals(List.of("pane", "messages"), last(socket).getAsJsonArray("patches").asList().stream()
            .map(patch -> patch.getAsJsonObject().get("target").getAsString()).toList());
        assertEquals("shown", page.shown());
    }

    @Test
    void a_change_waits_for_the_drawing_and_then_knows_what_is_shown() {
        attached(0);
        List<Object> seen = new ArrayList<>();
        page.beginLoading(new Place("chats", "bob@example.org"));
        page.whenDrawn(() -> seen.add(page.shown()));
        page.whenDrawn(() -> page.beginLoading(new Place("chats", "carol@example.org")));
        page.whenDrawn(() -> seen.add(page.shown()));

        page.endLoading("bob");
        assertEquals(List.of("bob"), seen);

        page.endLoading("carol");
        assertEquals(List.of("bob", "carol"), seen);
        page.whenDrawn(() -> seen.add("at once"));
        assertEquals(List.of("bob", "carol", "at once"), seen);
    }

    @Test
    void a_page_that_loads_for_too_long_is_drawn_again_rather_than_holding_all() {
        attached(0);
        page.beginLoading(new Place("chats", ""));
        IntStream.range(0, 5000).forEach(i -> page.patch(Patch.remove("x" + i)));

        page.endLoading("shown");
        page.flush();

        assertEquals(1, owner.stale.get());
        assertEquals(0, page.seq());
    }

    private FakeSocket attached(long last) {
        FakeSocket socket = FakeSocket.quick();
        assertTrue(page.attach(socket, last));
        return socket;
    }

    private FakeSocket slowlyAttached() {
        FakeSocket socket = FakeSocket.slow();
        assertTrue(page.attach(socket, page.seq()));
        return socket;
    }

    private void frames(int count) {
        IntStream.range(0, count).forEach(i -> frame("x"));
    }

    private void frame(String html) {
        page.patch(Patch.of("append", "messages", html));
        page.flush();
    }

    private static JsonObject last(FakeSocket socket) {
        return parsed(socket.sent().get(socket.sent().size() - 1));
    }

    private static List<Long> seqs(FakeSocket socket) {
        return socket.sent().stream().map(PageTest::parsed).filter(frame -> frame.has("seq")).map(frame -> frame.get("seq").getAsLong()).toList();
    }

    private static JsonObject parsed(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
