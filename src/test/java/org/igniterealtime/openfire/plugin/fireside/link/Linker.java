package org.igniterealtime.openfire.plugin.fireside.link;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.objectweb.asm.Opcodes;

/**
 * Resolves what classes refer to as the JVM would (JVMS §5.4.3), and tells what would throw a LinkageError: a class or
 * member that is not there, may not be used from there, is static or not, is an interface or not; an abstract method
 * that a class leaves open; a final class or method that it extends.
 */
final class Linker {

    private static final int UNKNOWN_ACCESS = Opcodes.ACC_PUBLIC;

    private final World world;

    Linker(World world) {
        this.world = world;
    }

    /** One line for each reference or duty of the class that this world does not fulfil; none when all is well. */
    List<String> problems(byte[] classFile) {
        List<String> problems = new ArrayList<>();
        for (Reference reference : References.of(classFile)) {
            problem(reference).ifPresent(what -> problems.add(world + ": " + reference + ": " + what));
        }
        Shape shape = Shape.of(classFile);
        String prefix = world + ": " + shape.name().substring(shape.name().lastIndexOf('/') + 1) + ": ";
        parentProblems(shape).forEach(what -> problems.add(prefix + what));
        if (!shape.isAbstract()) {
            openMethods(shape).forEach(what -> problems.add(prefix + "leaves abstract " + what));
        }
        return problems;
    }

    private Optional<String> problem(Reference reference) {
        Optional<Shape> owner = world.find(reference.owner());
        if (owner.isEmpty()) {
            return Optional.of("no such class (or not yet in the list that MembersWriter writes)");
        }
        if (reference.key() == null) {
            return Optional.empty();
        }
        if (reference.onInterface() != null && reference.onInterface() != owner.get().isInterface()) {
            return Optional.of(owner.get().isInterface() ? "is an interface" : "is not an interface");
        }
        if (isSignaturePolymorphic(reference)) {
            return Optional.empty();
        }
        Optional<Shape> declaring = declaring(owner.get(), reference.key());
        return declaring.isEmpty() ? Optional.of("no such member") : misuse(reference, declaring.get());
    }

    private Optional<String> misuse(Reference reference, Shape declaring) {
        int access = declaring.members().get(reference.key());
        boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
        if (reference.isStatic() != null && reference.isStatic() != isStatic) {
            return Optional.of(isStatic ? "is static" : "is not static");
        }
        return reachable(reference.from(), declaring, access) ? Optional.empty() : Optional.of("not accessible");
    }

    private boolean reachable(String from, Shape declaring, int access) {
        boolean samePackage = from.substring(0, from.lastIndexOf('/') + 1).equals(declaring.packageName());
        if ((access & Opcodes.ACC_PUBLIC) != 0) {
            return true;
        }
        if ((access & Opcodes.ACC_PRIVATE) != 0) {
            return nest(from).equals(nest(declaring.name()));
        }
        return samePackage || (access & Opcodes.ACC_PROTECTED) != 0
                && (world.inherits(from, declaring.name()) || world.inherits(nest(from), declaring.name()));
    }

    /** The outermost class: those nested in it reach each other's private members. */
    private static String nest(String name) {
        int dollar = name.indexOf('$');
        return dollar < 0 ? name : name.substring(0, dollar);
    }

    /** Superclasses first, then all interfaces; an interface has Object's public methods too. */
    private Optional<Shape> declaring(Shape start, String key) {
        for (Shape shape : ancestry(start)) {
            if (shape.members().containsKey(key)) {
                return Optional.of(shape);
            }
        }
        return Optional.empty();
    }

    private Set<Shape> ancestry(Shape start) {
        Set<Shape> all = new LinkedHashSet<>();
        for (Optional<Shape> up = Optional.of(start); up.isPresent();
                up = Optional.ofNullable(up.get().superName()).flatMap(world::find)) {
            all.add(up.get());
        }
        for (Shape shape : List.copyOf(all)) {
            addInterfaces(shape, all);
        }
        return all;
    }

    private void addInterfaces(Shape shape, Set<Shape> all) {
        for (String name : shape.interfaces()) {
            world.find(name).ifPresent(parent -> {
                all.add(parent);
                addInterfaces(parent, all);
            });
        }
    }

    private List<String> parentProblems(Shape shape) {
        List<String> problems = new ArrayList<>();
        Optional<Shape> parent = Optional.ofNullable(shape.superName()).flatMap(world::find);
        parent.filter(up -> up.isInterface() || (up.access() & Opcodes.ACC_FINAL) != 0)
                .ifPresent(up -> problems.add("cannot extend " + up.name()));
        shape.interfaces().stream().flatMap(name -> world.find(name).stream()).filter(up -> !up.isInterface())
                .forEach(up -> problems.add("cannot implement " + up.name()));
        for (Shape up : ancestry(shape)) {
            shape.members().keySet().stream().filter(key -> up != shape && overridesFinal(up, key))
                    .forEach(key -> problems.add("overrides final " + up.name() + "." + key));
        }
        return problems;
    }

    private static boolean overridesFinal(Shape up, String key) {
        int access = up.members().getOrDefault(key, UNKNOWN_ACCESS);
        return (access & Opcodes.ACC_FINAL) != 0 && key.contains("(") && !key.startsWith("<")
                && (access & (Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC)) == 0;
    }

    /** Abstract methods of ancestors that neither a class of the chain nor an interface's default carries out. */
    private List<String> openMethods(Shape shape) {
        Map<String, Boolean> done = new LinkedHashMap<>();
        for (Shape up : ancestry(shape)) {
            up.members().forEach((key, access) -> {
                boolean carriedOut = (access & Opcodes.ACC_ABSTRACT) == 0;
                if (key.contains("(") && (access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) == 0) {
                    done.merge(key, carriedOut, Boolean::logicalOr);
                }
            });
        }
        return done.entrySet().stream().filter(entry -> !entry.getValue()).map(Map.Entry::getKey).toList();
    }

    /** Calls with a descriptor of their own (JVMS §2.9.3). */
    private static boolean isSignaturePolymorphic(Reference reference) {
        return reference.owner().equals("java/lang/invoke/MethodHandle")
                || reference.owner().equals("java/lang/invoke/VarHandle");
    }
}
