package org.igniterealtime.openfire.plugin.fireside.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {

    @ParameterizedTest
    @CsvSource({"/chats, chats, ''", "chats, chats, ''", "/chats/, chats, ''", "/chats/bob@example.org, chats, bob@example.org",
        "/chats/bob%40example.org?x=1#y, chats, bob@example.org", "/chats/a+b@c, chats, a+b@c", "/chats/a%2Bb@c, chats, a+b@c",
        "/chats/a%2Fb@c, chats, a/b@c", "/chats/a/b, chats, a/b", "/chats/%C3%A4@c, chats, ä@c",
        "/search?q=rain+garden, search, ?rain garden", "/search?x=1&q=a%2Bb%3F%26%23#y, search, ?a+b?&#", "/search?q=, search, ''", "/search?x, search, ''", "/, '', ''", "'', '', ''"})
    void a_path_is_read(String path, String section, String key) {
        assertEquals(new Place(section, key), Place.of(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob@example.org", "a+b@c", "a/b@c/d", "ä ö?#&%;=@c", "\"'<>@c", "..", "../../etc", "שלום@דוגמה", "🔥@c",
        "a%2Fb", " ", "a b", "xmpp:a@b", "~*()!'"})
    void a_place_comes_back_from_its_path(String key) {
        Place place = new Place("chats", key);

        String path = place.path();

        assertEquals(place, Place.of(path));
        assertTrue(path.chars().allMatch(c -> c > ' ' && c < 127 && "\"'<>?#\\&".indexOf(c) < 0), path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chats/%", "/chats/%zz", "/chats/%c3", "/chats/%f0%28", "%/x", "//evil.test/x", "/chats//", "?", "#", "/?/",
        "\u0000", "/chats/\ud83d"})
    void a_hostile_path_is_some_place_and_no_fault(String path) {
        Place place = Place.of(path);

        assertEquals(place.path(), Place.of(place.path()).path());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rain", "#rain", "a+b & c=d?", "\"two words\"", "from:bob@example.org", "%2B", "مطر", "🔥", "a/b/../c"})
    void what_is_asked_for_comes_back_from_its_path(String words) {
        Place place = Place.asking("search", words);

        assertEquals(place, Place.of(place.path()));
        assertEquals(words, Place.of(place.path()).asked());
        assertTrue(place.path().startsWith("/search?q="));
    }

    @ParameterizedTest
    @CsvSource({"/feed?before=0123456789abcdef, feed, ''", "/feed/contacts?before=0123456789abcdef, feed, contacts",
        "/search?q=rain%20%26%20sun&before=0123456789abcdef, search, ?rain & sun"})
    void where_a_list_begins_comes_back_from_its_path(String path, String section, String key) {
        assertEquals(new Place(section, key, "0123456789abcdef"), Place.of(path));
        assertEquals(path, Place.of(path).path());
    }

    @ParameterizedTest
    @ValueSource(strings = {"before=", "before=1", "before=0123456789abcdeg", "before=%30123456789abcde", "q=before=0123456789abcdef", "xbefore=0123456789abcdef"})
    void what_no_list_has_said_begins_no_list(String query) {
        assertEquals("", Place.of("/feed?" + query).before());
    }

    @Test
    void what_is_asked_for_at_length_is_cut() {
        assertTrue(Place.of("/search?q=" + "x".repeat(100_000)).asked().matches("x{4000,4100}"));
        assertTrue(Place.of("/search?q=" + "%F0%9F%94%A5".repeat(10_000)).asked().startsWith("🔥🔥"));
    }

    @Test
    void what_is_no_path_is_nowhere() {
        assertEquals(new Place("", ""), Place.of(null));
        assertEquals(new Place("", ""), Place.of("/chats/" + "x".repeat(2000)));
    }

    @Test
    void random_paths_never_fail() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder path = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                path.append("/%?#+2Fa\u00e4\ud83d\udd25 ".charAt(random.nextInt(12)));
            }
            Place.of(path.toString()).path();
        }
    }

    @ParameterizedTest
    @CsvSource({"/chats/bob@x?at=0123456789abcdef, 0123456789abcdef, ''", "/search?q=rain&in=messages&chat=a%2Bb@x, '', a+b@x",
        "/search?in=messages&chat=b@x&before=0123456789abcdef, '', b@x"})
    void around_which_moment_and_in_which_chat_comes_back_from_its_path(String path, String at, String chat) {
        assertEquals(at, Place.of(path).at());
        assertEquals(chat, Place.of(path).chat());
        assertEquals(path, Place.of(path).path());
    }
}
