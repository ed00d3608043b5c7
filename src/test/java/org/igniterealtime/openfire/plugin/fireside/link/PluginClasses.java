package org.igniterealtime.openfire.plugin.fireside.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The plugin's own class files as the build leaves them, which go into plugin-fireside.jar. */
final class PluginClasses {

    static final Path MAIN = Path.of("target/classes");
    static final Path JETTY_10 = Path.of("target/mounts/jetty10");
    static final Path JETTY_12 = Path.of("target/mounts/jetty12");

    private static final String ROOT = "org/igniterealtime/openfire/plugin/fireside/";
    private static final String HOST = ROOT + "host/";
    private static final Path OUTSIDE = MAIN.resolve(ROOT + "outside");

    private PluginClasses() {
    }

    /** All but the web mounts of single Jettys. */
    static List<byte[]> common() throws IOException {
        return read(MAIN, file -> !file.startsWith(MAIN.resolve(HOST + "jetty9")) && !file.startsWith(OUTSIDE));
    }

    /** What runs outside a server: some rooms of the plugin, and its own. */
    static List<byte[]> component(List<String> rooms) throws IOException {
        return read(MAIN, file -> rooms.stream().anyMatch(room -> file.startsWith(MAIN.resolve(ROOT + room))));
    }

    static List<byte[]> jetty9() throws IOException {
        return read(MAIN, file -> file.startsWith(MAIN.resolve(HOST + "jetty9")));
    }

    static List<byte[]> in(Path folder) throws IOException {
        return read(folder, file -> true);
    }

    static List<byte[]> all() throws IOException {
        List<byte[]> all = new ArrayList<>(in(MAIN));
        all.addAll(in(JETTY_10));
        all.addAll(in(JETTY_12));
        return all;
    }

    private static List<byte[]> read(Path folder, java.util.function.Predicate<Path> wanted) throws IOException {
        List<byte[]> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).filter(wanted).toList()) {
                if (!file.endsWith("package-info.class")) {
                    classes.add(Files.readAllBytes(file));
                }
            }
        }
        return classes;
    }
}
