package org.igniterealtime.openfire.plugin.fireside.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.igniterealtime.openfire.plugin.fireside.testkit.ChatHistory;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.junit.jupiter.api.Test;

/** An acknowledged write is on disk. */
class KillIT {
    private static final int KILLS = 5;

    @Test
    void what_was_acknowledged_is_there_after_a_kill_at_that_very_moment() throws Exception {
        List<String> acknowledged = new ArrayList<>();
        try (OpenfireServer server = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN)
                .user("alice", "secret").user("bob", "secret").contacts("alice", "bob").start()) {
            for (int kill = 1; kill <= KILLS; kill++) {
                // given
                FakePage alice = FakePage.logIn(server.url("/fireside"), "alice", "secret").open("/chats/bob@localhost");
                String body = "before kill " + kill;

                // when
                alice.act("chat/send", Map.of("to", "bob@localhost", "body", body)).get(20, TimeUnit.SECONDS);
                server.kill9();
                acknowledged.add("mine: " + body);
                server.start();

                // then
                FakePage again = FakePage.logIn(server.url("/fireside"), "alice", "secret");
                assertEquals(acknowledged, ChatHistory.read(again, "bob@localhost").messages());
            }
        }
    }
}
