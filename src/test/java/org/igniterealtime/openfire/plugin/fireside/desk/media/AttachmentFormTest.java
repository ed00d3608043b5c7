package org.igniterealtime.openfire.plugin.fireside.desk.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page says is attached. */
class AttachmentFormTest {
    private static final String URL = "https://a.example/f/x.png";

    @Test
    void what_is_attached_is_read() {
        Attachment file = new Attachment(URL, "x.png", "image/png", 12, 3, 2, "A \"hill\"", "");

        assertEquals(Optional.of(List.of()), AttachmentForm.read(""));
        assertEquals(Optional.of(List.of(file)), AttachmentForm.read("[{\"url\":\"" + URL + "\",\"name\":\"x.png\",\"type\":\"image/png\",\"size\":12,"
            + "\"width\":3,\"height\":2,\"alt\":\"A \\\"hill\\\"\"}]"));
        assertEquals(Optional.of(List.of(file)), AttachmentForm.read(AttachmentForm.write(List.of(file))));
    }

    @Test
    void what_is_left_out_or_of_another_kind_was_not_said() {
        Attachment file = new Attachment(URL, "x.png", "image/png", 0, 0, 0, "", "");

        assertEquals(Optional.of(List.of(file, file)), AttachmentForm.read("[{\"url\":\"" + URL + "\"},{\"url\":\"" + URL + "\",\"size\":-1,\"width\":true,"
            + "\"height\":1.5,\"alt\":null,\"name\":{},\"type\":[]}]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[", "[1]", "[null]", "[{}]", "x", "[{'url':'https://a.example/'}]", "[{\"url\":\"javascript:x\"}]", "[{\"url\":[]}]",
        "[{\"url\":\"https://a.example/\"}] ]", "[{\"url\":\"https://a.example/\"},{\"url\":\"\"}]"})
    void anything_else_is_refused(String field) {
        assertEquals(Optional.empty(), AttachmentForm.read(field));
    }

    @Test
    void so_is_more_than_goes_with_one_message() {
        String one = "{\"url\":\"" + URL + "\"},";

        assertEquals(10, AttachmentForm.read("[" + one.repeat(9) + one.replace(",", "") + "]").orElseThrow().size());
        assertEquals(Optional.empty(), AttachmentForm.read("[" + one.repeat(10) + one.replace(",", "") + "]"));
        assertEquals(Optional.empty(), AttachmentForm.read("[" + one.replace("},", ",\"alt\":\"" + "x".repeat(70_000) + "\"}") + "]"));
        assertEquals(Optional.empty(), AttachmentForm.read("[".repeat(60_000)));
    }
}
