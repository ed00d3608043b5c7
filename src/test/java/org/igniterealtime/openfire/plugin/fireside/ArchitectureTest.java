package org.igniterealtime.openfire.plugin.fireside;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules between the rooms, as their package-info files say them. */
class ArchitectureTest {
    private static final String ROOT = "org.igniterealtime.openfire.plugin.fireside";
    private static final String[] FEATURES = {ROOT + ".desk..", ROOT + ".talk..", ROOT + ".social.."};
    private static final Path SOURCES = Path.of("src/java/" + ROOT.replace('.', '/'));
    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target/classes"));

    @Test
    void the_platform_knows_no_feature() {
        check(noClasses().that().resideOutsideOfPackages(FEATURES).and().resideOutsideOfPackage(ROOT)
            .should().dependOnClassesThat().resideInAnyPackage(FEATURES));
    }

    /** Which features a feature may stand on, besides itself. */
    private static final Map<String, List<String>> STANDS_ON = Map.ofEntries(
        entry("desk.account"), entry("desk.admin"), entry("desk.reports", "social.people", "desk.media"), entry("desk.media"), entry("desk.directory"), entry("desk.search", "desk.directory", "social.people", "social.posts"),
        entry("talk.presence"), entry("social.people", "desk.media"),
        entry("talk.attention"), entry("talk.reads"), entry("talk.words", "desk.media"), entry("talk.messages", "talk.words", "social.people", "desk.media"),
        entry("talk.chat", "talk.messages", "talk.words", "social.people", "desk.media", "talk.attention", "talk.reads"), entry("social.notices", "social.people"),
        entry("social.profiles", "social.people", "desk.media"),
        entry("talk.rooms", "talk.messages", "talk.words", "social.people", "social.notices", "desk.media", "talk.attention", "talk.reads"),
        entry("talk.finding", "talk.messages", "talk.rooms", "social.people", "desk.search", "desk.directory", "desk.media"),
        entry("talk.shares", "social.people", "social.posts", "talk.chat"),
        entry("social.posts", "social.people", "social.profiles", "social.notices", "desk.media"),
        entry("social.comments", "social.people", "social.notices", "social.posts", "social.remote"),
        entry("social.remote", "social.people", "social.notices", "social.posts"),
        entry("social.follows", "social.people", "social.notices", "social.posts", "social.remote"));

    private static Map.Entry<String, List<String>> entry(String feature, String... others) {
        return Map.entry(feature, List.of(others));
    }

    @Test
    void a_feature_knows_the_platform_and_the_few_features_that_it_stands_on() {
        assertEquals(STANDS_ON.keySet(), CLASSES.stream().map(type -> type.getPackageName().replace(ROOT + ".", ""))
            .filter(name -> name.matches("(desk|talk|social)\\..*")).collect(java.util.stream.Collectors.toSet()));
        STANDS_ON.forEach((feature, others) -> {
            String[] known = Stream.concat(Stream.of(feature), others.stream()).map(name -> ROOT + "." + name + "..").toArray(String[]::new);
            check(noClasses().that().resideInAPackage(ROOT + "." + feature + "..").should().dependOnClassesThat(
                resideInAnyPackage(FEATURES).and(JavaClass.Predicates.resideOutsideOfPackages(known))));
        });
    }

    @Test
    void openfire_is_known_where_it_has_to_be() {
        check(noClasses().that().resideOutsideOfPackages(ROOT + ".host..", ROOT + ".route", ROOT + ".desk.admin", ROOT)
            .should().dependOnClassesThat().resideInAPackage("org.jivesoftware.."));
    }

    /** The rooms that an external component consists of. */
    private static final List<String> PORTABLE = List.of("caps", "commands", "component", "event", "fetch", "files", "guard", "notify", "outside", "pictures",
        "previews", "pubsub", "store", "view", "work", "xmpp");

    @Test
    void portable_rooms_know_each_other_and_nothing_of_a_host() {
        String[] portable = PORTABLE.stream().map(room -> ROOT + "." + room + "..").toArray(String[]::new);
        check(noClasses().that().resideInAnyPackage(portable).should().dependOnClassesThat(
            resideInAnyPackage("org.jivesoftware..", "javax.servlet..", ROOT + "..").and(JavaClass.Predicates.resideOutsideOfPackages(portable))));
    }

    @Test
    void what_may_run_outside_of_the_server_knows_no_servlet() {
        check(noClasses().that().resideInAnyPackage(ROOT + ".files", ROOT + ".component").should().dependOnClassesThat().resideInAPackage("javax.servlet.."));
    }

    @Test
    void jetty_is_known_by_the_mounts_and_by_who_hands_them_over() {
        check(noClasses().that().resideOutsideOfPackages(ROOT + ".host.jetty9", ROOT + ".host.jetty10", ROOT + ".host.jetty12", ROOT + ".host")
            .should().dependOnClassesThat().resideInAPackage("org.eclipse.jetty.."));
    }

    /** The rooms that a process of its own can use, too. */
    @Test
    void a_portable_room_knows_neither_openfire_nor_servlets() {
        check(noClasses().that().resideInAnyPackage(ROOT + ".pictures..")
            .should().dependOnClassesThat().resideInAnyPackage("org.jivesoftware..", "javax.servlet..", "org.eclipse.jetty..", "org.xmpp.."));
    }

