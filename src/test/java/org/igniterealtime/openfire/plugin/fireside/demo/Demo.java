package org.igniterealtime.openfire.plugin.fireside.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.Ports;

/** {@code bin/demo}: a real Openfire with the plugin, and people in it, until Ctrl-C. */
public final class Demo {
    private Demo() {
    }

    public static void main(String[] arguments) throws Exception {
        int http = port("FIRESIDE_HTTP_PORT", 7070);
        int xmpp = port("FIRESIDE_XMPP_PORT", 5222);
        say("Starting Openfire 4.2.0 with Fireside ...");
        OpenfireServer.Builder builder = OpenfireServer.builder().optimised().home(Path.of("target/demo-home"))
            .plugin(OpenfireServer.PLUGIN).httpPort(http).xmppPort(xmpp)
            .property("fireside.session.grace", "30").property("fireside.previews.enabled", "true");
        Troupe troupe = Troupe.on(builder);
        CountDownLatch end = new CountDownLatch(1);
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            say("\nStopping ...");
            end.countDown();
            try {
                main.join(30_000);
            } catch (InterruptedException enough) {
                Thread.currentThread().interrupt();
            }
        }));
        try (troupe) {
            troupe.server().start();
            say("The people come in ...");
            troupe.enter();
            announce(troupe.server(), Cast.members());
            end.await();
        }
        say("Stopped.");
    }

    private static void announce(OpenfireServer server, List<Cast.Member> cast) {
        say("");
        say("  Fireside is at   " + server.url("/fireside/").toString().replace("127.0.0.1", "localhost"));
        say("  Log in as        alice, bob or carol, password " + Stand.PASSWORD + " (two browsers talk best)");
        say("  Other accounts   " + String.join(", ", cast.stream().skip(3).map(Cast.Member::username).toList()));
        say("  XMPP clients     " + server.domain() + ", port " + server.xmppPort() + ", without encryption");
        say("  The log is         " + server.log());
        say("  Ctrl-C stops it.");
        say("");
    }

    private static int port(String variable, int otherwise) {
        String value = System.getenv(variable);
        int port = otherwise;
        try {
            port = value == null || value.isBlank() ? otherwise : Integer.parseInt(value.strip());
        } catch (NumberFormatException wrong) {
            complain(variable + " is no port: " + value);
        }
        if (Ports.open("127.0.0.1", port)) {
            complain("Port " + port + " is taken: choose another with " + variable + ".");
        }
        return port;
    }

    private static void complain(String text) {
        System.err.println(text);
        System.exit(1);
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
