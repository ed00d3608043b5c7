package org.igniterealtime.openfire.plugin.fireside.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.objectweb.asm.Opcodes;

/**
 * Writes {@code openfire-5.1.1-members.txt}: of a later Openfire, the classes that the plugin refers to, and what they
 * inherit from. Run it when LinkTest says that the plugin refers to a class which the list lacks:
 * <pre>
 * bin/members FROM [SOURCES]
 * </pre>
 * FROM is the lib folder of an installation of that Openfire, or a text list as {@link Members} reads; such a list may
 * not tell what is protected: SOURCES, the folder of Openfire's Java sources, tells then.
 */
public final class MembersWriter {

    static final Path LIST = Path.of("src/test/resources/openfire-5.1.1-members.txt");

    static final Path ADDITIONS = Path.of("src/test/resources/openfire-5.1.1-additions.txt");

    private static final String HOST = "org/jivesoftware/";
    /** What LinkTest proves itself with. */
    private static final List<String> ALWAYS = List.of(
            "org/jivesoftware/openfire/RoutingTable",
            "org/jivesoftware/openfire/XMPPServer",
            "org/jivesoftware/openfire/auth/AuthToken",
            "org/jivesoftware/openfire/disco/DiscoInfoProvider",
            "org/jivesoftware/openfire/muc/MUCRoom",
            "org/jivesoftware/openfire/net/VirtualConnection",
            "org/jivesoftware/openfire/session/Session",
            "org/jivesoftware/util/TaskEngine");

    private MembersWriter() {
    }

    public static void main(String[] args) throws IOException {
        Path from = Path.of(args[0]);
        World later = new World("later");
        World.Source source = Files.isDirectory(from) ? later.jars(from)::find
                : later.with(Members.read(from)).with(Members.read(ADDITIONS))::find;
        Optional<ProtectedMembers> sources = args.length > 1 ? Optional.of(new ProtectedMembers(Path.of(args[1])))
                : Optional.empty();
        Members members = new Members();
        for (String name : needed(source)) {
            Optional<Shape> shape = source.find(name);
            if (shape.isPresent()) {
                members.add(sources.isPresent() ? marked(shape.get(), sources.get()) : visible(shape.get()));
            } else {
                System.err.println("Not in " + from + ": " + name);
            }
        }
        List<String> lines = new ArrayList<>(List.of("# Members of Openfire 5.1.1's classes that the plugin refers to.",
                "# Written by MembersWriter. Do not edit."));
        lines.addAll(members.lines());
        Files.write(LIST, lines);
    }

    private static Set<String> needed(World.Source source) throws IOException {
        Deque<String> open = new ArrayDeque<>(ALWAYS);
        for (byte[] classFile : PluginClasses.all()) {
            References.of(classFile).forEach(reference -> open.add(reference.owner()));
        }
        Set<String> names = new TreeSet<>();
        while (!open.isEmpty()) {
            String name = open.pop();
            if (name.startsWith(HOST) && names.add(name)) {
                source.find(name).ifPresent(shape -> open.addAll(shape.parents()));
            }
        }
        return names;
    }

    /** Public and protected members. */
    private static Shape visible(Shape shape) {
        Shape visible = new Shape(shape.name(), shape.superName(), shape.interfaces(), shape.access(), new HashMap<>());
        shape.members().forEach((key, access) -> {
            if ((access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0) {
                visible.members().put(key, access);
            }
        });
        return visible;
    }

    private static Shape marked(Shape shape, ProtectedMembers sources) throws IOException {
        Shape marked = visible(shape);
        Set<String> keys = sources.of(shape);
        marked.members().replaceAll((key, access) -> keys.contains(key)
                ? access & ~Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED : access);
        return marked;
    }
}
