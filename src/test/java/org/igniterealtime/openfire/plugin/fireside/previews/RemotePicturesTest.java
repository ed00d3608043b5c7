package org.igniterealtime.openfire.plugin.fireside.previews;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.igniterealtime.openfire.plugin.fireside.fetch.Fetcher;
import org.igniterealtime.openfire.plugin.fireside.fetch.Guard;
import org.igniterealtime.openfire.plugin.fireside.fetch.Limits;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.igniterealtime.openfire.plugin.fireside.testkit.Internet;
import org.igniterealtime.openfire.plugin.fireside.testkit.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemotePicturesTest {
    private static final String HERE = "93.184.216.34";
    private static final Limits LIMITS = new Limits(5, 64 << 10, Duration.ofSeconds(10), Duration.ofSeconds(30), 4, 32);
    private static final byte[] SECRET = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OTHER_SECRET = "0123456789abcdeF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GIF = Arrays.copyOf("GIF89a a picture".getBytes(StandardCharsets.US_ASCII), 4_000);

    @TempDir
    private Path directory;
    private final Site site = new Site();
    private final Internet internet = new Internet((socket, nth) -> { }).name("site.example", List.of(List.of(HERE))).site(HERE, 80, site);
    private final Fetcher fetcher = new Fetcher(new Guard(Set.of()), internet, LIMITS);
    private final Lane disk = new Lane("disk", 2, 2, 2, 10_000);
    private final Lane web = new Lane("web", 4, 4, 4, 1_000);
    private final Hands clock = new Hands();
    private RemotePictures pictures;

    @BeforeEach
    void open() throws Exception {
        pictures = restarted(SECRET);
    }

    @AfterEach
    void close() throws Exception {
        disk.close();
        web.close();
        fetcher.close();
        internet.close();
    }

    @Test
    void a_picture_is_fetched_once_however_many_look_and_is_what_its_bytes_are() throws Exception {
        // given: a site that lies about its type, and answers when all have asked
        CountDownLatch asked = new CountDownLatch(1);
        internet.name("busy.example", List.of(List.of("93.184.216.35"))).site("93.184.216.35", 80, (socket, nth) -> {
            try {
                asked.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            site.serve(socket, nth);
        });
        site.page("/a.png", "text/html", GIF);
        String id = pictures.id("http://busy.example/a.png").orElseThrow();

        // when
        List<CompletableFuture<Optional<RemotePicture>>> all = IntStream.range(0, 300).mapToObj(i -> pictures.get(id).toCompletableFuture()).toList();
        asked.countDown();

        // then
        for (CompletableFuture<Optional<RemotePicture>> each : all) {
            RemotePicture picture = each.get().orElseThrow();
            assertEquals("image/gif", picture.type());
            assertEquals(GIF.length, picture.size());
            assertArrayEquals(GIF, Files.readAllBytes(picture.file()));
        }
        assertEquals(1, site.asked("/a.png"));
        assertEquals(1, files().size());
    }

    @Test
    void what_is_no_picture_is_none_whatever_it_says_and_is_not_asked_for_again_for_a_while() {
        // given
        site.page("/a.gif", "image/gif", "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII));

        // then
        assertEquals(Optional.empty(), get("http://site.example/a.gif"));
        assertEquals(Optional.empty(), get("http://site.example/a.gif"));
        assertEquals(Optional.empty(), get("http://site.example/missing"));
        assertEquals(Optional.empty(), get("http://127.0.0.1/a.gif"));
        assertEquals(1, site.asked("/a.gif"));
        assertEquals(0, internet.trips());
        clock.go(Duration.ofMinutes(31));
        site.page("/a.gif", "image/gif", GIF);
        assertTrue(get("http://site.example/a.gif").isPresent());
    }

    @Test
    void a_picture_outlasts_a_restart_and_is_fetched_anew_after_a_day() throws Exception {
        // given
        site.page("/a", "image/gif", GIF);
        Path file = get("http://site.example/a").orElseThrow().file();
        byte[] newer = Arrays.copyOf(GIF, 100);
        site.page("/a", "image/gif", newer);

        // then
        pictures = restarted(SECRET);
        clock.go(Duration.ofHours(23));
        assertEquals(4_000, get("http://site.example/a").orElseThrow().size());
        clock.go(Duration.ofHours(2));
        assertEquals(100, get("http://site.example/a").orElseThrow().size());
        assertArrayEquals(newer, Files.readAllBytes(file));
    }

    @Test
    void an_old_picture_is_better_than_none() {
        // given
        site.page("/a", "image/gif", GIF);
        get("http://site.example/a");

        // when
        site.says("/a", "HTTP/1.1 503 Later\r\n\r\n");
        clock.go(Duration.ofDays(3));

        // then
        assertEquals(4_000, get("http://site.example/a").orElseThrow().size());
        assertEquals(4_000, get("http://site.example/a").orElseThrow().size());
        assertEquals(2, site.asked("/a"));
    }

    @Test
    void an_old_picture_is_better_than_none_also_where_too_much_is_asked_already() {
        // given
        site.page("/a", "image/gif", GIF);
        get("http://site.example/a");

        // when
        web.close();
        clock.go(Duration.ofDays(3));

        // then
        assertEquals(4_000, get("http://site.example/a").orElseThrow().size());
        assertEquals(1, site.asked("/a"));
    }

    @Test
    void what_nobody_has_looked_at_for_longest_makes_room() throws Exception {
        // given: room for four
        for (String path : List.of("/1", "/2", "/3", "/4")) {
            site.page(path, "image/gif", GIF);
            get("http://site.example" + path);
            clock.go(Duration.ofSeconds(1));
        }
        get("http://site.example/1");

        // when
        site.page("/5", "image/gif", GIF);
        get("http://site.example/5");

        // then
        assertEquals(4, files().size());
        get("http://site.example/1");
        assertEquals(1, site.asked("/1"));
        get("http://site.example/2");
        assertEquals(2, site.asked("/2"));
        assertEquals(4, files().size());
    }

    @Test
    void what_a_crash_left_half_written_goes_and_what_is_not_ours_stays() throws Exception {
        // given
        Files.write(directory.resolve(Hash.of("x") + "123.part"), GIF);
        Files.write(directory.resolve("README"), GIF);
        for (int i = 0; i < 6; i++) {
            Files.write(directory.resolve(Hash.of("old" + i) + ".gif"), GIF);
        }

        // when
        restarted(SECRET);

        // then
        assertEquals(5, files().size());
        assertTrue(Files.exists(directory.resolve("README")));
        assertFalse(files().toString().contains(".part"));
    }

    @Test
    void a_picture_whose_file_is_gone_is_fetched_again() throws Exception {
        // given
        site.page("/a", "image/gif", GIF);
        Files.delete(get("http://site.example/a").orElseThrow().file());

        // then
        assertArrayEquals(GIF, Files.readAllBytes(get("http://site.example/a").orElseThrow().file()));
    }

    @Test
    void nobody_else_can_name_a_picture() throws Exception {
        // given
        site.page("/a", "image/gif", GIF);
        String id = pictures.id("http://site.example/a").orElseThrow();
        String other = pictures.id("http://site.example/b").orElseThrow();

        // then
        assertTrue(id.matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+"), id);
        assertEquals(id, restarted(SECRET).id("http://SITE.example/a#x").orElseThrow());
        assertNotEquals(id, restarted(OTHER_SECRET).id("http://site.example/a").orElseThrow());
        String mixed = id.substring(0, id.indexOf('.')) + other.substring(other.indexOf('.'));
        assertEquals(Optional.empty(), pictures.get(mixed).toCompletableFuture().join());
        assertEquals(Optional.empty(), restarted(OTHER_SECRET).get(id).toCompletableFuture().join());
        assertEquals(0, site.heads().size());
        assertEquals(Optional.empty(), pictures.id("javascript:x"));
        assertThrows(IllegalArgumentException.class, () -> restarted(new byte[15]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a", "a.", ".a", "!.!", "aHR0cDovL2EuZXhhbXBsZS8.", "aHR0cDovL2EuZXhhbXBsZS8.AAAAAAAAAAAAAAAAAAAAAA", "../../etc/passwd", "\u0000.\u0000"})
    void what_is_no_id_is_none(String id) {
        assertEquals(Optional.empty(), pictures.get(id).toCompletableFuture().join());
        assertEquals(Optional.empty(), pictures.get(id + "x".repeat(5000)).toCompletableFuture().join());
    }

    @Test
    void a_disk_that_does_not_take_it_shows_nothing() throws Exception {
        // given
        site.page("/a", "image/gif", GIF);
        Files.delete(directory);

        // then
        assertEquals(Optional.empty(), get("http://site.example/a"));
    }

    private Optional<RemotePicture> get(String url) {
        return pictures.get(pictures.id(url).orElseThrow()).toCompletableFuture().join();
    }

    private RemotePictures restarted(byte[] secret) throws IOException {
        return new RemotePictures(new RemotePictures.Ground(fetcher, disk, web, clock), directory, 4 * 4096, secret,
            bytes -> new String(bytes, 0, Math.min(6, bytes.length), StandardCharsets.US_ASCII).equals("GIF89a") ? Optional.of("image/gif") : Optional.empty());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }
}
