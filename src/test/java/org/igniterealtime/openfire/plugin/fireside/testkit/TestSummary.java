package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The last words of {@code bin/test}: what ran, from the reports of surefire and failsafe, and what could not and why.
 * Writes the latter to {@code target/not-run.txt} too, a line each. Needs only the JDK.
 */
public final class TestSummary {

    private static final List<Path> REPORTS = List.of(Path.of("target/surefire-reports"), Path.of("target/failsafe-reports"));
    private static final Path NOT_RUN = Path.of("target/not-run.txt");

    private final List<String> failed = new ArrayList<>();
    private final List<String> notRun = new ArrayList<>();
    private int ran;

    private TestSummary() {
    }

    /** Exits with 1 when a test failed or no report is there. */
    public static void main(String[] args) throws Exception {
        TestSummary summary = new TestSummary();
        System.out.println("\nWhat ran:");
        for (Path folder : REPORTS) {
            summary.readAll(folder);
        }
        Files.write(NOT_RUN, summary.notRun);
        summary.print();
        System.exit(summary.failed.isEmpty() ? 0 : 1);
    }

    private void readAll(Path folder) throws Exception {
        if (!Files.isDirectory(folder)) {
            notRun.add("everything of " + folder + ": no reports");
            return;
        }
        for (Path file : reports(folder)) {
            read(DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()).getDocumentElement());
        }
    }

    private static List<Path> reports(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml")).sorted().toList();
        }
    }

    private void read(Element suite) {
        NodeList cases = suite.getElementsByTagName("testcase");
        int failures = failed.size();
        int left = notRun.size();
        for (int i = 0; i < cases.getLength(); i++) {
            readCase((Element) cases.item(i));
        }
        failures = failed.size() - failures;
        left = notRun.size() - left;
        ran += cases.getLength() - left;
        System.out.printf("  %-70s %4d ran%s%s%n", simple(suite.getAttribute("name")), cases.getLength() - left,
                failures > 0 ? ", " + failures + " FAILED" : "", left > 0 ? ", " + left + " not run" : "");
    }

    private void readCase(Element test) {
        String name = simple(test.getAttribute("classname")) + "." + test.getAttribute("name");
        NodeList skipped = test.getElementsByTagName("skipped");
        if (skipped.getLength() > 0) {
            notRun.add(name + ": " + reason((Element) skipped.item(0)));
        } else if (test.getElementsByTagName("failure").getLength() + test.getElementsByTagName("error").getLength() > 0) {
            failed.add(name);
        }
    }

    /** A disabled test has a message, an aborted one the exception's text. */
    private static String reason(Element skipped) {
        String message = skipped.getAttribute("message");
        return message.isEmpty() ? skipped.getTextContent().lines().findFirst().orElse("")
                .replaceFirst("^[\\w.]+Exception: ", "") : message;
    }

    private void print() {
        System.out.println("\nWhat could not run:");
        (notRun.isEmpty() ? List.of("nothing was left out") : notRun).forEach(line -> System.out.println("  " + line));
        if (!failed.isEmpty()) {
            System.out.println("\nWhat failed:");
            failed.forEach(line -> System.out.println("  " + line));
        }
        System.out.printf("%n%d tests ran, %d failed, %d could not run.%n", ran, failed.size(), notRun.size());
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
