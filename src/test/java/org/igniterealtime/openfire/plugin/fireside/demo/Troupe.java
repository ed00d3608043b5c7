package org.igniterealtime.openfire.plugin.fireside.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;

/** The cast on a server: contacts of each other, with pictures and a history, some of them at a client that answers. */
final class Troupe implements AutoCloseable {
    private final OpenfireServer server;
    private final List<Stand> stands = new ArrayList<>();

    private Troupe(OpenfireServer server) {
        this.server = server;
    }

    /** Creates the server's home with everybody in it, for a start later. */
    static Troupe on(OpenfireServer.Builder builder) throws IOException {
        List<Cast.Member> cast = Cast.members();
        cast.forEach(member -> builder.user(member.username(), Stand.PASSWORD, member.name()));
        for (Cast.Member owner : cast) {
            cast.stream().filter(contact -> contact != owner)
                .forEach(contact -> builder.contact(owner.username(), contact.username(), contact.groups()));
        }
        OpenfireServer server = builder.build();
        History.write(server.home(), server.domain());
        return new Troupe(server);
    }

    OpenfireServer server() {
        return server;
    }

    /** Gives everybody a picture, and brings those in who answer. */
    void enter() throws Exception {
        for (Cast.Member member : Cast.members()) {
            Stand stand = new Stand(server, member);
            stand.dress();
            if (member.answers()) {
                stand.take();
                stands.add(stand);
            } else {
                stand.close();
            }
        }
    }

    @Override
    public void close() {
        stands.forEach(Stand::close);
        server.close();
    }
}
