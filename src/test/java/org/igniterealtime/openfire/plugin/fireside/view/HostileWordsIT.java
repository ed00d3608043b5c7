package org.igniterealtime.openfire.plugin.fireside.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.igniterealtime.openfire.plugin.fireside.page.FiresideServlet;
import org.igniterealtime.openfire.plugin.fireside.testkit.Chromium;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The words of the files in {@code hostile} in a real browser, which parses, runs, fetches and clicks whatever it can. */
class HostileWordsIT {
    private static final int BATCH = 50;
    // What is known to do nothing in a browser of today is on the list for those of yesterday and tomorrow.
    private static final double HARMFUL = 0.9;

    private final List<HostileWords> words = HostileWords.all();
    private Tripwire tripwire;
    private Chromium chromium;
    private BrowserContext context;
    private Page page;

    @BeforeEach
    void start() throws IOException {
        tripwire = new Tripwire(this::page);
        chromium = Chromium.launch();
        context = chromium.browser().newContext();
        // Nothing leaves this machine; that it was asked for is noticed.
        context.route(Pattern.compile("^(?!http://127\\.0\\.0\\.1:)"), route -> {
            tripwire.trip("elsewhere", route.request().url());
            route.abort();
        });
        page = context.newPage();
        page.onDialog(this::dismiss);
        page.onPageError(error -> tripwire.trip("error", error));
    }

    @AfterEach
    void stop() {
        context.close();
        chromium.close();
        tripwire.close();
    }

    @Test
    void nothing_happens_under_the_policy_of_our_pages() {
        assertEquals(Map.of(), shown("policy"));
    }

    @Test
    void nothing_happens_without_a_policy_either() {
        assertEquals(Map.of(), shown("open"));
    }

    @Test
    void without_the_sanitiser_they_would_do_harm() {
        Map<String, Queue<String>> trips = raw();

        List<String> harmless = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (!trips.containsKey(Integer.toString(i))) {
                harmless.add(words.get(i).toString());
            }
        }
        System.out.println((words.size() - harmless.size()) + " of " + words.size() + " hostile words do harm when nobody cleans them; harmless in this browser: "
            + harmless);
        assertTrue(words.size() - harmless.size() >= words.size() * HARMFUL, () -> "only harmless: " + harmless);
    }

    /** So that silence means something. */
    @Test
    void the_tripwire_hears_words_that_nobody_cleaned() {
        page.navigate(tripwire.url("/shown/raw/0"));
        page.waitForCondition(() -> tripwire.done("batch-raw-0"));

        Map<String, Queue<String>> trips = tripwire.take();
        assertTrue(trips.get("batch-raw-0").contains("script"), trips::toString);
        assertTrue(trips.get("batch-raw-0").contains("element script"), trips::toString);
        assertTrue(trips.containsKey("4"), trips::toString);
    }

    private Map<String, Queue<String>> shown(String kind) {
        tripwire.take();
        Map<String, Queue<String>> trips = new TreeMap<>();
        for (int first = 0; first < words.size(); first += BATCH) {
            String batch = "batch-" + kind + "-" + first;
            String url = tripwire.url("/shown/" + kind + "/" + first);
            page.navigate(url);
            page.waitForCondition(() -> tripwire.done(batch));
            assertEquals(url, page.url());
            assertEquals(1, context.pages().size());
            trips.putAll(tripwire.take());
        }
        return trips;
    }

    private Map<String, Queue<String>> raw() {
        for (int first = 0; first < words.size(); first += BATCH) {
            int[] batch = IntStream.range(first, Math.min(first + BATCH, words.size())).toArray();
            page.navigate(tripwire.url("/frames/" + first));
            awaitHeard(batch);
        }
        return tripwire.take();
    }

    // Whoever navigates away never says that it is done.
    private void awaitHeard(int[] batch) {
        try {
            page.waitForCondition(() -> unheard(batch).isEmpty());
        } catch (TimeoutError late) {
            throw new AssertionError("nothing heard of " + unheard(batch), late);
        }
    }

    private List<HostileWords> unheard(int[] batch) {
        return Arrays.stream(batch).filter(number -> !tripwire.heard(Integer.toString(number))).mapToObj(words::get).toList();
    }

    private void dismiss(Dialog dialog) {
        tripwire.trip("dialog", dialog.message());
        dialog.dismiss();
    }

    // ---- the pages

    private Tripwire.Page page(String path) {
        String[] parts = path.split("/");
        int number = parts.length > 2 && parts[parts.length - 1].matches("\\d+") ? Integer.parseInt(parts[parts.length - 1]) : -1;
        return switch (number < 0 ? "" : parts[1]) {
            case "shown" -> new Tripwire.Page(document("batch-" + parts[2] + "-" + number + "\" data-clean=\"", areas(number, parts[2].equals("raw"))),
                parts[2].equals("policy") ? FiresideServlet.POLICY : null);
            case "frames" -> new Tripwire.Page("<!doctype html><title>raw</title>" + frames(number), null);
            case "raw" -> new Tripwire.Page(document(Integer.toString(number), "<div data-area>" + words.get(number).raw(tripwire.canary(number)) + "</div>"), null);
            default -> new Tripwire.Page("", null);
        };
    }

    private static String document(String which, String body) {
        return "<!doctype html><html data-words=\"" + which + "\"><head><meta charset=utf-8><title>words</title>"
            + "<script src=\"/tripwire.js\"></script><link rel=\"stylesheet\" href=\"/page.css\"></head><body>" + body + "</body></html>";
    }

    private String areas(int first, boolean raw) {
        StringBuilder areas = new StringBuilder();
        for (int i = first; i < Math.min(first + BATCH, words.size()); i++) {
            areas.append("<div data-area>").append(raw ? words.get(i).raw(tripwire.canary(i)) : words.get(i).shown(tripwire.canary(i))).append("</div>");
        }
        return areas.toString();
    }

    private String frames(int first) {
        StringBuilder frames = new StringBuilder();
        for (int i = first; i < Math.min(first + BATCH, words.size()); i++) {
            frames.append("<iframe src=\"/raw/").append(i).append("\"></iframe>");
        }
        return frames.toString();
    }
}
