package org.igniterealtime.openfire.plugin.fireside.desk.directory;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.igniterealtime.openfire.plugin.fireside.feature.Feature;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.RateLimit;
import org.igniterealtime.openfire.plugin.fireside.host.AccountGone;
import org.igniterealtime.openfire.plugin.fireside.pubsub.ItemPublished;
import org.igniterealtime.openfire.plugin.fireside.pubsub.ItemRetracted;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeConfigured;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeCreated;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeDeleted;
import org.igniterealtime.openfire.plugin.fireside.route.ProfileChanged;
import org.igniterealtime.openfire.plugin.fireside.route.RoomConfigured;
import org.igniterealtime.openfire.plugin.fireside.session.PreferencesChanged;
import org.xmpp.packet.JID;

/** Keeps the directory as people, rooms and communities are, and answers other clients that search for people. */
public final class DirectoryFeature implements Feature {
    private static final Duration TICK = Duration.ofSeconds(20);

    private Filling filling;
    private Directory directory;
    private Communities communities;

    /** The directory has everything now. */
    public record Completed() {
    }

    /** For who shows it; there once this feature has registered. */
    public Directory directory() {
        return directory;
    }

    @Override
    public void register(Platform rooms) {
        Findable people = new Findable(rooms);
        communities = new Communities(rooms.pubsub(), "fireside." + rooms.server().domain());
        JID server = new JID(null, rooms.server().domain(), null, true);
        Rooms chatRooms = new Rooms(rooms.server()::roomServices, request -> rooms.inquiries().ask(request, server), room -> filling.look(Kind.ROOM, room));
        filling = new Filling(rooms.files().resolve("directory"), Map.of(Kind.PERSON, people, Kind.COMMUNITY, communities, Kind.ROOM, chatRooms),
            rooms.sessions().dataLane(), () -> rooms.sessions().signalAll(new Completed()));
        directory = new Directory(filling, people, communities);
        RateLimit limit = new RateLimit(rooms.settings().searchesPerMinute(), Duration.ofMinutes(1));
        rooms.offers().accept(new PeopleSearch(rooms.settings()::peopleSearch, who -> rooms.server().isAccount(who) && rooms.accounts().usable(who.getNode()),
            who -> limit.allows(who.getNode()), directory, rooms.views().texts()));
        rooms.events().on(PreferencesChanged.class, event -> filling.look(Kind.PERSON, event.username()));
        rooms.events().on(ProfileChanged.class, event -> filling.look(Kind.PERSON, event.account().getNode()));
        rooms.events().on(AccountGone.class, event -> filling.look(Kind.PERSON, event.username()));
        rooms.events().on(NodeCreated.class, event -> look(event.node()));
        rooms.events().on(NodeConfigured.class, event -> look(event.node()));
        rooms.events().on(NodeDeleted.class, event -> look(event.node()));
        rooms.events().on(ItemPublished.class, event -> look(event.node()));
        rooms.events().on(ItemRetracted.class, event -> look(event.node()));
        rooms.events().on(RoomConfigured.class, event -> chatRooms.look(event.room()));
        tick(chatRooms);
        rooms.sessions().clock().every(TICK, () -> tick(chatRooms));
    }

    private void tick(Rooms chatRooms) {
        chatRooms.look();
        filling.tick();
    }

    private void look(Node node) {
        if (communities.has(node)) {
            filling.look(Kind.COMMUNITY, Communities.key(node));
        }
    }

    @Override
    public void close() throws IOException {
        if (filling != null) {
            filling.close();
        }
    }
}
