package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Fireside's component outside a server, as {@code mvn package} builds it, in a process of its own, with an environment that says
 * nothing but its settings.
 * <pre>
 * try (Component component = Component.of(folder).with("domain", "pro.test").with("secret", "secret").start()) {
 *     component.awaitSaid("fireside.pro.test is served");
 *     component.kill9();
 *     component.start();
 * }
 * </pre>
 */
public final class Component implements AutoCloseable {
    private static final Path JAR = Path.of("target/component/fireside-component.jar").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private Process process;
    private int starts;

    private Component(Path folder) {
        this.folder = folder;
    }

    /** @param folder where it works, and keeps its data where nothing else is said */
    public static Component of(Path folder) {
        return new Component(folder);
    }

    /** Says a setting by its variable, as {@code FIRESIDE_DOMAIN} of {@code domain}. */
    public Component with(String name, Object value) {
        settings.put("FIRESIDE_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value.toString());
        return this;
    }

    /** Starts it, again after an end. */
    public Component start() throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m", "-XX:TieredStopAtLevel=1", "-jar", JAR.toString()));
        starts++;
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log());
        builder.environment().keySet().removeIf(name -> name.startsWith("FIRESIDE_"));
        builder.environment().putAll(settings);
        process = builder.start();
        return this;
    }

    private File log() {
        return folder.resolve("component-" + starts + ".log").toFile();
    }

    /** What it has said since its last start. */
    public String said() throws IOException {
        return Files.readString(log().toPath(), StandardCharsets.UTF_8);
    }

    /** Waits until it has said something since its last start. */
    public Component awaitSaid(String words) throws IOException {
        return awaitSaid(words, 1);
    }

    /** Waits until it has said it so many times. */
    public Component awaitSaid(String words, int times) throws IOException {
        if (!Await.until(PATIENCE, () -> count(words) >= times || !process.isAlive()) || count(words) < times) {
            throw new IllegalStateException("It did not say \"" + words + "\" but:\n" + said());
        }
        return this;
    }

    private int count(String words) throws IOException {
        return said().split(Pattern.quote(words), -1).length - 1;
    }

    /** SIGKILL. */
    public void kill9() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM. */
    public void tellToEnd() {
        process.destroy();
    }

    /** SIGTERM, and its end. @return its status */
    public int terminate() throws InterruptedException {
        tellToEnd();
        return end();
    }

    /** Waits for its end. @return its status */
    public int end() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("It does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            kill9();
        }
    }
}
