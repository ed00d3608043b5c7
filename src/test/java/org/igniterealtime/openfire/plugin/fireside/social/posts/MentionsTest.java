package org.igniterealtime.openfire.plugin.fireside.social.posts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MentionsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "@bob                             | bob@x",
        "Ask @bob, or (@carol)!           | bob@x carol@x",
        "It was @bob.                     | bob@x",
        "@Bob and @bob and @bob@x         | bob@x",
        "@ana@example.org wrote           | ana@example.org",
        "@ana@example.org. And so on      | ana@example.org",
        "@jörg                            | jörg@x",
        "'@bob\n@carol'                  | bob@x carol@x",
    })
    void who_is_named_is_called_once_in_the_order_of_naming(String text, String called) {
        assertEquals(List.of(called.split(" ")), Mentions.of(text, "x"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"bob@example.org", "@", "@ bob", "a@bob", "@@bob", "https://a.example/@bob", "@!", "''"})
    void an_address_or_a_sign_alone_calls_nobody(String text) {
        assertEquals(List.of(), Mentions.of(text, "x"));
    }

    @Test
    void one_post_calls_no_crowd() {
        String crowd = IntStream.range(0, 100).mapToObj(i -> "@user" + i).collect(Collectors.joining(" "));

        assertEquals(IntStream.range(0, 20).mapToObj(i -> "user" + i + "@x").toList(), Mentions.of(crowd, "x"));
    }
}
