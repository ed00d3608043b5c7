package org.igniterealtime.openfire.plugin.fireside.thumbs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.files.DiskStorage;
import org.igniterealtime.openfire.plugin.fireside.files.FileHttp;
import org.igniterealtime.openfire.plugin.fireside.files.FileLimits;
import org.igniterealtime.openfire.plugin.fireside.files.FileReply;
import org.igniterealtime.openfire.plugin.fireside.files.FileRequest;
import org.igniterealtime.openfire.plugin.fireside.files.Files;
import org.igniterealtime.openfire.plugin.fireside.files.Slot;
import org.igniterealtime.openfire.plugin.fireside.host.HostConnections;
import org.igniterealtime.openfire.plugin.fireside.pictures.Kind;
import org.igniterealtime.openfire.plugin.fireside.pictures.Limits;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.EmbeddedDatabase;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thumbnails of files on a real disk, whose owners are in a real database. */
class ThumbsTest {
    private static final String ALICE = "alice@x";

    @TempDir
    private Path folder;
    private EmbeddedDatabase database;
    private FileLimits limits = new FileLimits(1 << 20, 1 << 24, 1 << 24, List.of("*"), Duration.ofMinutes(15), Duration.ZERO);
    private Files files;
    private FileHttp http;
    private final Lane disk = new Lane("disk", 4, 4, 4, 1_000);
    private final Lane drawing = new Lane("drawing", 2, 1, 1, 1_000);
    private Thumbs thumbs;

    @BeforeEach
    void open() throws Exception {
        database = new EmbeddedDatabase();
        files = new Files(new Database(new HostConnections()), new DiskStorage(folder.resolve("upload")), () -> limits, new Stamp(Clock.systemUTC()),
            Clock.systemUTC());
        http = new FileHttp(files, Clock.systemUTC());
        files.begin();
        thumbs = thumbs();
    }

    private Thumbs thumbs() throws IOException {
        Thumbs made = new Thumbs(new Thumbs.Ground(files, disk, drawing, Clock.systemUTC()), new DiskStorage(folder.resolve("thumbs")), new Artist(Limits.USUAL));
        made.begin();
        return made;
    }

    @AfterEach
    void close() throws Exception {
        disk.close();
        drawing.close();
        database.close();
    }

    @Test
    void a_picture_is_drawn_when_it_has_come_and_a_view_knows_it_without_asking() throws Exception {
        // given
        files.follow(thumbs);
        // when
        String id = upload("a.png", png(2000, 1000));
        Look look = awaitLook(id);
        // then
        assertEquals(List.of(2000, 1000, Kind.PNG, false), List.of(look.width(), look.height(), look.kind(), look.animated()));
        assertTrue(look.placeholder().startsWith("data:image/png;base64,"));
        assertEquals("320x160", size(id, look, Thumbs.Size.SMALL));
        assertEquals("1280x640", size(id, look, Thumbs.Size.LARGE));
    }

    @Test
    void a_picture_that_came_before_is_drawn_once_however_many_ask_and_read_from_disk_by_the_next_process() throws Exception {
        // given
        String id = upload("a.png", png(400, 400));
        // when
        List<Optional<Look>> looks = IntStream.range(0, 50).mapToObj(i -> thumbs.of(id).toCompletableFuture()).toList().stream().map(look -> look.join()).toList();
        FileTime drawn = java.nio.file.Files.getLastModifiedTime(sheet(id));
        Look again = thumbs().of(id).toCompletableFuture().join().orElseThrow();
        // then
        assertEquals(1, looks.stream().distinct().count());
        assertEquals(looks.get(0).orElseThrow(), again);
        assertEquals(drawn, java.nio.file.Files.getLastModifiedTime(sheet(id)));
    }

    @Test
    void what_is_no_picture_whatever_it_is_called_and_what_is_not_there_have_no_thumbnails() throws Exception {
        String page = upload("a.png", "<html>".getBytes(StandardCharsets.US_ASCII));
        String broken = upload("b.png", Arrays.copyOf(png(40, 40), 60));
        String promised = files.slot(ALICE, "c.png", "image/png", 10).id();

        for (String id : List.of(page, broken, promised, "0".repeat(32), "../../etc/passwd", "")) {
            assertEquals(Optional.empty(), thumbs.of(id).toCompletableFuture().join(), id);
        }

        assertTrue(thumbs.isNone(page));
        assertFalse(thumbs.isNone(promised), "it may become one");
        assertEquals(List.of(), onDisk());
    }

    @Test
    void thumbnails_go_with_their_file_with_their_owner_and_with_time() throws Exception {
        // given
        files.follow(thumbs);
        String first = upload("a.png", png(20, 20));
        String second = upload("b.png", png(30, 30));
        Look look = awaitLook(first);
        awaitLook(second);
        // when
        assertTrue(files.delete(ALICE, first));
        // then
        assertEquals(List.of(second), onDisk());
        assertEquals(Optional.empty(), thumbs.open(first, look, Thumbs.Size.SMALL), "also for who still knows what it looks like");
        assertEquals(Optional.empty(), thumbs.of(first).toCompletableFuture().join());
        // when
        files.forget(ALICE);
        // then
        assertEquals(List.of(), onDisk());
    }

