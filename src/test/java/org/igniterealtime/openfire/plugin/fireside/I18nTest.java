package org.igniterealtime.openfire.plugin.fireside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.PacketError;

/** Every text that is asked for is there, every one that is there is asked for, and in each language alike. */
class I18nTest {
    private static final Path FOLDER = Path.of("i18n");
    private static final Pattern ASKED = Pattern.compile("\"([a-z][A-Za-z0-9]*(?:\\.[A-Za-z0-9-]+)+)\"");
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");
    /** Keys put together from a constant beginning and a value, where each value is known from elsewhere in the code. */
    private static final String ERROR = "chat.error.";
    private static final String FIGURE = "admin.";

    private final Properties english = read("fireside_i18n.properties");

    @Test
    void every_key_that_is_asked_for_is_there() throws IOException {
        Set<String> sections = english.stringPropertyNames().stream().map(key -> key.substring(0, key.indexOf('.'))).collect(Collectors.toSet());

        Set<String> missing = new TreeSet<>();
        for (Path file : sources()) {
            ASKED.matcher(Files.readString(file)).results().map(match -> match.group(1))
                .filter(key -> sections.contains(key.substring(0, key.indexOf('.'))) && !english.containsKey(key))
                .filter(key -> !key.matches(".*\\.(css|js|svg|png|vm|webmanifest)"))
                .forEach(key -> missing.add(key + " in " + file.getFileName()));
        }

        assertEquals(Set.of(), missing);
    }

    @Test
    void every_key_is_asked_for() throws IOException {
        Set<String> unused = new TreeSet<>(english.stringPropertyNames());
        for (Path file : sources()) {
            ASKED.matcher(Files.readString(file)).results().forEach(match -> unused.remove(match.group(1)));
        }
        unused.removeAll(figures());
        unused.removeIf(key -> key.startsWith(ERROR) && conditions().contains(key.substring(ERROR.length())));

        assertEquals(Set.of(), unused);
    }

    @Test
    void keys_are_put_together_in_three_places_alone() throws IOException {
        List<String> built = new ArrayList<>();
        for (Path file : sources()) {
            Pattern.compile("\"([a-z]+(?:\\.[a-z]+)*\\.)\" \\+|of\\(\"([^\"]*)\\$[^\"]*\"").matcher(Files.readString(file)).results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .filter(key -> english.stringPropertyNames().stream().anyMatch(known -> known.startsWith(key))).forEach(built::add);
        }

        assertEquals(List.of(FIGURE, FIGURE, ERROR), built.stream().sorted().toList());
    }

    @Test
    void every_figure_has_its_words() throws IOException {
        assertTrue(figures().size() > 5);
        assertEquals(Set.of(), figures().stream().filter(key -> !english.containsKey(key)).collect(Collectors.toSet()));
    }

    @Test
    void every_error_that_has_words_can_come() {
        Set<String> errors = english.stringPropertyNames().stream().filter(key -> key.startsWith(ERROR)).map(key -> key.substring(ERROR.length()))
            .collect(Collectors.toCollection(TreeSet::new));
        errors.removeAll(conditions());

        assertEquals(Set.of("other"), errors, "asked for by name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "ar"})
    void a_language_has_the_same_keys_and_the_same_arguments(String language) {
        Properties texts = read("fireside_i18n_" + language + ".properties");

        assertEquals(new TreeSet<>(english.stringPropertyNames()), new TreeSet<>(texts.stringPropertyNames()));
        for (String key : english.stringPropertyNames()) {
            assertEquals(arguments(english.getProperty(key)), arguments(texts.getProperty(key)), key);
            assertFalse(texts.getProperty(key).isBlank(), key);
        }
    }

    /** With arguments a text is a MessageFormat, where an apostrophe means something; without any it is not. */
    @ParameterizedTest
    @ValueSource(strings = {"", "_de", "_ar"})
    void a_text_shows_as_it_is_meant(String language) {
        Properties texts = read("fireside_i18n" + language + ".properties");
        for (String key : texts.stringPropertyNames()) {
            String text = texts.getProperty(key);
            if (arguments(text).isEmpty()) {
                assertFalse(text.contains("''") || text.contains("{"), key);
                continue;
            }
            assertFalse(text.replace("''", "").contains("'"), key + ": an apostrophe is written twice here");
            String shown = new MessageFormat(text, Locale.forLanguageTag(language.replace("_", ""))).format(new Object[] {5, "#two#", "#three#"});
            assertFalse(shown.contains("{") || shown.contains("}"), key + ": " + shown);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_de", "_ar"})
    void no_key_stands_there_twice(String language) throws IOException {
        List<String> keys = Files.readAllLines(FOLDER.resolve("fireside_i18n" + language + ".properties")).stream()
            .filter(line -> line.contains("=") && !line.startsWith("#")).map(line -> line.substring(0, line.indexOf('=')).strip()).toList();

        assertEquals(keys.stream().distinct().toList(), keys);
    }

    // What the plugin counts, for admin/summary.vm.
    private static Set<String> figures() throws IOException {
        String code = Files.readString(Path.of("src/java/org/igniterealtime/openfire/plugin/fireside/FiresidePlugin.java"));
        return Pattern.compile("figures\\.put\\(\"(\\w+)\"").matcher(code).results().map(match -> FIGURE + match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    }

    // What a stanza error can say, the one of RFC 6120 §8.3.3 that older hosts do not know too, and what the code itself calls a message that did not go.
    private static Set<String> conditions() {
        Set<String> conditions = Stream.of(PacketError.Condition.values()).map(PacketError.Condition::toXMPP).collect(Collectors.toCollection(TreeSet::new));
        conditions.addAll(Set.of("policy-violation", "not-sent"));
        return conditions;
    }

    private static Set<String> arguments(String text) {
        return ARGUMENT.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties read(String name) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(FOLDER.resolve(name), StandardCharsets.UTF_8)) {
            properties.load(reader);
            return properties;
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static List<Path> sources() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String folder : List.of("src/java", "src/web")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                // Settings has names of the host's properties, which look alike.
                files.filter(file -> file.toString().matches(".*\\.(java|vm|js)") && !file.endsWith("Settings.java")).sorted().forEach(found::add);
            }
        }
        found.add(Path.of("plugin.xml"));
        return found;
    }
}
