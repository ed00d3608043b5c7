package org.igniterealtime.openfire.plugin.fireside.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A row of {@code hostile/files.txt}.
 *
 * @param type in the request for a slot, or empty
 */
record HostileFile(String name, String type, String done, String expected) {
    private static final Pattern CHARACTER = Pattern.compile("\\{U\\+([0-9A-F]{4})\\}");
    private static final Pattern TIMES = Pattern.compile("(.)\\{x(\\d+)\\}");

    static List<HostileFile> all() {
        try (Stream<String> lines = Files.lines(Path.of("src/test/resources/hostile/files.txt"))) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> {
                String[] cells = line.split(" *\\| *", 4);
                return new HostileFile(text(cells[0]), cells[1].strip(), cells[2].strip(), text(cells[3].strip()));
            }).toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static String text(String cell) {
        String named = CHARACTER.matcher(cell).replaceAll(match -> String.valueOf((char) Integer.parseInt(match.group(1), 16)));
        return TIMES.matcher(named).replaceAll(match -> match.group(1).repeat(Integer.parseInt(match.group(2))));
    }
}
