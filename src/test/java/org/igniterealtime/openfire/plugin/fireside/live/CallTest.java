package org.igniterealtime.openfire.plugin.fireside.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallTest {
    private static final String SEND = "{\"ref\":\"a-1_B\",\"action\":\"chat/send\",\"fields\":{\"to\":\"bob@example.org\",\"body\":\"hi\"}}";

    @Test
    void an_action_is_read() throws Exception {
        Call call = Call.parse(SEND);

        assertEquals(new Call("a-1_B", "chat/send", Map.of("to", "bob@example.org", "body", "hi"), -1), call);
        assertEquals("", call.field("nothing"));
    }

    @Test
    void fields_may_be_missing_and_numbers_are_text() throws Exception {
        assertEquals(Map.of(), Call.parse("{\"ref\":\"a\",\"action\":\"x\"}").fields());
        assertEquals("5", Call.parse("{\"ref\":\"a\",\"action\":\"x\",\"fields\":{\"n\":5}}").field("n"));
    }

    @Test
    void a_beat_is_read() throws Exception {
        assertEquals(17, Call.parse("{\"beat\":17}").beat());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "{", "[]", "null", "5", "\"x\"", "{}", "{\"ref\":\"a\"}", "{\"action\":\"x\"}",
        "{\"ref\":5,\"action\":\"x\"}", "{\"ref\":\"\",\"action\":\"x\"}", "{\"ref\":\"a b\",\"action\":\"x\"}",
        "{\"ref\":\"ä\",\"action\":\"x\"}", "{\"ref\":null,\"action\":\"x\"}", "{\"ref\":\"a\",\"action\":[]}",
        "{\"ref\":\"a\",\"action\":\"x\",\"fields\":[]}", "{\"ref\":\"a\",\"action\":\"x\",\"fields\":null}",
        "{\"ref\":\"a\",\"action\":\"x\",\"fields\":{\"y\":{}}}", "{\"ref\":\"a\",\"action\":\"x\",\"fields\":{\"y\":null}}",
        "{ref:\"a\",action:\"x\"}", "{'ref':'a','action':'x'}", "{\"ref\":\"a\",\"action\":\"x\"};", "/**/{\"ref\":\"a\",\"action\":\"x\"}",
        "{\"ref\":\"a\",\"action\":\"x\"}{\"ref\":\"a\",\"action\":\"x\"}", "{\"beat\":1} trailing", "{\"beat\":-1}", "{\"beat\":\"1\"}",
        "{\"beat\":[1]}", "{\"beat\":{}}", "{\"beat\":null}", "{\"beat\":true}", "{\"beat\":1e999999999}", "{\"beat\":NaN}"})
    void what_is_no_call_is_malformed(String text) {
        assertThrows(Call.Malformed.class, () -> Call.parse(text));
    }

    @Test
    void the_reference_is_told_where_it_could_be_read() {
        Call.Malformed malformed = assertThrows(Call.Malformed.class, () -> Call.parse("{\"ref\":\"a\",\"action\":\"x\",\"fields\":[]}"));

        assertEquals("a", malformed.reference());
    }

    @Test
    void a_reference_has_at_most_64_characters() {
        assertTrue(Call.isReference("x".repeat(64)));
        assertThrows(Call.Malformed.class, () -> Call.parse("{\"ref\":\"" + "x".repeat(65) + "\",\"action\":\"x\"}"));
    }

    @Test
    void an_action_has_at_most_256_fields() throws Exception {
        assertEquals(256, Call.parse(withFields(256)).fields().size());
        assertThrows(Call.Malformed.class, () -> Call.parse(withFields(257)));
    }

    @Test
    void nesting_without_end_is_malformed() {
        assertThrows(Call.Malformed.class, () -> Call.parse("[".repeat(100_000)));
        assertThrows(Call.Malformed.class, () -> Call.parse("{\"fields\":".repeat(50_000)));
    }

    @Test
    void mutated_calls_are_calls_or_malformed_and_nothing_else() {
        Random random = new Random(20_261_123);
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? SEND : "{\"beat\":12345}");
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                mutate(text, random);
            }
            parse(text.toString());
        }
    }

    @Test
    void random_json_is_a_call_or_malformed_and_nothing_else() {
        Random random = new Random(7);
        for (int i = 0; i < 50_000; i++) {
            parse(value(random, 0));
        }
    }

    private static void parse(String text) {
        try {
            Call call = Call.parse(text);
            assertTrue(call.beat() >= 0 || Call.isReference(call.reference()), text);
        } catch (Call.Malformed expected) {
            assertTrue(expected.reference().isEmpty() || Call.isReference(expected.reference()), text);
        }
    }

    private static void mutate(StringBuilder text, Random random) {
        String letters = "{}[]\":,\\u0eE+-.19tfn \u0000\n\ud83d\u00e4";
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
            case 0 -> text.setCharAt(at, letters.charAt(random.nextInt(letters.length())));
            case 1 -> text.insert(at, letters.charAt(random.nextInt(letters.length())));
            case 2 -> text.delete(at, Math.min(text.length() - (at == 0 ? 1 : 0), at + random.nextInt(5)));
            default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(20))));
        }
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth > 4 ? 5 : 8)) {
            case 0 -> "null";
            case 1 -> random.nextBoolean() ? "true" : "-0.0";
            case 2 -> String.valueOf(random.nextLong());
            case 3 -> "\"\\u00" + random.nextInt(10) + "0\"";
            case 4 -> random.nextInt() + "e" + random.nextInt();
            case 5 -> IntStream.range(0, random.nextInt(4)).mapToObj(i -> value(random, depth + 1)).collect(Collectors.joining(",", "[", "]"));
            default -> IntStream.range(0, random.nextInt(5)).mapToObj(i -> "\"" + name(random) + "\":" + value(random, depth + 1))
                .collect(Collectors.joining(",", "{", "}"));
        };
    }

    private static String name(Random random) {
        return new String[] {"ref", "action", "fields", "beat", "x"}[random.nextInt(5)];
    }

    private static String withFields(int count) {
        return "{\"ref\":\"a\",\"action\":\"x\",\"fields\":{" + IntStream.range(0, count).mapToObj(i -> "\"f" + i + "\":\"\"")
            .collect(Collectors.joining(",")) + "}}";
    }
}
