package org.igniterealtime.openfire.plugin.fireside.pep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.junit.jupiter.api.Test;

/**
 * A second stock client, slixmpp, goes through XEP-0060 at a service and at an account, and docs/xep-0060.md says what it
 * found. To write that file anew: {@code -Dxep0060.write=true}.
 */
class Xep0060IT {
    private static final String PYTHON = "/usr/bin/python3";
    private static final Path TABLE = Path.of("docs/xep-0060.md");
    private static final List<String> GOOD = List.of("works", "refused as the XEP says", "not offered");

    @Test
    void slixmpp_finds_what_the_table_says() throws Exception {
        assumeTrue(run(List.of(PYTHON, "-c", "import slixmpp")).status() == 0, "python3-slixmpp is not installed");
        try (OpenfireServer server = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN).user("owner", "secret").user("other", "secret")
                .user("stranger", "secret").contacts("owner", "other").start()) {
            // when
            Run run = run(List.of(PYTHON, "src/test/resources/clients/xep0060.py", server.address(), Integer.toString(server.xmppPort()),
                server.domain(), "fireside." + server.domain(), "owner", "other", "stranger"));

            // then
            List<String[]> rows = run.lines().stream().map(line -> line.split(" \\| ", 4)).filter(row -> row.length == 4).toList();
            assertEquals(List.of(), rows.stream().filter(row -> !GOOD.contains(row[2]) || !GOOD.contains(row[3]))
                .map(row -> String.join(" | ", row)).toList(), () -> String.join("\n", run.lines()));
            assertEquals(0, run.status(), () -> String.join("\n", run.lines()));
            assertTrue(rows.size() > 50, () -> String.join("\n", run.lines()));
            String table = table(rows);
            if (Boolean.getBoolean("xep0060.write")) {
                Files.writeString(TABLE, table);
            }
            assertEquals(table, Files.readString(TABLE));
        }
    }

    private static String table(List<String[]> rows) {
        StringBuilder table = new StringBuilder("# XEP-0060 at Fireside, as a stock client finds it\n\n"
            + "Written by `Xep0060IT`: slixmpp goes through the requests at the service `fireside.<domain>` and at the blog of an account,\n"
            + "on Openfire 4.2.0. \"Not offered\" is what makes no sense there, and that\n"
            + "somebody is subscribed to what he has not asked for.\n\n"
            + "| section | | at the service | at an account |\n|---|---|---|---|\n");
        rows.forEach(row -> table.append("| §").append(String.join(" | ", row)).append(" |\n"));
        return table.toString();
    }

    private record Run(int status, List<String> lines) {
    }

    private static Run run(List<String> command) throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of(command.get(0)))) {
            return new Run(-1, List.of());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new ArrayList<>(process.inputReader(StandardCharsets.UTF_8).lines().toList());
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Run(process.waitFor(), lines);
    }
}
