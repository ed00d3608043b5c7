package org.igniterealtime.openfire.plugin.fireside.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import org.objectweb.asm.Type;

/** Which members the source code declares protected, told by name and the simple names of the parameters' types. */
final class ProtectedMembers {

    private final Path sources;
    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

    ProtectedMembers(Path sources) {
        this.sources = sources;
    }

    /** Keys of {@link Shape#members}. */
    Set<String> of(Shape shape) throws IOException {
        Set<String> declared = new HashSet<>();
        String[] nested = shape.name().split("\\$");
        Path file = sources.resolve(nested[0] + ".java");
        if (!Files.exists(file)) {
            return Set.of();
        }
        var files = compiler.getStandardFileManager(null, null, null);
        JavacTask task = (JavacTask) compiler.getTask(null, files, null, null, null, files.getJavaFileObjects(file));
        String simple = shape.name().substring(Math.max(shape.name().lastIndexOf('/'), shape.name().lastIndexOf('$')) + 1);
        task.parse().forEach(unit -> unit.accept(new TreeScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void nothing) {
                if (type.getSimpleName().contentEquals(simple)) {
                    type.getMembers().forEach(member -> declared.addAll(protectedName(member)));
                }
                return super.visitClass(type, nothing);
            }
        }, null));
        return shape.members().keySet().stream().filter(key -> declared.contains(readable(key)))
                .collect(Collectors.toSet());
    }

    private static List<String> protectedName(Tree member) {
        if (member instanceof MethodTree method && method.getModifiers().getFlags().contains(Modifier.PROTECTED)) {
            return List.of(method.getName() + method.getParameters().stream()
                    .map(parameter -> simple(parameter.getType().toString()))
                    .collect(Collectors.joining(",", "(", ")")));
        }
        if (member instanceof VariableTree field && field.getModifiers().getFlags().contains(Modifier.PROTECTED)) {
            return List.of(field.getName().toString());
        }
        return List.of();
    }

    private static String readable(String key) {
        int bracket = key.indexOf('(');
        if (bracket < 0) {
            return key.substring(0, key.indexOf(' '));
        }
        return key.substring(0, bracket) + Arrays.stream(Type.getArgumentTypes(key.substring(bracket)))
                .map(type -> simple(type.getClassName())).collect(Collectors.joining(",", "(", ")"));
    }

    /** Without type arguments and packages; a nested type by its own name. */
    private static String simple(String type) {
        String plain = type.replaceAll("<.*>", "").replace("...", "[]").replaceAll("@\\w+ ", "");
        return plain.substring(Math.max(plain.lastIndexOf('.'), plain.lastIndexOf('$')) + 1);
    }
}
