package org.igniterealtime.openfire.plugin.fireside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be said of scripts and templates without a browser. */
class ScriptsTest {
    private static final Path WEB = Path.of("src/web");
    private static final String NAV = "nav\\(\\)\\.add\\([^)]*?\"([a-z]+(?:-[a-z]+)*)\", (?:\\w+::|\\w+ ->)";

    @Test
    void every_script_is_a_module_that_parses(@TempDir Path folder) throws Exception {
        for (Path script : files("js")) {
            String code = Files.readString(script);
            assertTrue(code.startsWith("// @ts-check\n"), script + " begins with // @ts-check");
            assertEquals("", unbalanced(code), script.toString());
        }
        if (node()) {
            for (Path script : files("js")) {
                Path module = Files.copy(script, folder.resolve(script.toString().replace('/', '_').replace(".js", ".mjs")));
                assertEquals("", run("node", "--check", module.toString()), script.toString());
            }
        }
    }

    @Test
    void what_a_script_imports_is_there() throws IOException {
        for (Path script : files("js")) {
            Pattern.compile("(?:from|import) \"(\\.[^\"]+)\"").matcher(Files.readString(script)).results().map(match -> match.group(1))
                .forEach(name -> assertTrue(Files.exists(script.resolveSibling(name)), script + " imports " + name));
        }
    }

    @Test
    void no_template_has_a_script_or_a_style_of_its_own() throws IOException {
        for (Path template : files("vm")) {
            String html = Files.readString(template);
            assertEquals(List.of(), found(html, "<script(?![^>]* src=| type=\"application/ld\\+json\")"), template.toString());
            assertEquals(List.of(), found(html, "<style|\\sstyle=|\\son[a-z]+=\"|javascript:"), template.toString());
        }
    }

    @Test
    void every_template_is_used() throws IOException {
        Set<String> unused = new TreeSet<>();
        files("vm").forEach(file -> unused.add(WEB.relativize(file).toString().replace(".vm", "")));
        for (Path file : sources()) {
            String text = Files.readString(file);
            unused.removeIf(name -> text.contains("\"" + name + "\"") || text.contains("#parse(\"" + name + ".vm\")")
                || text.contains("\"" + name + ".vm\""));
        }

        assertEquals(Set.of(), unused);
    }

    @Test
    void every_template_that_is_asked_for_is_there() throws IOException {
        for (Path file : sources()) {
            Pattern.compile("#parse\\(\"([^\"]+)\"\\)|render\\(\"([^\"]+)\"").matcher(Files.readString(file)).results()
                .map(match -> match.group(1) != null ? match.group(1) : match.group(2) + ".vm")
                .forEach(name -> assertTrue(Files.exists(WEB.resolve(name)), file + " asks for " + name));
        }
    }

    @Test
    void every_icon_that_is_asked_for_is_listed_and_none_is_listed_in_vain() throws IOException {
        Set<String> listed = new TreeSet<>(Files.readAllLines(WEB.resolve("base/icons.txt")).stream().map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#")).toList());
        Set<String> asked = new TreeSet<>();
        for (Path file : sources()) {
            String text = Files.readString(file);
            Pattern.compile(file.toString().endsWith(".java") ? "()()" + NAV : "icons\\.of\\(\"([a-z0-9-]+)\"\\)|#themeChoice\\(\"\\w+\" \\S+ \"([a-z0-9-]+)\"").matcher(text).results()
                .forEach(match -> asked.add(java.util.stream.IntStream.rangeClosed(1, match.groupCount()).mapToObj(match::group)
                    .filter(group -> group != null && !group.isEmpty()).findFirst().orElseThrow()));
        }

        assertEquals(listed, asked);
    }

    private static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().map(match -> match.group()).toList();
    }

    // Where there is no node: comments, texts and templates aside, what is opened is closed.
    private static String unbalanced(String code) {
        String bare = code.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("\"(\\\\.|[^\"\\\\\n])*\"", "").replaceAll("(?m)(^|\\s)//.*$", "")
            .replaceAll("(?s)`[^`]*`", "").replaceAll("/(?![/*\\s])(\\\\.|\\[(\\\\.|[^\\]\n])*\\]|[^/\n\\\\])+/[a-z]*", "");
        for (String pair : List.of("{}", "()", "[]")) {
            long opened = bare.chars().filter(c -> c == pair.charAt(0)).count();
            long closed = bare.chars().filter(c -> c == pair.charAt(1)).count();
            if (opened != closed) {
                return pair + " " + opened + " opened, " + closed + " closed";
            }
        }
        return "";
    }

    private static boolean node() throws InterruptedException {
        try {
            return run("node", "--version").startsWith("v");
        } catch (IOException none) {
            System.out.println("ScriptsTest: no node on this machine, so scripts are only looked at roughly");
            return false;
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        return output;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> web = Files.walk(WEB); Stream<Path> java = Files.walk(Path.of("src/java"))) {
            return Stream.concat(web, java).filter(file -> file.toString().matches(".*\\.(vm|java)")).toList();
        }
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(WEB)) {
            return files.filter(file -> file.toString().endsWith("." + ending)).sorted().toList();
        }
    }
}
