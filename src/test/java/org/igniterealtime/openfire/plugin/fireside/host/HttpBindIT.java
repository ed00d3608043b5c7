package org.igniterealtime.openfire.plugin.fireside.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.Phone;
import org.junit.jupiter.api.Test;

/** HTTP-bind restarts by itself when a certificate or a port changes: every socket is cut, nothing else. */
class HttpBindIT {
    @Test
    void open_pages_come_back_to_the_same_session_and_get_what_they_missed() throws Exception {
        try (OpenfireServer server = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN).user("bob", "secret")
                .user("alice", "secret").user("carol", "secret").contacts("alice", "bob").contacts("carol", "bob").start();
             Phone bob = Phone.logIn(server, "bob", "secret")) {
            // given
            List<FakePage> pages = new ArrayList<>();
            for (String user : List.of("alice", "carol")) {
                FakePage page = FakePage.logIn(server.url("/fireside"), user, "secret").open("/chats/bob@localhost");
                pages.add(page);
                pages.add(page.tab().open("/chats/bob@localhost"));
            }
            String sessions = server.command("sessions").toString();
            List<String> ids = pages.stream().map(FakePage::page).toList();
            for (int restart = 1; restart <= 2; restart++) {
                int seen = bob.presences().size();
                String word = "during restart " + restart;

                // when
                server.command("httpbind-restart");
                for (FakePage page : pages) {
                    page.awaitClose();
                }
                bob.say("alice@localhost", word);
                bob.say("carol@localhost", word);
                List<CompletableFuture<Void>> sent = pages.stream()
                    .map(page -> page.act("chat/send", Map.of("to", "bob@localhost", "body", word + page.page()))).toList();
                for (FakePage page : pages) {
                    assertTrue(Await.until(Duration.ofSeconds(20), () -> connects(page)), "comes back");
                }

                // then
                for (FakePage page : pages) {
                    page.awaitPatch(patch -> patch.html().contains(">" + word + "<"));
                    sent.get(pages.indexOf(page)).get(20, TimeUnit.SECONDS);
                    bob.awaitBody(word + page.page());
                }
                assertEquals(ids, pages.stream().map(FakePage::page).toList(), "resumed, not drawn afresh");
                assertEquals(sessions.replaceAll("\"priority\":-?\\d+", ""),
                    server.command("sessions").toString().replaceAll("\"priority\":-?\\d+", ""));
                assertEquals(seen, bob.presences().size(), "nobody was told anything");
            }
            pages.forEach(FakePage::close);
        }
    }

    private static boolean connects(FakePage page) throws Exception {
        page.connect();
        return page.connected();
    }
}
