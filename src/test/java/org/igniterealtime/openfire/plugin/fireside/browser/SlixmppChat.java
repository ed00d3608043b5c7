package org.igniterealtime.openfire.plugin.fireside.browser;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.opentest4j.TestAbortedException;

/** slixmpp as Debian has it, driven line by line through {@code clients/chat.py}. */
final class SlixmppChat implements ChatClient {
    private static final Gson JSON = new Gson();

    private final String user;
    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader answers;
    private final String version;

    private SlixmppChat(String user, Process process) throws Exception {
        this.user = user;
        this.process = process;
        this.orders = process.outputWriter();
        this.answers = process.inputReader();
        this.version = (String) answer();
    }

    static SlixmppChat logIn(OpenfireServer server, String user) throws Exception {
        Process probe = new ProcessBuilder("/usr/bin/python3", "-c", "import slixmpp, aiohttp").redirectErrorStream(true).start();
        probe.inputReader().lines().count();
        if (probe.waitFor() != 0) {
            throw new TestAbortedException("python3-slixmpp and python3-aiohttp are not installed");
        }
        return new SlixmppChat(user, new ProcessBuilder("/usr/bin/python3", "src/test/resources/clients/chat.py", server.address(),
            Integer.toString(server.xmppPort()), server.domain(), user).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    @Override
    public String name() {
        return "slixmpp " + version;
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public Object obey(String deed, Map<String, String> fields) throws Exception {
        Map<String, String> order = new HashMap<>(fields);
        order.put("do", deed);
        orders.write(JSON.toJson(order));
        orders.newLine();
        orders.flush();
        return answer();
    }

    private Object answer() throws IOException, Cannot {
        String line = answers.readLine();
        while (line != null && !line.startsWith("{")) {
            line = answers.readLine();
        }
        if (line == null) {
            throw new AssertionError("slixmpp has ended");
        }
        return outcome(JSON.fromJson(line, JsonObject.class));
    }

    /** What an answer of one of the scripts says. */
    static Object outcome(JsonObject answer) throws Cannot {
        for (String why : new String[] {"unsupported", "refused"}) {
            if (answer.has(why)) {
                throw new Cannot(why + ": " + answer.get(why).getAsString());
            }
        }
        if (answer.has("wrong")) {
            throw new AssertionError(answer.get("wrong").getAsString());
        }
        return JSON.fromJson(answer.get("well"), Object.class);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
