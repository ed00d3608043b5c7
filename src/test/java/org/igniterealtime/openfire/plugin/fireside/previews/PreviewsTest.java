package org.igniterealtime.openfire.plugin.fireside.previews;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.igniterealtime.openfire.plugin.fireside.fetch.Fetcher;
import org.igniterealtime.openfire.plugin.fireside.fetch.Guard;
import org.igniterealtime.openfire.plugin.fireside.fetch.Limits;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.igniterealtime.openfire.plugin.fireside.host.HostConnections;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.testkit.EmbeddedDatabase;
import org.igniterealtime.openfire.plugin.fireside.testkit.Internet;
import org.igniterealtime.openfire.plugin.fireside.testkit.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreviewsTest {
    private static final String HERE = "93.184.216.34";
    private static final Limits LIMITS = new Limits(5, 64 << 10, Duration.ofSeconds(10), Duration.ofSeconds(30), 4, 32);
    private static final Preview FIRST = new Preview("http://site.example/", "First", "", "site.example", null);

    private final Site site = new Site();
    private final Internet internet = new Internet((socket, nth) -> { }).name("site.example", List.of(List.of(HERE))).site(HERE, 80, site);
    private final Fetcher fetcher = new Fetcher(new Guard(Set.of()), internet, LIMITS);
    private final Lane data = new Lane("data", 2, 2, 2, 10_000);
    private final Lane web = new Lane("web", 4, 4, 4, 1_000);
    private final Hands clock = new Hands();
    private EmbeddedDatabase database;
    private Previews previews;

    @BeforeEach
    void open() throws Exception {
        database = new EmbeddedDatabase();
        previews = restarted();
    }

    @AfterEach
    void close() throws Exception {
        data.close();
        web.close();
        fetcher.close();
        internet.close();
        database.close();
    }

    @Test
    void a_link_shows_what_its_page_says_in_the_end() {
        // given
        site.says("/old", "HTTP/1.1 301 There\r\nLocation: /new\r\n\r\n");
        page("/new", "<title>Title</title><meta name=description content=Words><meta property=og:image content=/p.png>");

        // then
        assertEquals(Optional.of(new Preview("http://site.example/new", "Title", "Words", "site.example", new Preview.Picture("http://site.example/p.png", "", 0, 0))),
            of("http://site.example/old#top"));
        assertEquals(0, site.asked("/p.png"), "a picture is fetched for who looks at it");
    }

    @Test
    void what_a_page_lacks_is_asked_of_where_it_says() {
        // given
        page("/film", "<title>Film</title><link rel=alternate type=application/json+oembed href=/oembed>");
        site.page("/oembed", "application/json", "{\"title\": \"Another\", \"author_name\": \"Ana\", \"thumbnail_url\": \"/t.png\"}".getBytes(StandardCharsets.UTF_8));
        page("/whole", "<title>Whole</title><meta property=og:image content=/p.png><link rel=alternate type=application/json+oembed href=/never>");
        page("/inside", "<title>Inside</title><link rel=alternate type=application/json+oembed href=http://127.0.0.1/>");

        // then
        assertEquals(new Preview("http://site.example/film", "Film", "Ana", "site.example", new Preview.Picture("http://site.example/t.png", "", 0, 0)),
            of("http://site.example/film").orElseThrow());
        assertEquals("Whole", of("http://site.example/whole").orElseThrow().title());
        assertEquals("Inside", of("http://site.example/inside").orElseThrow().title());
        assertEquals(0, site.asked("/never"));
        assertEquals(0, internet.trips());
    }

    @Test
    void a_page_is_asked_once_however_many_read_and_known_from_then_on() throws Exception {
        // given: a site that answers when all have asked
        CountDownLatch asked = new CountDownLatch(1);
        internet.name("busy.example", List.of(List.of("93.184.216.35"))).site("93.184.216.35", 80, (socket, nth) -> {
            try {
                asked.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            site.serve(socket, nth);
        });
        page("/", "<title>Busy</title>");
        assertEquals(Optional.empty(), previews.known("http://busy.example/"));

        // when
        List<CompletableFuture<Optional<Preview>>> readers = IntStream.range(0, 1000).mapToObj(i -> previews.of("http://busy.example/#" + i).toCompletableFuture()).toList();
        asked.countDown();
        List<String> titles = new ArrayList<>();
        for (CompletableFuture<Optional<Preview>> reader : readers) {
            titles.add(reader.get().orElseThrow().title());
        }

        // then
        assertEquals(Set.of("Busy"), Set.copyOf(titles));
        assertEquals(1, site.asked("/"));
        assertEquals("Busy", previews.known("http://BUSY.example").orElseThrow().title());
    }

    @Test
    void what_was_seen_outlasts_a_restart_and_is_looked_at_again_after_a_week() throws Exception {
        // given
        page("/", "<title>First</title>");
        assertEquals(Optional.of(FIRST), of("http://site.example/"));
        page("/", "<title>Second</title>");

        // then
        previews = restarted();
        assertEquals(Optional.empty(), previews.known("http://site.example/"));
        assertEquals(Optional.of(FIRST), of("http://site.example/"));
        clock.go(Duration.ofDays(7).minusSeconds(1));
        assertEquals(Optional.of(FIRST), of("http://site.example/"));
        clock.go(Duration.ofSeconds(2));
        assertEquals(Optional.empty(), previews.known("http://site.example/"));
        assertEquals("Second", of("http://site.example/").orElseThrow().title());
        assertEquals(2, site.asked("/"));
    }

    @Test
    void that_there_is_nothing_is_kept_for_a_shorter_time() {
        // given
        page("/empty", "<p>No title");
        assertEquals(Optional.empty(), of("http://site.example/empty"));
        assertEquals(Optional.empty(), of("http://site.example/missing"));

        // when: both have something now
        page("/empty", "<title>Something</title>");
        page("/missing", "<title>Something</title>");
        previews = restarted();

        // then
        assertEquals(Optional.empty(), of("http://site.example/missing"));
        clock.go(Duration.ofMinutes(16));
        assertEquals("Something", of("http://site.example/missing").orElseThrow().title(), "what may pass is tried again soon");
        assertEquals(Optional.empty(), of("http://site.example/empty"));
        clock.go(Duration.ofHours(12));
        assertEquals("Something", of("http://site.example/empty").orElseThrow().title());
    }

    @Test
    void what_may_not_be_fetched_shows_nothing() {
        for (String url : List.of("http://127.0.0.1/", "http://10.0.0.1/", "file:///etc/passwd", "javascript:x", "")) {
            assertEquals(Optional.empty(), of(url));
        }
        assertEquals(0, internet.trips());
    }

    @Test
    void a_host_is_looked_at_only_so_often_in_a_minute() {
        // when: all at once, and so many that the time for it fills no bucket again
        List<CompletableFuture<Optional<Preview>>> all = IntStream.range(0, Previews.PER_HOST * 6).mapToObj(i -> {
            page("/" + i, "<title>" + i + "</title>");
            return previews.of("http://site.example/" + i).toCompletableFuture();
        }).toList();

        // then
        long shown = all.stream().filter(each -> each.join().isPresent()).count();
        assertTrue(shown >= Previews.PER_HOST && shown < all.size(), () -> shown + " are shown");
        assertEquals(shown, site.heads().size());
    }

    @Test
    void without_a_database_there_is_nothing_to_show_and_nobody_is_asked() {
        // given
        page("/", "<title>First</title>");
        database.down(true);

        // then
        assertEquals(Optional.empty(), of("http://site.example/"));
        assertEquals(0, site.asked("/"));
        database.down(false);
        clock.go(Duration.ofMinutes(2));
        assertEquals(Optional.of(FIRST), of("http://site.example/"));
    }

    @Test
    void whatever_a_page_says_is_kept_as_it_was_said() {
        // given
        String words = "'); DROP TABLE fsPreview; -- \\ \ud83d\udd25 \u0627\u0644\u0639";
        page("/", "<meta charset=utf-8><title>" + words + "</title><meta property=og:image content=/p.png><meta property=og:image:alt content=\"" + words + "\">"
            + "<meta property=og:site_name content=\"" + words + "\"><meta property=og:image:width content=12><meta property=og:image:height content=13>");
        Optional<Preview> seen = of("http://site.example/");
        assertEquals(words, seen.orElseThrow().title());

        // when
        previews = restarted();

        // then
        assertEquals(seen, of("http://site.example/"));
        assertEquals(1, site.asked("/"));
    }

    @Test
    void what_is_over_goes_and_so_does_what_is_too_much() throws Exception {
        // given
        PreviewStore store = new PreviewStore(new Database(new HostConnections()));
        for (int i = 1; i <= 20; i++) {
            store.keep(Hash.of("a" + i), new PreviewStore.Known(Optional.of(FIRST), i * 1000L));
        }

        // when
        store.expire(5_000, 12);

        // then
        assertEquals(List.of(9_000L, 10_000L, 11_000L, 12_000L, 13_000L, 14_000L, 15_000L, 16_000L, 17_000L, 18_000L, 19_000L, 20_000L), times());
        store.expire(9_500, 12);
        assertEquals(11, times().size());
    }

    @Test
    void however_much_too_much_there_is_all_of_it_goes() throws Exception {
        // given
        PreviewStore store = new PreviewStore(new Database(new HostConnections()));
        for (int i = 1; i <= 1_200; i++) {
            store.keep(Hash.of("a" + i), new PreviewStore.Known(Optional.of(FIRST), i * 1000L));
        }

        // when
        store.expire(0, 12);

        // then
        assertEquals(12, times().size());
        assertEquals(1_189_000L, times().get(0));
    }

    private List<Long> times() throws Exception {
        List<Long> times = new ArrayList<>();
        try (Connection connection = database.open(); Statement sql = connection.createStatement();
             ResultSet row = sql.executeQuery("SELECT expiresAt FROM fsPreview ORDER BY expiresAt")) {
            while (row.next()) {
                times.add(row.getLong(1));
            }
        }
        return times;
    }

    private Optional<Preview> of(String url) {
        return previews.of(url).toCompletableFuture().join();
    }

    private Previews restarted() {
        return new Previews(fetcher, new Database(new HostConnections()), data, web, clock);
    }

    private void page(String path, String html) {
        site.page(path, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }
}
