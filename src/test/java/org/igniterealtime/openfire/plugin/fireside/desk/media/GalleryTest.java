package org.igniterealtime.openfire.plugin.fireside.desk.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.archive.Preview;
import org.igniterealtime.openfire.plugin.fireside.view.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How files stand in a page, and what the list of chats says of them. */
class GalleryTest {
    private static final String OURS = "https://chat.example/fireside/files/00112233445566778899aabbccddeeff/";
    private static final String THEIRS = "https://other.example/";
    private static final OwnFiles OWN = new OwnFiles(() -> "https://chat.example", "/fireside/files/",
        url -> url.startsWith("https://files.example/files/"));
    private static final Texts TEXTS = new Texts(Path.of("i18n"));

    private static Attachment file(String url, String type, int width, int height) {
        return new Attachment(url, "a name", type, 1_500_000, width, height, "", "");
    }

    private static Gallery gallery(Attachment file) {
        return Gallery.of(List.of(file), url -> Optional.of(new Media.Source(url, url)), OWN, TEXTS, Locale.ENGLISH);
    }

    @ParameterizedTest
    @CsvSource({"image/png, pictures", "image/svg+xml, others", "video/mp4, videos", "audio/ogg, sounds", "application/pdf, others", "'', others", "text/html, others"})
    void each_kind_has_its_place(String type, String place) {
        Gallery gallery = gallery(file(OURS + "x", type, 0, 0));

        assertEquals(place.equals("pictures") ? 1 : 0, gallery.pictures().size());
        assertEquals(place.equals("videos") ? 1 : 0, gallery.videos().size());
        assertEquals(place.equals("sounds") ? 1 : 0, gallery.sounds().size());
        assertEquals(place.equals("others") ? 1 : 0, gallery.others().size());
    }

    @Test
    void what_is_elsewhere_is_not_played_in_place() {
        assertEquals(1, gallery(file(THEIRS + "x.mp4", "video/mp4", 0, 0)).others().size());
        assertEquals(1, gallery(file(THEIRS + "x.ogg", "audio/ogg", 0, 0)).others().size());
    }

    @Test
    void what_the_component_outside_has_is_played_in_place() {
        assertEquals(1, gallery(file("https://files.example/files/x/a.mp4", "video/mp4", 0, 0)).videos().size());
        assertEquals(1, gallery(file("https://files.example/files/x/a.ogg", "audio/ogg", 0, 0)).sounds().size());
    }

    @Test
    void ours_is_had_by_whatever_name_the_page_came() {
        assertEquals("/fireside/files/00112233445566778899aabbccddeeff/x", gallery(file(OURS + "x", "application/pdf", 0, 0)).others().get(0).href());
        assertEquals(THEIRS + "x", gallery(file(THEIRS + "x", "application/pdf", 0, 0)).others().get(0).href());
    }

    @ParameterizedTest
    @CsvSource({OURS + "x.png, true", OURS + "x/y, false", OURS + "x?y, false", "https://chat.example/fireside/files/../login, false",
        "https://chat.example/fireside/do/x, false", "https://chat.example.evil/fireside/files/00112233445566778899aabbccddeeff/x, false",
        "http://chat.example/fireside/files/00112233445566778899aabbccddeeff/x, false"})
    void only_a_file_of_ours_is_ours(String url, boolean ours) {
        assertEquals(ours, OWN.path(url).isPresent());
    }

    @ParameterizedTest
    @CsvSource({"100, 50, 100, 50", "3600, 1800, 360, 180", "1000, 4000, 96, 320", "65535, 1, 360, 48", "1, 65535, 96, 320", "1, 1, 96, 48", "0, 0, 320, 240"})
    void a_picture_has_its_room_before_it_comes(int width, int height, int wide, int high) {
        Shown shown = gallery(file(OURS + "x", "image/png", width, height)).pictures().get(0);

        assertEquals(List.of(wide, high), List.of(shown.width(), shown.height()));
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "1, 1 bytes", "1023, '1,023 bytes'", "1024, 1 kB", "1500000, 1.4 MB", "52428800, 50 MB", "5368709120, 5 GB"})
    void sizes_are_said_in_words(long bytes, String words) {
        assertEquals(words, Sizes.words(bytes, TEXTS, Locale.ENGLISH));
    }

    @ParameterizedTest
    @CsvSource({"https://a.example/x.png, https://a.example/x.png, PICTURE, x.png", "https://a.example/x.ogg, https://a.example/x.ogg, SOUND, x.ogg",
        "https://a.example/x.mp4, https://a.example/x.mp4, VIDEO, x.mp4", "https://a.example/x.pdf, https://a.example/x.pdf, FILE, x.pdf",
        "See https://a.example/x.png, https://a.example/x.png, TEXT, See", "Come, https://a.example/x.png, TEXT, Come"})
    void the_list_of_chats_says_what_kind_of_file_it_is(String body, String url, Preview.Kind kind, String text) {
        String stanza = "<message><x xmlns='jabber:x:oob'><url>" + url + "</url></x></message>";

        assertEquals(new Preview(kind, text), Previewing.of(stanza, body));
    }
}
