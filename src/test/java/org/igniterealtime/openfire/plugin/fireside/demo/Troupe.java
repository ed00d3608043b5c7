package org.igniterealtime.openfire.plugin.fireside.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** Gives everybody a picture, has them publish what they have written, and brings those in who answer. */
    void enter() throws Exception {
        Map<Cast.Member, Stand> all = new LinkedHashMap<>();
        for (Cast.Member member : Cast.members()) {
            all.put(member, new Stand(server, member));
        }
        Blog blog = new Blog();
        for (Stand stand : all.values()) {
            stand.dress();
        }
        for (Cast.Post post : Cast.posts()) {
            all.values().stream().filter(stand -> stand.plays(post.author())).findFirst().orElseThrow().publish(blog, post);
        }
        for (Cast.Room room : Cast.rooms()) {
            for (Stand stand : all.values()) {
                if (room.who().stream().anyMatch(stand::plays)) {
                    stand.list(room, server.domain());
                }
            }
        }
        for (Map.Entry<Cast.Member, Stand> each : all.entrySet()) {
            each.getValue().answer(blog);
            if (each.getKey().answers()) {
                each.getValue().take();
                stands.add(each.getValue());
            } else {
                each.getValue().close();
            }
        }
        for (Cast.Room room : Cast.rooms()) {
            List<Stand> here = stands.stream().filter(stand -> room.who().stream().anyMatch(stand::plays)).toList();
            here.get(0).make(room, server.domain());
            for (Stand stand : here.subList(1, here.size())) {
                stand.join(room, server.domain());
            }
        }
    }

    @Override
    public void close() {
        stands.forEach(Stand::close);
        server.close();
    }
}
