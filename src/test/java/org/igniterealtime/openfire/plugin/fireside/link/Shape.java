package org.igniterealtime.openfire.plugin.fireside.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What linking sees of a class.
 *
 * @param name       internal, with slashes, as all names here
 * @param superName  null for java/lang/Object
 * @param interfaces direct ones
 * @param access     flags of the class file
 * @param members    flags by name and descriptor, such as {@code getName()Ljava/lang/String;} and {@code LOG Lorg/…;}
 */
record Shape(String name, String superName, List<String> interfaces, int access, Map<String, Integer> members) {

    static Shape of(byte[] classFile) {
        Reader reader = new Reader();
        new ClassReader(classFile).accept(reader, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        return reader.shape;
    }

    /** A method's key has no space between name and descriptor, a field's has one. */
    static String field(String name, String descriptor) {
        return name + " " + descriptor;
    }

    static String method(String name, String descriptor) {
        return name + descriptor;
    }

    boolean isInterface() {
        return (access & Opcodes.ACC_INTERFACE) != 0;
    }

    boolean isAbstract() {
        return (access & Opcodes.ACC_ABSTRACT) != 0;
    }

    String packageName() {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }

    /** Superclass and interfaces. */
    List<String> parents() {
        List<String> parents = new ArrayList<>(interfaces);
        if (superName != null) {
            parents.add(0, superName);
        }
        return parents;
    }

    private static final class Reader extends ClassVisitor {

        private Shape shape;

        Reader() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(int version, int access, String name, String signature, String superName, String[] parents) {
            shape = new Shape(name, superName, List.of(parents), access, new HashMap<>());
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            shape.members.put(field(name, descriptor), access);
            return null;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] thrown) {
            shape.members.put(method(name, descriptor), access);
            return null;
        }
    }
}
