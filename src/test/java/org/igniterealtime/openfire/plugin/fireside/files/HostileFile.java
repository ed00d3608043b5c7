package org.igniterealtime.openfire.plugin.fireside.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.files.Uploader.Answer;
import org.igniterealtime.openfire.plugin.fireside.files.Uploader.Given;
import org.igniterealtime.openfire.plugin.fireside.testkit.Wire;

/**
 * A row of {@code hostile/files.txt}.
 *
 * @param type in the request for a slot, or empty
 */
record HostileFile(String name, String type, String done, String expected) {
    private static final Pattern CHARACTER = Pattern.compile("\\{U\\+([0-9A-F]{4})\\}");
    private static final Pattern TIMES = Pattern.compile("(.)\\{x(\\d+)\\}");

    /** A picture for who looks at its beginning, a page for who looks for one. */
    static final byte[] POLYGLOT = "GIF89a/*<html><script>fire()</script>*/=1;".getBytes(StandardCharsets.US_ASCII);

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

    /** Does it. @return what came of it, in the words of the table */
    String found(Wire alice, String service) throws Exception {
        if (done.startsWith("ask")) {
            String size = done.substring(3).strip();
            Element answer = Uploader.ask(alice, service, name, size.isEmpty() ? "10" : size, type);
            return answer.element("slot") != null ? "a slot" : Uploader.error(answer);
        }
        Given slot = Uploader.slot(alice, service, name, POLYGLOT.length, type);
        String put = new Lies(alice, service, slot, POLYGLOT).tell(done, type);
        Answer read = Uploader.get(slot.get());
        if (!put.startsWith("201")) {
            return read.status() == 404 ? put : put + " and is there";
        }
        boolean safe = read.header("X-Content-Type-Options").equals("nosniff")
            && read.header("Content-Security-Policy").equals("sandbox; default-src 'none'") && Arrays.equals(POLYGLOT, read.body());
        if (!safe) {
            return "unsafe: " + read.head();
        }
        return !done.equals("put") ? put : put + " " + read.header("Content-Type").toLowerCase(Locale.ROOT) + " | " + read.header("Content-Disposition");
    }
}
