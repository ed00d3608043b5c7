package org.igniterealtime.openfire.plugin.fireside.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** One jar, every Openfire: whatever the plugin refers to is there in 4.2.0 and in 5.1.1, and on each Jetty. */
class LinkTest {

    private static final Path HOSTS = Path.of("target/hosts");

    private final World openfire42 = plugin(new World("Openfire 4.2.0").jars(Path.of("target/openfire/lib")));
    private final World openfire51 = plugin(new World("Openfire 5.1.1").with(Members.read(MembersWriter.LIST))
            .with(Members.read(MembersWriter.ADDITIONS))
            .jars(HOSTS.resolve("openfire51")).jars(HOSTS.resolve("jetty12")));

    LinkTest() throws IOException {
    }

    @Test
    void everything_resolves_on_openfire_4_2_0() throws IOException {
        assertEquals("", problems(openfire42, PluginClasses.common()) + problems(openfire42, PluginClasses.jetty9()));
    }

    @Test
    void everything_resolves_on_openfire_5_1_1() throws IOException {
        assertEquals("", problems(openfire51, PluginClasses.common()));
    }

    @Test
    void each_web_mount_resolves_on_its_jetty() throws IOException {
        World jetty94 = plugin(new World("Jetty 9.4").jars(HOSTS.resolve("jetty94")));
        World jetty10 = plugin(new World("Jetty 10").jars(HOSTS.resolve("jetty10")))
                .paths(List.of(PluginClasses.JETTY_10));
        World jetty12 = openfire51.paths(List.of(PluginClasses.JETTY_12));

        assertEquals("", problems(jetty94, PluginClasses.jetty9())
                + problems(jetty10, PluginClasses.in(PluginClasses.JETTY_10))
                + problems(jetty12, PluginClasses.in(PluginClasses.JETTY_12)));
    }

    @Test
    void the_component_outside_a_server_resolves_on_what_it_brings() throws IOException {
        World component = new World("the component").jars(Path.of("target/component/lib")).paths(List.of(PluginClasses.MAIN));

        assertEquals("", problems(component, PluginClasses.component(List.of("caps", "component", "event", "fetch", "files", "guard", "notify", "outside", "pubsub",
            "store", "work", "xmpp"))));
    }

    @Test
    void a_constructor_that_became_protected_is_found() {
        byte[] outside = calls("a/Outside", "java/lang/Object", Opcodes.INVOKESPECIAL,
                "org/jivesoftware/openfire/auth/AuthToken", "<init>", "(Ljava/lang/String;)V", false);
        byte[] inside = calls("a/Inside", "org/jivesoftware/openfire/auth/AuthToken", Opcodes.INVOKESPECIAL,
                "org/jivesoftware/openfire/auth/AuthToken", "<init>", "(Ljava/lang/String;)V", false);

        assertFound(openfire51, outside, "AuthToken.<init>(Ljava/lang/String;)V: not accessible");
        assertTrue(new Linker(openfire42).problems(outside).isEmpty());
        assertTrue(new Linker(openfire51.with(name -> name.equals("a/Inside")
                ? java.util.Optional.of(Shape.of(inside)) : java.util.Optional.empty())).problems(inside).isEmpty());
    }

    @Test
    void a_method_that_one_version_lacks_is_found() {
        byte[] gone = calls("a/A", "java/lang/Object", Opcodes.INVOKEINTERFACE, "org/jivesoftware/openfire/RoutingTable",
                "routePacket", "(Lorg/xmpp/packet/JID;Lorg/xmpp/packet/Packet;Z)V", true);
        byte[] later = calls("a/B", "java/lang/Object", Opcodes.INVOKEVIRTUAL, "org/jivesoftware/openfire/XMPPServer",
                "getEntityCapabilitiesManager",
                "()Lorg/jivesoftware/openfire/entitycaps/EntityCapabilitiesManager;", false);

        assertFound(openfire51, gone, "routePacket(Lorg/xmpp/packet/JID;Lorg/xmpp/packet/Packet;Z)V: no such member");
        assertTrue(new Linker(openfire42).problems(gone).isEmpty());
        assertFound(openfire42, later, "getEntityCapabilitiesManager");
    }

