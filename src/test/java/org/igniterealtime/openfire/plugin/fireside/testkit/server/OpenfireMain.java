package org.igniterealtime.openfire.plugin.fireside.testkit.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jivesoftware.openfire.XMPPServer;

/**
 * Starts Openfire as its own launcher would, which Maven Central lacks, and obeys lines on the standard input.
 * Answers each command with one line of JSON on the standard output; everything that Openfire prints goes to the
 * standard error. Stops in order on {@code stop}, at the end of the input, and on SIGTERM.
 */
public final class OpenfireMain {
    private static boolean stopped;

    private OpenfireMain() {
    }

    /** Needs the system property openfireHome. */
    public static void main(String[] args) throws IOException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        XMPPServer server = new XMPPServer();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "Shutdown"));
        if (!server.isStarted()) {
            answers.println(Json.error("not started, see the log"));
            Runtime.getRuntime().halt(1);
        }
        answers.println("{\"started\":true}");
        serve(new Commands(server), answers);
        // Before the end of the JVM, when hooks run side by side: the connection pool has one that cuts the database.
        stop(server);
        System.exit(0);
    }

    // A signal ends the standard input too: who comes second waits, since the host lets itself be stopped by two at once, and each
    // takes from the other what its listeners need still.
    private static synchronized void stop(XMPPServer server) {
        if (!stopped) {
            stopped = true;
            server.stop();
        }
    }

    private static void serve(Commands commands, PrintStream answers) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null && !line.equals("stop"); line = lines.readLine()) {
            Deque<String> words = new ArrayDeque<>(java.util.List.of(line.trim().split(" ")));
            answers.println(answer(commands, words));
        }
    }

    private static String answer(Commands commands, Deque<String> words) {
        try {
            return commands.run(words.pop(), words);
        } catch (Exception | LinkageError e) {
            return Json.error(e.toString());
        }
    }
}
