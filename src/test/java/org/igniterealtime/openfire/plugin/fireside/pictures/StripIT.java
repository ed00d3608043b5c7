package org.igniterealtime.openfire.plugin.fireside.pictures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.igniterealtime.openfire.plugin.fireside.page.FiresideServlet;
import org.igniterealtime.openfire.plugin.fireside.testkit.Chromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page's script makes of pictures before they are sent, read byte by byte. */
class StripIT {
    private static final String SITE = "http://fireside.example/";
    private static Chromium chromium;
    private static BrowserContext context;
    private static Page page;

    /** What came back, or why nothing did. */
    private record Sent(byte[] bytes, String type, int width, int height, String error) {
    }

    @BeforeAll
    static void open() {
        chromium = Chromium.launch();
        context = chromium.browser().newContext();
        page = context.newPage();
        page.route(SITE + "**", route -> {
            String name = route.request().url().substring(SITE.length());
            route.fulfill(name.isEmpty() ? new Route.FulfillOptions().setContentType("text/html").setBody("<!DOCTYPE html><title>Strip</title>")
                .setHeaders(Map.of("Content-Security-Policy", FiresideServlet.POLICY))
                : new Route.FulfillOptions().setContentType("text/javascript").setPath(Path.of("src/web", name)));
        });
        page.navigate(SITE);
    }

    @AfterAll
    static void close() {
        context.close();
        chromium.close();
    }

