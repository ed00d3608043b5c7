package org.igniterealtime.openfire.plugin.fireside.host;

import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.Phone;
import org.jivesoftware.smack.packet.Presence;
import org.junit.jupiter.api.Test;

/** The end of the server, seen by a contact. */
class StopIT {
    @Test
    void every_session_says_unavailable_when_the_server_stops_by_command_and_by_signal() throws Exception {
        try (OpenfireServer server = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN)
                .user("alice", "secret").user("bob", "secret").contacts("alice", "bob").start()) {
            bobSeesAliceGo(server, server::stop);
            server.start();
            bobSeesAliceGo(server, server::terminate);
        }
    }

    private static void bobSeesAliceGo(OpenfireServer server, Runnable stop) throws Exception {
        // given
        Phone bob = Phone.logIn(server, "bob", "secret");
        FakePage alice = FakePage.logIn(server.url("/fireside"), "alice", "secret").open("/chats");
        bob.awaitPresence(presence -> presence.isAvailable() && presence.getFrom().toString().startsWith("alice@localhost/fireside-"));

        // when
        stop.run();

        // then
        bob.awaitPresence(presence -> presence.getType() == Presence.Type.unavailable
            && presence.getFrom().toString().startsWith("alice@localhost/fireside-"));
        bob.close();
        alice.close();
    }
}
