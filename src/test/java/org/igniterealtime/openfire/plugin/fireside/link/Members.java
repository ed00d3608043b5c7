package org.igniterealtime.openfire.plugin.fireside.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.objectweb.asm.Opcodes;

/**
 * Classes and their members as text: a line a class ({@code class} or {@code interface}, its name, modifiers,
 * {@code extends} and {@code implements} with their names), then, indented, a line a member (name, descriptor,
 * modifiers). A member without a modifier is public, or the list does not know.
 */
final class Members implements World.Source {

    private static final Map<String, Integer> MODIFIERS = new LinkedHashMap<>();

    static {
        MODIFIERS.put("public", Opcodes.ACC_PUBLIC);
        MODIFIERS.put("protected", Opcodes.ACC_PROTECTED);
        MODIFIERS.put("static", Opcodes.ACC_STATIC);
        MODIFIERS.put("abstract", Opcodes.ACC_ABSTRACT);
        MODIFIERS.put("final", Opcodes.ACC_FINAL);
    }

    private final Map<String, Shape> shapes = new TreeMap<>();

    static Members read(Path file) throws IOException {
        Members members = new Members();
        Shape current = null;
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("  ")) {
                List<String> words = List.of(line.trim().split(" "));
                boolean method = words.get(1).startsWith("(");
                String key = words.get(0) + (method ? "" : " ") + words.get(1);
                current.members().put(key, memberAccess(words.subList(2, words.size())));
            } else if (!line.startsWith("#") && !line.isBlank()) {
                current = head(line);
                members.add(current);
            }
        }
        return members;
    }

    void add(Shape shape) {
        shapes.put(shape.name(), shape);
    }

    @Override
    public Optional<Shape> find(String name) {
        return Optional.ofNullable(shapes.get(name));
    }

    /** The lines that {@link #read} understands, classes and members sorted. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Shape shape : shapes.values()) {
            lines.add(head(shape));
            new TreeMap<>(shape.members()).forEach((key, access) -> {
                boolean method = key.contains("(");
                String spaced = method ? key.replaceFirst("\\(", " (") : key;
                lines.add("  " + spaced + modifiers(access & ~Opcodes.ACC_PUBLIC));
            });
        }
        return lines;
    }

    private static Shape head(String line) {
        List<String> words = Arrays.asList(line.replace('.', '/').split("[ ,]+"));
        int access = words.get(0).equals("interface") ? Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT : 0;
        String parent = "java/lang/Object";
        List<String> interfaces = new ArrayList<>();
        boolean isInterface = access != 0;
        String role = "";
        for (String word : words.subList(2, words.size())) {
            if (word.equals("extends") || word.equals("implements")) {
                role = isInterface ? "implements" : word;
            } else if (role.equals("extends")) {
                parent = word;
            } else if (role.equals("implements")) {
                interfaces.add(word);
            } else {
                access |= MODIFIERS.getOrDefault(word, 0);
            }
        }
        return new Shape(words.get(1), parent, interfaces, access, new LinkedHashMap<>());
    }

    private static String head(Shape shape) {
        StringBuilder line = new StringBuilder(shape.isInterface() ? "interface " : "class ").append(shape.name());
        line.append(modifiers(shape.isInterface() ? shape.access() & ~Opcodes.ACC_ABSTRACT : shape.access()));
        if (!shape.superName().equals("java/lang/Object")) {
            line.append(" extends ").append(shape.superName());
        }
        if (!shape.interfaces().isEmpty()) {
            line.append(shape.isInterface() ? " extends " : " implements ").append(String.join(", ", shape.interfaces()));
        }
        return line.toString().replace('/', '.');
    }

    private static int memberAccess(List<String> words) {
        int access = words.stream().mapToInt(word -> MODIFIERS.getOrDefault(word, 0)).reduce(0, (a, b) -> a | b);
        return (access & Opcodes.ACC_PROTECTED) == 0 ? access | Opcodes.ACC_PUBLIC : access;
    }

    private static String modifiers(int access) {
        StringBuilder words = new StringBuilder();
        MODIFIERS.forEach((word, flag) -> words.append((access & flag) != 0 ? " " + word : ""));
        return words.toString();
    }
}
