package org.igniterealtime.openfire.plugin.fireside.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All classes that a host's class loaders would find, in their order: the JDK, the host, then the plugin. */
final class World {

    /** One place to find classes in. */
    interface Source {

        Optional<Shape> find(String name);
    }

    private final String name;
    private final List<Source> sources = new ArrayList<>();
    private final Map<String, Optional<Shape>> found = new HashMap<>();

    /** @param name for messages */
    World(String name) {
        this.name = name;
        sources.add(fromLoader(ClassLoader.getPlatformClassLoader()));
    }

    /** Adds every jar of a folder. */
    World jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return with(loader(files.filter(file -> file.toString().endsWith(".jar")).toList()));
        }
    }

    /** Adds folders of class files, and single jars. */
    World paths(List<Path> folders) {
        return with(loader(folders));
    }

    World with(Source source) {
        sources.add(source);
        return this;
    }

    Optional<Shape> find(String wanted) {
        Optional<Shape> known = found.get(wanted);
        if (known == null) {
            known = sources.stream().flatMap(source -> source.find(wanted).stream()).findFirst();
            found.put(wanted, known);
        }
        return known;
    }

    /** Whether the one is the other or inherits from it. */
    boolean inherits(String one, String other) {
        return one.equals(other)
                || find(one).stream().flatMap(shape -> shape.parents().stream()).anyMatch(up -> inherits(up, other));
    }

    @Override
    public String toString() {
        return name;
    }

    static Source fromLoader(ClassLoader loader) {
        return wanted -> {
            try (InputStream in = loader.getResourceAsStream(wanted + ".class")) {
                return in == null ? Optional.empty() : Optional.of(Shape.of(in.readAllBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static Source loader(List<Path> files) {
        return fromLoader(new URLClassLoader(files.stream().map(World::url).toArray(URL[]::new), null));
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
