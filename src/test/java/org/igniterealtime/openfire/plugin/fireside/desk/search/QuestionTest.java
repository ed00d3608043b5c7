package org.igniterealtime.openfire.plugin.fireside.desk.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody types is read as what he looks for, whatever it is. */
class QuestionTest {
    private static Question.Part words(String text) {
        return new Question.Words(text);
    }

    private static List<Question.Part> parts(String typed) {
        return Question.of(typed).parts();
    }

    @Test
    void words_phrases_tags_and_authors_are_told_apart() {
        assertEquals(List.of(words("rain"), words("the old garden"), new Question.Tag("straße"), new Question.From("ana@example.org"),
            new Question.From("Ana Maria")), parts("  rain \"the old  garden\"\t#STRAßE from:ana@example.org FROM:\"Ana Maria\" "));
        assertEquals(List.of(words("rain"), words("garden")), parts("rain\"garden\""));
        assertEquals(List.of(new Question.Tag("مطر")), parts("#مطر"));
    }

    @Test
    void what_is_left_open_or_stands_alone_is_still_a_question() {
        assertEquals(List.of(words("half a phrase")), parts("\"half a phrase"));
        assertEquals(List.of(new Question.From("half a")), parts("from:\"half a"));
        assertEquals(List.of(), parts("\"\" \" \" from:\"\""));
        assertEquals(List.of(words("from:")), parts("from:"));
        assertEquals(List.of(words("#")), parts("#"));
        assertEquals(List.of(), parts(""));
        assertEquals(List.of(), parts(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "a* ?b", "(a OR b) AND NOT c", "title:x", "[a TO b]", "a~2^4", "/.*(a+)+$/", "\\u0000", "<script>", "'; DROP TABLE fsPost; --"})
    void nothing_is_an_expression(String typed) {
        assertTrue(parts(typed).stream().allMatch(part -> part instanceof Question.Words), () -> parts(typed).toString());
    }

    @Test
    void what_is_long_is_cut_and_of_many_parts_the_first_count() {
        assertEquals(Question.LONGEST, Question.of("x".repeat(5_000_000)).typed().length());
        assertEquals(Question.MOST_PARTS, parts("a ".repeat(1_000_000)).size());
        assertEquals("🔥".repeat(Question.LONGEST / 2 - 1) + "a", Question.of("🔥".repeat(Question.LONGEST / 2 - 1) + "a🔥").typed());
    }

    @Test
    void whatever_is_typed_is_read() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder typed = new StringBuilder();
            for (int length = random.nextInt(16); length > 0; length--) {
                typed.append("ab \"#:@*?\\\ud83d\udd25\u0000\u202efrom:مط東".charAt(random.nextInt(22)));
            }
            Question question = Question.of(typed.toString());
            assertEquals(question, Question.of(question.typed()), "as it is shown again it is the same question");
        }
    }
}
