package org.igniterealtime.openfire.plugin.fireside.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures that are meant to do harm, and honest ones of every make. */
class HostilePicturesTest {
    /** The usual limits but for the time: other tests may have the processors. */
    private static final Limits PATIENT = patient(Limits.USUAL);
    private static final long MEMORY = 400L << 20;

    private static Limits patient(Limits usual) {
        return new Limits(usual.bytes(), usual.pixels(), usual.side(), usual.frames(), usual.scans(), usual.memory(), Duration.ofMinutes(1));
    }

    static Stream<String> rows() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/hostile/pictures.txt")).stream().filter(line -> !line.isBlank() && !line.startsWith("#"));
    }

    static Stream<String> tooMuch() throws IOException {
        return rows().filter(row -> row.contains("| TOO_"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void what_comes_of_a_picture(String row) {
        String[] cells = row.split("\\|");
        byte[] file = new Recipe(cells[0]).make();

        Drawn drawn = bounded(PATIENT, file);

        assertEquals(cells[1].strip(), Kind.of(Arrays.copyOf(file, Math.min(file.length, Kind.ENOUGH))).name());
        assertEquals(cells[2].strip(), said(drawn), () -> drawn.toString());
        if (drawn instanceof Thumbnails thumbnails) {
            assertEquals(thumbnails.shape(), new Thumbnailer(PATIENT).measure(file));
            assertEquals(Map.of(), foreign(thumbnails.small().bytes()));
            assertEquals(Map.of(), foreign(thumbnails.large().bytes()));
            assertTrue(thumbnails.placeholder().length() <= 22 + 240, thumbnails.placeholder());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tooMuch")
    void with_the_limits_off_nothing_is_too_much(String row) {
        Limits open = new Limits(Integer.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE,
            Duration.ofMinutes(1));

        assertInstanceOf(Shape.class, new Thumbnailer(open).measure(new Recipe(row.split("\\|")[0]).make()));
    }

    @Test
    void a_picture_that_was_changed_at_random_is_drawn_or_refused() {
        Limits limits = new Limits(1 << 20, 1_000_000, 20_000, 100, 50, 64 << 20, Duration.ofMinutes(1));
        List<byte[]> seeds = Stream.of("png 40x30 rgba", "png 40x30 indexed interlaced", "png 40x30 grey16 exif=6", "png 40x30 frames=3", "jpeg 40x30",
            "jpeg 40x30 progressive exif=8", "jpeg 40x30 inks=2", "gif 40x30", "gif 40x30 frames=3", "webp 40x30", "webp 40x30 lossy alpha",
            "webp 40x30 frames=2 says=80x60 x=10 y=10").map(line -> new Recipe(line).make()).toList();
        Random random = new Random(4);
        Map<String, Integer> seen = new TreeMap<>();

        for (int i = 0; i < 2_500; i++) {
            byte[] file = mutated(seeds.get(i % seeds.size()), random);
            Drawn drawn = bounded(limits, file);
            seen.merge(drawn instanceof Unfit unfit ? unfit.reason().name() : "drawn", 1, Integer::sum);
        }

        assertTrue(seen.get("drawn") > 300 && seen.get("MALFORMED") > 300, seen.toString());
        assertFalse(seen.containsKey("TOO_SLOW"), seen.toString());
    }

    private static byte[] mutated(byte[] seed, Random random) {
        byte[] file = seed.clone();
        int kind = random.nextInt(6);
        for (int i = random.nextInt(1 << random.nextInt(6)); i >= 0; i--) {
            int at = random.nextInt(file.length);
            int length = Math.min(file.length - at, 1 + random.nextInt(16));
            switch (kind) {
                case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> file[at] = (byte) random.nextInt();
                case 2 -> Arrays.fill(file, at, at + length, (byte) (random.nextBoolean() ? 0xff : 0));
                case 3 -> System.arraycopy(file, random.nextInt(file.length - length + 1), file, at, length);
                case 4 -> file = Made.with(file, at, Arrays.copyOfRange(file, at, at + length));
                default -> file = Made.joined(Arrays.copyOf(file, at), Arrays.copyOfRange(file, at + length, file.length));
            }
            if (file.length < 64) {
                break;
            }
        }
        return file;
    }

    /** Draws it, within the time and the memory that a picture has. */
    private static Drawn bounded(Limits limits, byte[] file) {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId());

        Drawn drawn = new Thumbnailer(limits).draw(file);

        long taken = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocated;
        assertTrue(taken < MEMORY, "took " + taken + " bytes: " + new Thumbnailer(limits).measure(file) + " " + drawn);
        return drawn;
    }

    private static String said(Drawn drawn) {
        return drawn instanceof Thumbnails thumbnails ? thumbnails.large().width() + "x" + thumbnails.large().height() + " "
            + Made.quarters(thumbnails.large().bytes()) : ((Unfit) drawn).reason().name();
    }

    /** What a thumbnail has besides pixels. */
    private static Map<String, Integer> foreign(byte[] file) {
        Map<String, Integer> found = new TreeMap<>();
        String latin = new String(file, StandardCharsets.ISO_8859_1);
        for (String word : List.of("SECRET", "Exif", "ICC_PROFILE", "iCCP", "eXIf", "acTL", "zTXt", "<script", "alert", "PK\3\4")) {
            if (latin.contains(word)) {
                found.merge(word, 1, Integer::sum);
            }
        }
        for (String segment : segments(file)) {
            if (!List.of("IHDR", "IDAT", "IEND", "e0", "db", "c0", "c4", "da").contains(segment)) {
                found.merge(segment, 1, Integer::sum);
            }
        }
        return found;
    }

    private static List<String> segments(byte[] file) {
        List<String> names = new ArrayList<>();
        Bytes bytes = new Bytes(file);
        try {
            if (bytes.has(1, "PNG")) {
                for (int at = 8; at < file.length; at += 12 + (int) bytes.u32(at)) {
                    names.add(new String(file, at + 4, 4, StandardCharsets.ISO_8859_1));
                }
            } else {
                for (int at = 2; !names.contains("da"); at += 2 + bytes.u16(at + 2)) {
                    names.add(Integer.toHexString(bytes.u8(at + 1)));
                }
            }
        } catch (Misshapen broken) {
            names.add("broken");
        }
        return names;
    }
}
