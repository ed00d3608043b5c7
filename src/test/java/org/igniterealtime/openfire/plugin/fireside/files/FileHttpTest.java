package org.igniterealtime.openfire.plugin.fireside.files;

import static org.igniterealtime.openfire.plugin.fireside.files.Shelf.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.igniterealtime.openfire.plugin.fireside.files.FileReply.Said;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What HTTP says of a file of ten letters. */
class FileHttpTest {
    private static final String CONTENT = "0123456789";
    // sha256sum
    private static final String TAG = "\"84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882\"";

    @TempDir
    private Path folder;
    private Shelf shelf;
    private Slot slot;

    @BeforeEach
    void open() throws Exception {
        shelf = new Shelf(folder);
        slot = shelf.upload(ALICE, "a.txt", "text/plain", CONTENT);
    }

    @AfterEach
    void close() throws Exception {
        shelf.close();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        // Range, status, Content-Range, body
        "bytes=0-3,         206, bytes 0-3/10, 0123",
        "bytes=3-,          206, bytes 3-9/10, 3456789",
        "bytes=-3,          206, bytes 7-9/10, 789",
        "bytes=-30,         206, bytes 0-9/10, 0123456789",
        "bytes=9-99,        206, bytes 9-9/10, 9",
        "bytes= 2 - 2,      206, bytes 2-2/10, 2",
        "bytes=10-,         416, bytes */10, ''",
        "bytes=-0,          416, bytes */10, ''",
        "bytes=999999999999999999-, 416, bytes */10, ''",
        "'bytes=0-1,3-4',   200, -, 0123456789",
        "bytes=3-1,         200, -, 0123456789",
        "bytes=-,           200, -, 0123456789",
        "bytes=a-b,         200, -, 0123456789",
        "bytes=99999999999999999999-, 200, -, 0123456789",
        "lines=0-3,         200, -, 0123456789"})
    void a_part_is_sent_where_one_is_asked_for(String range, int status, String says, String body) throws Exception {
        Said said = shelf.get(slot, "Range", range);

        assertEquals(status, said.status());
        assertEquals(says, said.headers().get("Content-Range"));
        assertEquals(body, Shelf.text(said));
        assertEquals(Integer.toString(body.length()), said.headers().get("Content-Length"));
        assertEquals(status == 416 ? "no-store" : "private, max-age=86400, immutable", said.headers().get("Cache-Control"));
    }

    @ParameterizedTest
    @CsvSource(value = {
        "If-None-Match, TAG, 304", "If-None-Match, W/TAG, 304", "If-None-Match, '\"x\", TAG', 304", "If-None-Match, *, 304", "If-None-Match, '\"x\"', 200",
        "If-Match, TAG, 200", "If-Match, *, 200", "If-Match, '\"x\"', 412", "If-Match, W/TAG, 412",
        "If-Modified-Since, LATER, 304", "If-Modified-Since, 'Sun, 06 Nov 1994 08:49:37 GMT', 200", "If-Modified-Since, nonsense, 200",
        "If-Unmodified-Since, LATER, 200", "If-Unmodified-Since, 'Sun, 06 Nov 1994 08:49:37 GMT', 412"})
    void conditions_are_heard(String name, String value, int status) {
        String later = "Fri, 01 Jan 2100 00:00:00 GMT";

        Said said = shelf.get(slot, name, value.replace("TAG", TAG).replace("LATER", later));

        assertEquals(status, said.status());
        assertEquals(status == 412 ? "no-store" : "private, max-age=86400, immutable", said.headers().get("Cache-Control"));
    }

    @Test
    void the_tag_counts_more_than_the_time() {
        assertEquals(200, shelf.get(slot, "If-None-Match", "\"x\"", "If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT").status());
    }

    @Test
    void a_part_of_something_else_is_not_sent() {
        String modified = shelf.get(slot).headers().get("Last-Modified");

        assertEquals(206, shelf.get(slot, "Range", "bytes=1-", "If-Range", TAG).status());
        assertEquals(206, shelf.get(slot, "Range", "bytes=1-", "If-Range", modified).status());
        assertEquals(200, shelf.get(slot, "Range", "bytes=1-", "If-Range", "\"x\"").status());
        assertEquals(200, shelf.get(slot, "Range", "bytes=1-", "If-Range", "W/" + TAG).status());
        assertEquals(200, shelf.get(slot, "Range", "bytes=1-", "If-Range", "Fri, 01 Jan 2100 00:00:00 GMT").status());
    }

    @Test
    void a_file_comes_into_a_place_without_rights() {
        Map<String, String> headers = shelf.get(slot).headers();

        assertEquals("sandbox; default-src 'none'", headers.get("Content-Security-Policy"));
        assertEquals("nosniff", headers.get("X-Content-Type-Options"));
        assertEquals("text/plain; charset=utf-8", headers.get("Content-Type"));
        assertEquals("inline; filename=\"a.txt\"", headers.get("Content-Disposition"));
        assertEquals(TAG, headers.get("ETag"));
        assertEquals("private, max-age=86400, immutable", headers.get("Cache-Control"));
    }

    @ParameterizedTest
    @CsvSource({
        "image/png, image/png, inline", "IMAGE/JPEG; q=1, image/jpeg, inline", "video/mp4, video/mp4, inline", "audio/ogg, audio/ogg, inline",
        "text/plain;charset=utf-7, text/plain; charset=utf-8, inline",
        "image/svg+xml, application/octet-stream, attachment", "text/html, application/octet-stream, attachment",
        "application/xhtml+xml, application/octet-stream, attachment", "text/xml, application/octet-stream, attachment",
        "application/javascript, application/octet-stream, attachment", "text/css, application/octet-stream, attachment",
        "multipart/x-mixed-replace, application/octet-stream, attachment", "application/pdf, application/pdf, attachment",
        "application/x-shockwave-flash, application/octet-stream, attachment", "'', application/octet-stream, attachment"})
    void what_a_browser_could_run_it_is_not_shown(String type, String served, String kind) throws Exception {
        Slot other = shelf.upload(ALICE, "a", type.isEmpty() ? "" : MediaTypes.base(type).orElseThrow(), CONTENT);

        Map<String, String> headers = shelf.get(other).headers();

        assertEquals(served, headers.get("Content-Type"));
        assertEquals(kind + "; filename=\"a\"", headers.get("Content-Disposition"));
    }

    @Test
    void a_slot_that_says_no_type_takes_that_of_its_upload_unless_it_is_not_wanted() throws Exception {
        shelf.limits = new FileLimits(1000, 5000, 3000, List.of("image/*"), Duration.ofMinutes(15), Duration.ZERO);
        Slot first = shelf.files.slot(ALICE, "a", "", 10);

        assertEquals(415, shelf.put(first, CONTENT, "Content-Type", "text/html").status());
        assertEquals(415, shelf.put(first, CONTENT).status());
        assertEquals(201, shelf.put(first, CONTENT, "Content-Type", "image/png").status());
        assertEquals("image/png", shelf.get(first).headers().get("Content-Type"));
    }

    @Test
    void a_browser_keeps_nothing_longer_than_it_is_there() throws Exception {
        shelf.limits = new FileLimits(1000, 5000, 3000, List.of("*"), Duration.ofMinutes(15), Duration.ofHours(2));
        Slot short1 = shelf.upload(ALICE, "a", "", CONTENT);
        shelf.pass(Duration.ofHours(1));

        assertEquals("private, max-age=3600, immutable", shelf.get(short1).headers().get("Cache-Control"));
    }

    @Test
    void what_is_not_there_is_not_kept_and_what_is_asked_wrongly_is_told_so() {
        Said none = (Said) shelf.http.answer(new FileRequest("GET", "0".repeat(32) + "/a", Map.of(), -1));

        assertEquals(404, none.status());
        assertEquals("no-store", none.headers().get("Cache-Control"));
        assertEquals(405, ((Said) shelf.http.answer(new FileRequest("POST", slot.path(), Map.of(), 5))).status());
        assertEquals(204, ((Said) shelf.http.answer(new FileRequest("OPTIONS", slot.path(), Map.of(), -1))).status());
        assertEquals(404, ((Said) shelf.http.answer(new FileRequest("GET", slot.id() + "/b.txt", Map.of(), -1))).status());
        assertEquals(404, ((Said) shelf.http.answer(new FileRequest("GET", slot.id(), Map.of(), -1))).status());
        Said head = (Said) shelf.http.answer(new FileRequest("HEAD", slot.path(), Map.of(), -1));
        assertEquals("10", head.headers().get("Content-Length"));
        assertNull(head.body());
    }
}
