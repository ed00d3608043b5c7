package org.igniterealtime.openfire.plugin.fireside.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rooms that people share: each of the first people of the world is in {@value #EACH}, and a fifth of them in each room. Their accounts
 * have the rooms among their bookmarks (XEP-0402), to be entered with each log-in.
 */
final class ManyRooms {
    static final int EACH = 50;
    private static final int SHARES = 5;
    private static final int IN_FLIGHT = 8;
    private static final String NODE = "urn:xmpp:bookmarks:1";

    final int people;
    private final World world;

    /** @param people a multiple of five */
    ManyRooms(World world, int people) {
        this.world = world;
        this.people = people;
    }

    private String address(int room) {
        return "room" + room + "@conference." + world.server.domain();
    }

    /** Those of one of the people: of each five rooms one, and seldom with the same others. */
    List<String> of(int person) {
        List<String> rooms = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            rooms.add(address(i * SHARES + (person + person / SHARES * i) % SHARES));
        }
        return rooms;
    }

    /** Makes them, and lists them. */
    void make() throws Exception {
        try (Requests keeper = new Requests(world.server, "keeper", World.PASSWORD, IN_FLIGHT)) {
            for (int i = 0; i < EACH * SHARES; i++) {
                make(keeper, address(i), "Room " + i);
                keeper.say("<presence type='unavailable' to='" + address(i) + "/keeper'/>");
            }
            settled(keeper);
        }
        for (int i = 0; i < people; i++) {
            try (Requests person = new Requests(world.server, World.PREFIX + i, World.PASSWORD, IN_FLIGHT)) {
                list(person, i);
            }
        }
    }

    /** Makes a room and stays in it (XEP-0045 §10.1). */
    static void make(Requests owner, String room, String name) throws IOException, InterruptedException {
        owner.say("<presence to='" + room + "/keeper'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
        owner.ask("set", room, "<query xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data' type='submit'>"
            + field("FORM_TYPE", "http://jabber.org/protocol/muc#roomconfig") + field("muc#roomconfig_roomname", name)
            + field("muc#roomconfig_persistentroom", "1") + field("muc#roomconfig_publicroom", "1") + field("muc#roomconfig_whois", "moderators")
            // COMPAT: Openfire would let in 30 at most.
            + field("muc#roomconfig_maxusers", "0") + "</x></query>");
    }

    private void list(Requests person, int number) throws IOException, InterruptedException {
        person.ask("set", "", FeedPart.pubsub("<create node='" + NODE + "'/><configure><x xmlns='jabber:x:data' type='submit'>"
            + field("FORM_TYPE", "http://jabber.org/protocol/pubsub#node_config") + field("pubsub#persist_items", "1") + field("pubsub#max_items", "-1")
            + field("pubsub#access_model", "whitelist") + "</x></configure>"));
        // Refused where it is there already.
        person.settle();
        for (String room : of(number)) {
            person.ask("set", "", FeedPart.pubsub("<publish node='" + NODE + "'><item id='" + room + "'><conference xmlns='" + NODE + "' name='The "
                + room.substring(0, room.indexOf('@')) + "' autojoin='true'><nick>" + World.PREFIX + number + "</nick></conference></item></publish>"));
        }
        person.settle();
    }

    static void settled(Requests client) throws IOException, InterruptedException {
        int refused = client.settle();
        if (refused > 0) {
            throw new IllegalStateException(refused + " requests were refused");
        }
    }

    private static String field(String name, String value) {
        return "<field var='" + name + "'><value>" + value + "</value></field>";
    }
}
