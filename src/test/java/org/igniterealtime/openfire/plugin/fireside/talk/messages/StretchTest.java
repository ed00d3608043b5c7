package org.igniterealtime.openfire.plugin.fireside.talk.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StretchTest {
    private static Stretch.Source<Long> upTo(long newest) {
        return new Stretch.Source<>() {
            @Override
            public List<Long> before(long id, int most) {
                return LongStream.rangeClosed(1, newest).map(each -> newest + 1 - each).filter(each -> each < id).limit(most).boxed().toList();
            }

            @Override
            public List<Long> after(long id, int most) {
                return LongStream.rangeClosed(1, newest).filter(each -> each > id).limit(most).boxed().toList();
            }
        };
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void around_a_moment_is_half_a_page_before_it_and_half_a_page_from_then_on() {
        assertEquals(new Stretch<>(range(75, 124), true, true), Stretch.around(upTo(300), 100));
        assertEquals(new Stretch<>(range(1, 34), false, true), Stretch.around(upTo(300), 10));
        assertEquals(new Stretch<>(range(265, 300), true, false), Stretch.around(upTo(300), 290));
        assertEquals(new Stretch<>(range(1, 3), false, false), Stretch.around(upTo(3), 2));
    }

    @Test
    void where_nothing_was_said_since_it_is_the_newest_page() {
        assertEquals(new Stretch<>(range(251, 300), true, false), Stretch.around(upTo(300), 1_000));
        assertEquals(Stretch.none(), Stretch.around(upTo(0), 1_000));
    }

    @Test
    void pages_go_on_without_a_gap() {
        assertEquals(new Stretch<>(range(50, 99), true, false), Stretch.before(upTo(300), 100));
        assertEquals(new Stretch<>(range(101, 150), true, true), Stretch.after(upTo(300), 100));
        assertEquals(new Stretch<>(range(281, 300), true, false), Stretch.after(upTo(300), 280));
    }
}