    @ParameterizedTest
    @CsvSource({"jpeg 64x48 exif=1, 64, 48, rgbw", "jpeg 64x48 exif=2, 64, 48, grwb", "jpeg 64x48 exif=3, 64, 48, wbgr", "jpeg 64x48 exif=4, 64, 48, bwrg",
        "jpeg 64x48 exif=5, 48, 64, rbgw", "jpeg 64x48 exif=6, 48, 64, brwg", "jpeg 64x48 exif=7, 48, 64, wgbr", "jpeg 64x48 exif=8, 48, 64, gwrb",
        "jpeg 64x48 progressive exif=6, 48, 64, brwg", "jpeg 64x48 inks=2 exif=1, 64, 48, rgbw",
        "png 64x48 exif=1, 64, 48, rgbw", "png 64x48 exif=6, 48, 64, brwg", "png 64x48 rgba exif=1, 64, 48, rgbt",
        "png 64x48 rgba16 exif=3, 64, 48, tbgr", "webp 64x48 exif=1, 64, 48, ryry", "webp 64x48 exif=3, 64, 48, ryry"})
    void a_picture_goes_upright_and_without_place_and_owner(String recipe, int width, int height, String quarters) {
        byte[] file = new Recipe(recipe).make();
        assertTrue(latin(file).contains("SECRET-PLACE"));

        Sent sent = strip(file);

        assertEquals("", sent.error());
        assertFalse(latin(sent.bytes()).matches("(?s).*(SECRET|Exif|EXIF|eXIf).*"), recipe);
        assertEquals(width + "x" + height, sent.width() + "x" + sent.height());
        Thumbnails shown = assertInstanceOf(Thumbnails.class, new Thumbnailer(Limits.USUAL).draw(sent.bytes()));
        assertEquals(1, shown.shape().orientation());
        assertEquals(width + "x" + height, shown.shape().width() + "x" + shown.shape().height());
        assertEquals(quarters, Made.quarters(shown.large().bytes()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg 64x48", "jpeg 64x48 progressive", "png 64x48 rgba16", "png 64x48 frames=3", "gif 64x48 frames=3", "webp 64x48",
        "webp 64x48 frames=3", "webp 64x48 lossy alpha"})
    void what_says_nothing_goes_as_it_is(String recipe) {
        byte[] file = new Recipe(recipe).make();

        Sent sent = strip(file);

        assertArrayEquals(file, sent.bytes(), sent.error());
        assertEquals(Kind.of(file).type(), sent.type());
        assertEquals("64x48", sent.width() + "x" + sent.height());
    }

    @ParameterizedTest
    @ValueSource(strings = {"png 64x48 frames=3 exif=6", "gif 64x48 frames=3 comment", "gif 64x48 frames=3 page", "png 64x48 frames=3 zip",
        "jpeg 64x48 page", "webp 64x48 frames=2 page", "jpeg 64x48 html", "jpeg 64x48 small", "png 64x48 text=1"})
    void texts_and_what_hangs_on_behind_are_left_out(String recipe) {
        byte[] plain = new Recipe(recipe.replaceAll(" (exif=6|comment|page|zip|html|text=1|small)", "")).make();

        assertArrayEquals(plain, strip(new Recipe(recipe).make()).bytes());
    }

    @Test
    void the_colours_of_a_picture_are_kept() {
        byte[] file = new Recipe("jpeg 64x48 icc exif=1").make();

        assertTrue(latin(strip(file).bytes()).contains("ICC_PROFILE"));
    }

    @Test
    void what_is_broken_is_drawn_again_or_not_sent() {
        byte[] cut = Arrays.copyOf(new Recipe("png 64x48 exif=1").make(), 100);
        byte[] file = new Recipe("jpeg 640x480 exif=6").make();
        byte[] junk = Made.with(file, 2, Made.latin("junk"));

        assertEquals("Unreadable", strip(cut).error());
        Sent sent = strip(junk);
        assertTrue(sent.error().equals("Unreadable") || !latin(sent.bytes()).contains("SECRET"), sent.error());
        assertEquals("Unreadable", strip(new Recipe("bytes \\0\\0\\0 ftypheic\\0\\0\\0\\0mif1heic").make()).error());
    }

    @Test
    void what_a_browser_has_no_room_to_draw_is_not_sent() {
        page.evaluate("() => { window.getPen = HTMLCanvasElement.prototype.getContext; HTMLCanvasElement.prototype.getContext = () => null; }");
        try {
            assertEquals("Unreadable", strip(new Recipe("jpeg 64x48 exif=6").make()).error());
        } finally {
            page.evaluate("() => { HTMLCanvasElement.prototype.getContext = window.getPen; }");
        }
    }

    @Test
    void a_turned_picture_of_many_pixels_is_made_smaller_and_one_that_stands_upright_is_not() {
        assertEquals("3346x4780", size(strip(new Recipe("jpeg 5000x3500 exif=6").make())));
        assertEquals("5000x3500", size(strip(new Recipe("jpeg 5000x3500 exif=1").make())));
    }

    /** Of all that browsers make, what the JDK does not write. */
    @Test
    void what_a_browser_writes_as_webp_is_drawn() {
        String base64 = (String) page.evaluate("""
            async () => {
              const canvas = document.createElement("canvas");
              [canvas.width, canvas.height] = [600, 400];
              const pen = canvas.getContext("2d");
              ["#f00", "#0f0", "#00f", "#fff"].forEach((colour, i) => {
                pen.fillStyle = colour;
                if (i < 3) pen.fillRect((i % 2) * 300, (i >> 1) * 200, 300, 200);
              });
              const blob = await new Promise((done) => canvas.toBlob(done, "image/webp", 0.9));
              return btoa(String.fromCharCode(...new Uint8Array(await blob.arrayBuffer())));
            }""");
        byte[] file = Base64.getDecoder().decode(base64);

        Thumbnails shown = assertInstanceOf(Thumbnails.class, new Thumbnailer(Limits.USUAL).draw(file));

        assertTrue(latin(file).contains("VP8 ") && latin(file).contains("ALPH"));
        assertEquals("600x400 rgbt", shown.large().width() + "x" + shown.large().height() + " " + Made.quarters(shown.large().bytes()));
        assertArrayEquals(file, strip(file).bytes());
    }

    @Test
    void what_is_no_picture_goes_as_it_is() {
        byte[] words = "<svg>SECRET</svg>".getBytes(StandardCharsets.UTF_8);

        assertArrayEquals(words, strip(words).bytes());
        assertEquals("application/octet-stream", strip(words).type());
    }

    private static String size(Sent sent) {
        return sent.width() + "x" + sent.height();
    }

    private static Sent strip(byte[] file) {
        @SuppressWarnings("unchecked")
        Map<String, Object> told = (Map<String, Object>) page.evaluate("""
            async (base64) => {
              const { strip, Unreadable } = await import("/files/strip.js");
              const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
              try {
                const sent = await strip(new Blob([bytes]));
                const out = new Uint8Array(await sent.blob.arrayBuffer());
                let latin = "";
                for (let i = 0; i < out.length; i += 8192) latin += String.fromCharCode(...out.subarray(i, i + 8192));
                return { bytes: btoa(latin), type: sent.type, width: sent.width, height: sent.height, error: "" };
              } catch (error) {
                return { bytes: "", type: "", width: 0, height: 0, error: error instanceof Unreadable ? "Unreadable" : String(error) };
              }
            }""", Base64.getEncoder().encodeToString(file));
        return new Sent(Base64.getDecoder().decode((String) told.get("bytes")), (String) told.get("type"), (Integer) told.get("width"),
            (Integer) told.get("height"), (String) told.get("error"));
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
