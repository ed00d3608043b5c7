package org.igniterealtime.openfire.plugin.fireside.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The words of the pages in each language that there is a {@code fireside_i18n_xx.properties} for; English otherwise. */
public final class Texts {
    private static final String BASE = "fireside_i18n";
    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "fa", "he", "iw", "ur");

    private final Map<String, Map<String, String>> languages = new TreeMap<>();

    /** @param folder with the property files, which are read once */
    public Texts(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.getFileName().toString().matches(BASE + "(_\\w+)?\\.properties")).toList()) {
                String name = file.getFileName().toString();
                String language = name.substring(BASE.length(), name.length() - ".properties".length()).replaceFirst("^_", "");
                languages.put(language.isEmpty() ? "en" : language.toLowerCase(Locale.ROOT), read(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, String> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file); InputStreamReader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        Map<String, String> texts = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
        return texts;
    }

    /** The first of a browser's languages that there is, with its region left aside; English when there is none. */
    public Locale choose(Enumeration<Locale> wanted) {
        List<Locale> list = new ArrayList<>(Collections.list(wanted));
        return list.stream().filter(locale -> languages.containsKey(locale.getLanguage())).findFirst()
            .map(locale -> Locale.forLanguageTag(locale.getLanguage())).orElse(Locale.ENGLISH);
    }

    public static String direction(Locale locale) {
        return RIGHT_TO_LEFT.contains(locale.getLanguage()) ? "rtl" : "ltr";
    }

    /** The text of a key; the key itself when there is none, which a test finds before people do. */
    public String of(Locale locale, String key, Object... arguments) {
        Map<String, String> english = languages.getOrDefault("en", Map.of());
        String pattern = languages.getOrDefault(locale.getLanguage(), english).getOrDefault(key, english.getOrDefault(key, key));
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, locale).format(arguments);
    }

    /** For templates: {@code $t.of("chat.send")}. */
    public In in(Locale locale) {
        return new In(this, locale);
    }

    /** The texts of one language. */
    public record In(Texts texts, Locale locale) {
        public String of(String key, Object... arguments) {
            return texts.of(locale, key, arguments);
        }
    }
}