    /** So that they can be taken along to where there is no Openfire: see {@code component}. */
    @Test
    void what_the_web_is_asked_for_knows_no_servlet_and_httpcore_is_known_to_the_fetcher_and_to_the_web_server_outside() {
        check(noClasses().that().resideInAnyPackage(ROOT + ".fetch", ROOT + ".previews")
            .should().dependOnClassesThat().resideInAnyPackage("javax.servlet..", "jakarta.servlet.."));
        check(noClasses().that().resideOutsideOfPackages(ROOT + ".fetch", ROOT + ".outside.web").should().dependOnClassesThat().resideInAPackage("org.apache.hc.."));
    }

    /** The guard is of no use to whoever goes out by another way; the component outside has one connection, to its own server. */
    @Test
    void nobody_but_the_fetcher_connects_to_anything() {
        check(noClasses().that().resideOutsideOfPackages(ROOT + ".fetch", ROOT + ".outside").should().dependOnClassesThat(describe("ways out",
            type -> type.isAssignableTo(java.net.Socket.class) || type.isAssignableTo(java.net.URLConnection.class)
                || type.isAssignableTo(java.nio.channels.SocketChannel.class) || type.getPackageName().equals("java.net.http")))
            .orShould().callMethod(java.net.URL.class, "openStream"));
    }

    @Test
    void no_feature_has_threads_locks_or_mutable_statics() {
        check(noClasses().that().resideInAnyPackage(FEATURES).should().dependOnClassesThat(describe("threads, pools and locks",
            type -> type.isAssignableTo(Thread.class) || type.isAssignableTo(java.util.concurrent.ExecutorService.class)
                || type.getName().equals("java.util.concurrent.Executors") || type.getPackageName().equals("java.util.concurrent.locks")
                || type.isAssignableTo(java.util.Timer.class))));
        check(noFields().that().areDeclaredInClassesThat().resideInAnyPackage(FEATURES).and().areStatic().should().notBeFinal());
        assertEquals(List.of(), CLASSES.stream().filter(type -> type.getPackageName().matches(Pattern.quote(ROOT) + "\\.(desk|talk|social)\\..*"))
            .flatMap(type -> type.getMethods().stream()).filter(method -> method.getModifiers().contains(JavaModifier.SYNCHRONIZED))
            .map(method -> method.getFullName()).toList());
    }

    /** A room of the platform with all that is in it; a feature, of whichever kind. */
    private static final SliceAssignment ROOMS = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            Matcher room = Pattern.compile(Pattern.quote(ROOT) + "\\.((?:desk|talk|social)\\.\\w+|\\w+).*").matcher(type.getPackageName());
            return room.matches() ? SliceIdentifier.of(room.group(1)) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "rooms";
        }
    };

    @Test
    void rooms_stand_on_each_other_without_a_cycle() {
        check(slices().assignedFrom(ROOMS).should().beFreeOfCycles());
        check(slices().matching(ROOT + ".(*.*)..").should().beFreeOfCycles());
    }

    @Test
    void nobody_sleeps_but_who_waits_for_the_host_at_the_end() throws Exception {
        List<String> sleepers = new ArrayList<>();
        for (Path file : sources()) {
            String code = Files.readString(file);
            Matcher sleep = Pattern.compile("Thread\\.sleep|TimeUnit\\.\\w+\\.sleep|\\bsleep\\(").matcher(code);
            while (sleep.find()) {
                sleepers.add(file.getFileName() + (code.lastIndexOf("void awaitUnrouted(", sleep.start()) > 0 ? " awaitUnrouted" : ""));
            }
        }

        assertEquals(List.of("Sessions.java awaitUnrouted"), sleepers);
    }

    /** What a room's package-info says that it imports is all that it imports. */
    @Test
    void a_room_imports_what_it_says() throws Exception {
        Map<String, TreeSet<String>> undeclared = new TreeMap<>();
        for (Path info : sources().filtered("package-info.java")) {
            String room = SOURCES.relativize(info.getParent()).toString().replace('/', '.');
            String text = Files.readString(info).replaceAll("\\s*\\n \\*\\s*", " ");
            Matcher says = Pattern.compile("Imports (nothing of the project|(?:\\{@code [\\w.]+\\}(?:, | and )?)+)").matcher(text);
            if (says.find()) {
                List<String> declared = Pattern.compile("\\{@code ([\\w.]+)\\}").matcher(says.group()).results().map(each -> each.group(1)).toList();
                imports(info.getParent()).stream().filter(other -> !other.equals(room) && !declared.contains(other))
                    .forEach(other -> undeclared.computeIfAbsent(room, any -> new TreeSet<>()).add(other));
            }
        }

        assertEquals(Map.of(), undeclared);
    }

    private static TreeSet<String> imports(Path folder) throws Exception {
        TreeSet<String> rooms = new TreeSet<>();
        for (Path file : sources()) {
            if (file.getParent().equals(folder)) {
                Pattern.compile("import (?:static )?" + Pattern.quote(ROOT) + "\\.([a-z][\\w.]*?)\\.[A-Z]").matcher(Files.readString(file)).results()
                    .forEach(each -> rooms.add(each.group(1)));
            }
        }
        return rooms;
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }

    private static Sources sources() throws Exception {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return new Sources(files.filter(file -> file.toString().endsWith(".java")).sorted().toList());
        }
    }

    private record Sources(List<Path> files) implements Iterable<Path> {
        @Override
        public java.util.Iterator<Path> iterator() {
            return files.iterator();
        }

        Sources filtered(String name) {
            return new Sources(files.stream().filter(file -> file.getFileName().toString().equals(name)).toList());
        }
    }
}
