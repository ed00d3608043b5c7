package org.igniterealtime.openfire.plugin.fireside.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThumbnailerTest {
    private final Thumbnailer thumbnailer = new Thumbnailer(limits(256 << 20, Duration.ofMinutes(1)));

    @Test
    void a_large_picture_has_two_sizes() {
        Thumbnails thumbnails = drawn("jpeg 2000x1000 exif=6");

        assertEquals(new Shape(Kind.JPEG, 2000, 1000, 1, 6), thumbnails.shape());
        assertEquals(List.of(1000, 2000), List.of(thumbnails.shape().shownWidth(), thumbnails.shape().shownHeight()));
        assertEquals(List.of(160, 320, 640, 1280), List.of(thumbnails.small().width(), thumbnails.small().height(), thumbnails.large().width(),
            thumbnails.large().height()));
        assertEquals("brwg brwg", Made.quarters(thumbnails.small().bytes()) + " " + Made.quarters(thumbnails.large().bytes()));
    }

    @Test
    void a_small_picture_is_not_made_larger() {
        Thumbnails thumbnails = drawn("png 64x48");

        assertSame(thumbnails.small(), thumbnails.large());
        assertEquals(List.of(64, 48), List.of(thumbnails.small().width(), thumbnails.small().height()));
    }

    @Test
    void what_shines_through_is_kept() {
        assertEquals(List.of("image/png", "image/jpeg"), List.of(drawn("png 64x48 rgba").small().type(), drawn("png 64x48").small().type()));
    }

    @Test
    void a_picture_has_an_average_colour_of_what_is_seen_of_it() {
        assertEquals(0x808080, drawn("png 64x48").colour());
        assertEquals(0x555555, drawn("png 64x48 rgba").colour());
        assertEquals(0x808080, drawn("gif 64x48 says=32x24 x=600 y=600").colour());
        assertEquals(0xff0000, drawn("webp 64x48 blank").colour());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg 640x480", "png 640x480 rgba", "png 1x3000", "png 3000x1 rgba", "png 1x1", "png 5x5 rgba"})
    void a_placeholder_is_a_picture_of_few_bytes(String recipe) {
        Thumbnails thumbnails = drawn(recipe);
        String start = "data:image/png;base64,";
        byte[] file = Base64.getDecoder().decode(thumbnails.placeholder().substring(start.length()));

        Shape shape = assertInstanceOf(Shape.class, thumbnailer.measure(file));

        assertTrue(thumbnails.placeholder().startsWith(start));
        assertTrue(file.length <= 180, file.length + " bytes");
        assertTrue(shape.width() * shape.height() <= 24, shape.toString());
    }

    @Test
    void what_takes_too_long_is_given_up() {
        byte[] file = new Recipe("png 3000x3000 blank rgba rows=3000").make();

        Unfit unfit = assertInstanceOf(Unfit.class, new Thumbnailer(limits(256 << 20, Duration.ofMillis(1))).draw(file));

        assertEquals(Unfit.Reason.TOO_SLOW, unfit.reason());
    }

    @Test
    void what_does_not_fit_into_the_memory_is_refused() {
        byte[] file = new Recipe("webp 1000x1000 lossy").make();

        Unfit unfit = assertInstanceOf(Unfit.class, new Thumbnailer(limits(40 << 20, Duration.ofMinutes(1))).draw(file));

        assertEquals(Unfit.Reason.TOO_MANY_PIXELS, unfit.reason());
    }

    @Test
    void many_at_once_share_the_memory_and_give_it_back() {
        Thumbnailer narrow = new Thumbnailer(limits(30 << 20, Duration.ofMinutes(1)));
        byte[] file = new Recipe("jpeg 640x480").make();
        byte[] broken = new Recipe("png 64x48 cut=95").make();

        List<CompletableFuture<Drawn>> all = IntStream.range(0, 24)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> narrow.draw(i % 3 == 0 ? broken : file))).toList();

        assertEquals(16, all.stream().map(CompletableFuture::join).filter(Thumbnails.class::isInstance).count());
        assertInstanceOf(Thumbnails.class, narrow.draw(file));
    }

    @Test
    void who_is_interrupted_while_others_have_the_memory_learns_that_it_may_do_later() throws Exception {
        CompletableFuture<Drawn> drawn = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            Thread.currentThread().interrupt();
            drawn.complete(thumbnailer.draw(new Recipe("jpeg 64x48").make()));
        });

        thread.start();

        assertEquals(Unfit.Reason.BUSY, assertInstanceOf(Unfit.class, drawn.join()).reason());
        thread.join();
    }

    private Thumbnails drawn(String recipe) {
        return assertInstanceOf(Thumbnails.class, thumbnailer.draw(new Recipe(recipe).make()));
    }

    private static Limits limits(int memory, Duration time) {
        Limits usual = Limits.USUAL;
        return new Limits(usual.bytes(), usual.pixels(), usual.side(), usual.frames(), usual.scans(), memory, time);
    }
}
