package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Long chats: opened at their end, paged backwards, and still while somebody reads back. */
class HistoryIT {
    private static final int SAID = 130;
    private static final double STILL = 2;
    private static final String SEEN = """
        log => { const box = log.getBoundingClientRect();
          const seen = [...log.querySelectorAll(".message")].find(each => each.getBoundingClientRect().bottom > box.top + 8);
          return seen.id; }""";

    @RegisterExtension
    static final Scene scene = new Scene().contacts("alice", "bob").contacts("carol", "dave");

    private static List<String> texts(Tab tab) {
        return tab.log().getByRole(AriaRole.ARTICLE).locator(".body").allInnerTexts();
    }

    private static List<String> said(int from) {
        return IntStream.rangeClosed(from, SAID).mapToObj(each -> "Line " + each).toList();
    }

    private static double top(Tab tab, String id) {
        return ((Number) tab.page().evaluate("id => document.getElementById(id).getBoundingClientRect().top", id)).doubleValue();
    }

    /** Scrolls, and says in the same moment which message is on top, and where. */
    private static String scroll(Tab tab, int to) {
        return (String) tab.log().evaluate("(log, to) => { log.scrollTop = to; return (" + SEEN + ")(log); }", to);
    }

    // What has not been read begins where the reader stopped.
    private static void readAll(Tab tab, String with) {
        tab.link(with).click();
        assertThat(tab.message("Line 1")).isInViewport();
        tab.button("New messages").click();
        assertThat(tab.row(with).locator(".badge")).hasCount(0);
    }

    @Test
    void earlier_messages_come_without_a_jump() throws Exception {
        // given
        NativeClient bob = scene.client("bob");
        for (int i = 1; i <= SAID; i++) {
            bob.say("alice", "Line " + i);
        }
        Tab alice = scene.logIn("alice");
        assertThat(alice.row("Bob")).containsText(SAID + " unread messages");
        readAll(alice, "Bob");
        // when
        alice.open("/chats");
        alice.link("Bob").click();
        Locator messages = alice.log().getByRole(AriaRole.ARTICLE);
        // then the newest are there, the last in sight
        assertThat(messages).hasCount(50);
        assertEquals(said(SAID - 49), texts(alice));
        assertThat(alice.message("Line " + SAID)).isInViewport();
        // when the reader scrolls up
        String seen = scroll(alice, 200);
        double before = top(alice, seen);
        assertThat(messages).hasCount(100);
        // then what is in view has stayed
        assertEquals(before, top(alice, seen), STILL);
        // when once more
        seen = scroll(alice, 150);
        before = top(alice, seen);
        assertThat(messages).hasCount(SAID);
        // then
        assertEquals(before, top(alice, seen), STILL);
        assertEquals(said(1), texts(alice));
        assertThat(alice.button("Older messages")).hasCount(0);
    }

    @Test
    void who_reads_back_is_left_alone_and_told_of_what_is_new() throws Exception {
        // given
        NativeClient dave = scene.client("dave");
        for (int i = 1; i <= 45; i++) {
            dave.say("carol", "Line " + i);
        }
        Tab carol = scene.logIn("carol");
        assertThat(carol.row("Dave")).containsText("45 unread");
        readAll(carol, "Dave");
        assertThat(carol.message("Line 45")).isInViewport();
        // when
        String seen = scroll(carol, 500);
        double before = top(carol, seen);
        dave.say("carol", "Something new");
        // then
        assertThat(carol.message("Something new")).hasCount(1);
        assertEquals(before, top(carol, seen), STILL);
        assertThat(carol.button("New messages")).isVisible();
        assertThat(carol.message("Something new")).not().isInViewport();
        // when
        carol.button("New messages").click();
        // then
        assertThat(carol.message("Something new")).isInViewport();
        assertThat(carol.button("New messages")).isHidden();
        // and from the end the log follows
        dave.say("carol", "And more");
        assertThat(carol.message("And more")).isInViewport();
        assertTrue(((Number) carol.log().evaluate("log => log.scrollHeight - log.scrollTop - log.clientHeight")).doubleValue() <= STILL);
    }
}