    @Test
    void what_has_expired_is_not_drawn_and_no_thumbnail_is_kept_longer_than_its_file() throws Exception {
        // given
        files.follow(thumbs);
        limits = new FileLimits(1 << 20, 1 << 24, 1 << 24, List.of("*"), Duration.ofMinutes(15), Duration.ofNanos(1));
        String id = upload("a.png", png(20, 20));
        limits = new FileLimits(1 << 20, 1 << 24, 1 << 24, List.of("*"), Duration.ofMinutes(15), Duration.ofDays(1));
        String stays = upload("b.png", png(20, 20));
        Look look = awaitLook(stays);
        // then
        assertEquals(Optional.empty(), thumbs.of(id).toCompletableFuture().join());
        assertEquals(List.of(stays), onDisk());
        assertTrue(thumbs.open(stays, look, Thumbs.Size.SMALL).orElseThrow().until().isBefore(Instant.now().plus(Duration.ofDays(1))));
    }

    @Test
    void what_another_node_deleted_is_found_by_housekeeping() throws Exception {
        // given
        String gone = upload("a.png", png(20, 20));
        String kept = upload("b.png", png(20, 20));
        thumbs.of(gone).toCompletableFuture().join();
        thumbs.of(kept).toCompletableFuture().join();
        files.delete(ALICE, gone);
        assertEquals(2, onDisk().size());
        for (String id : List.of(gone, kept)) {
            java.nio.file.Files.setLastModifiedTime(sheet(id), FileTime.from(Instant.now().minus(Duration.ofHours(3))));
        }
        // when
        thumbs.keepHouse();
        // then
        assertEquals(List.of(kept), onDisk());
    }

    @Test
    void of_a_picture_that_moves_the_small_one_stands_still_and_the_large_one_is_the_file_itself() throws Exception {
        // given
        byte[] gif = moving();
        String id = upload("a.gif", gif);
        // when
        Look look = thumbs.of(id).toCompletableFuture().join().orElseThrow();
        // then
        assertTrue(look.animated());
        assertArrayEquals(gif, bytes(thumbs.open(id, look, Thumbs.Size.LARGE).orElseThrow()));
        assertEquals("image/gif", thumbs.open(id, look, Thumbs.Size.LARGE).orElseThrow().type());
        assertTrue(List.of("image/png", "image/jpeg").contains(thumbs.open(id, look, Thumbs.Size.SMALL).orElseThrow().type()));
    }

    @Test
    void a_directory_that_somebody_cleared_is_filled_again() throws Exception {
        String id = upload("a.png", png(20, 20));
        Look look = thumbs.of(id).toCompletableFuture().join().orElseThrow();
        java.nio.file.Files.delete(sheet(id));

        assertEquals(Optional.empty(), thumbs.open(id, look, Thumbs.Size.SMALL));
        Look again = thumbs.of(id).toCompletableFuture().join().orElseThrow();

        assertEquals("20x20", size(id, again, Thumbs.Size.SMALL));
    }

    // ---- what it takes

    private Look awaitLook(String id) {
        assertTrue(Await.until(Duration.ofSeconds(20), () -> thumbs.known(id).isPresent()));
        return thumbs.known(id).orElseThrow();
    }

    private String upload(String name, byte[] content) throws Exception {
        Slot slot = files.slot(ALICE, name, "image/png", content.length);
        FileReply.Taking taking = (FileReply.Taking) http.answer(new FileRequest("PUT", URLDecoder.decode(slot.path(), StandardCharsets.UTF_8),
            Map.of("Authorization", "Bearer " + slot.secret()), content.length));
        taking.take(ByteBuffer.wrap(content));
        assertEquals(201, taking.end().status());
        return slot.id();
    }

    private static byte[] png(int width, int height) throws IOException {
        return written(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png");
    }

    private static byte[] written(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }

    /** A second frame of one pixel. */
    private static byte[] moving() throws IOException {
        byte[] still = written(new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_INDEXED), "gif");
        byte[] frame = {0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b};
        byte[] both = Arrays.copyOf(still, still.length - 1 + frame.length);
        System.arraycopy(frame, 0, both, still.length - 1, frame.length);
        return both;
    }

    private String size(String id, Look look, Thumbs.Size size) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes(thumbs.open(id, look, size).orElseThrow())));
        return image.getWidth() + "x" + image.getHeight();
    }

    private static byte[] bytes(Thumbs.Sent sent) throws IOException {
        try (SeekableByteChannel channel = sent.body().channel()) {
            ByteBuffer bytes = ByteBuffer.allocate((int) sent.body().length());
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                continue;
            }
            assertFalse(bytes.hasRemaining());
            return bytes.array();
        }
    }

    private Path sheet(String id) {
        return folder.resolve("thumbs").resolve(id.substring(0, 2)).resolve(id);
    }

    private List<String> onDisk() throws IOException {
        try (Stream<Path> all = java.nio.file.Files.walk(folder.resolve("thumbs"))) {
            return all.filter(java.nio.file.Files::isRegularFile).map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