    @Test
    void an_interface_that_became_a_class_is_found() {
        byte[] room = calls("a/A", "java/lang/Object", Opcodes.INVOKEINTERFACE, "org/jivesoftware/openfire/muc/MUCRoom",
                "getName", "()Ljava/lang/String;", true);

        assertFound(openfire51, room, "is not an interface");
        assertTrue(new Linker(openfire42).problems(room).isEmpty());
    }

    @Test
    void an_abstract_method_that_one_version_adds_is_found() {
        byte[] connection = extending("a/A", "org/jivesoftware/openfire/net/VirtualConnection");
        byte[] provider = implementing("a/B", "org/jivesoftware/openfire/disco/DiscoInfoProvider",
                "getExtendedInfo", "(Ljava/lang/String;Ljava/lang/String;Lorg/xmpp/packet/JID;)Lorg/xmpp/forms/DataForm;",
                "getIdentities", "(Ljava/lang/String;Ljava/lang/String;Lorg/xmpp/packet/JID;)Ljava/util/Iterator;",
                "getFeatures", "(Ljava/lang/String;Ljava/lang/String;Lorg/xmpp/packet/JID;)Ljava/util/Iterator;",
                "hasInfo", "(Ljava/lang/String;Ljava/lang/String;Lorg/xmpp/packet/JID;)Z");

        assertFound(openfire51, connection, "leaves abstract closeVirtualConnection(Lorg/xmpp/packet/StreamError;)V");
        assertFound(openfire51, connection, "leaves abstract getTLSProtocolName()Ljava/util/Optional;");
        assertFound(openfire42, connection, "leaves abstract closeVirtualConnection()V");
        assertFound(openfire51, provider, "leaves abstract getExtendedInfos");
        assertTrue(new Linker(openfire42).problems(provider).isEmpty());
    }

    @Test
    void what_a_host_inherits_from_the_jdk_and_from_its_own_is_not_taken_for_lacking() {
        byte[] inherited = calls("a/A", "java/lang/Object", Opcodes.INVOKEVIRTUAL,
                "org/jivesoftware/openfire/XMPPServer", "hashCode", "()I", false);
        byte[] close = calls("a/B", "java/lang/Object", Opcodes.INVOKEINTERFACE,
                "org/jivesoftware/openfire/session/ClientSession", "getAddress", "()Lorg/xmpp/packet/JID;", true);

        assertTrue(new Linker(openfire51).problems(inherited).isEmpty());
        assertTrue(new Linker(openfire42).problems(close).isEmpty());
        assertTrue(new Linker(openfire51).problems(close).isEmpty(), new Linker(openfire51).problems(close)::toString);
    }

    private static World plugin(World world) throws IOException {
        return world.jars(Path.of("target/libs")).paths(List.of(PluginClasses.MAIN));
    }

    private static String problems(World world, List<byte[]> classes) {
        assertFalse(classes.isEmpty(), "nothing to look at");
        List<String> problems = new ArrayList<>();
        Linker linker = new Linker(world);
        classes.forEach(classFile -> problems.addAll(linker.problems(classFile)));
        return String.join("\n", problems);
    }

    private static void assertFound(World world, byte[] classFile, String problem) {
        List<String> problems = new Linker(world).problems(classFile);
        assertTrue(problems.stream().anyMatch(line -> line.contains(problem)), () -> problem + " is not in " + problems);
    }

    private static byte[] calls(String name, String parent, int opcode, String owner, String method, String descriptor,
                                boolean onInterface) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, name, null, parent, new String[0]);
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "call", "()V", null, null);
        code.visitCode();
        code.visitMethodInsn(opcode, owner, method, descriptor, onInterface);
        code.visitMaxs(5, 5);
        code.visitEnd();
        return writer.toByteArray();
    }

    private static byte[] extending(String name, String parent) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, parent, new String[0]);
        return writer.toByteArray();
    }

    private static byte[] implementing(String name, String parent, String... methods) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", new String[] {parent});
        for (int i = 0; i < methods.length; i += 2) {
            writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_NATIVE, methods[i], methods[i + 1], null, null);
        }
        return writer.toByteArray();
    }
}
