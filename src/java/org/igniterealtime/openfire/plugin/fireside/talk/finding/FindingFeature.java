package org.igniterealtime.openfire.plugin.fireside.talk.finding;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.igniterealtime.openfire.plugin.fireside.desk.search.SearchFeature;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.feature.Feature;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.social.people.People;
import org.igniterealtime.openfire.plugin.fireside.talk.rooms.RoomsFeature;

/** Has messages found in the one search box, and keeps their index as the archive tells it. */
public final class FindingFeature implements Feature {
    private static final Duration TICK = Duration.ofSeconds(20);

    private final SearchFeature search;
    private final Supplier<People> everybody;
    private final RoomsFeature rooms;
    private RemarkKeeping keeping;

    public FindingFeature(SearchFeature search, Supplier<People> everybody, RoomsFeature rooms) {
        this.search = search;
        this.everybody = everybody;
        this.rooms = rooms;
    }

    @Override
    public void register(Platform ground) {
        keeping = new RemarkKeeping(ground.files().resolve("messages"), ground.archive().contents(), username -> ground.server().jid(username).toString(),
            () -> oldest(ground.settings().archiveDays()), ground.sessions().dataLane(), () -> ground.sessions().signalAll(new SearchFeature.Completed()));
        search.finds(new MessageFinder(ground, everybody.get(), rooms, keeping));
        keeping.listen(ground.events());
        keeping.tick();
        ground.sessions().clock().every(TICK, keeping::tick);
    }

    private static long oldest(int days) {
        return days > 0 ? Stamp.at(Instant.now().minus(Duration.ofDays(days))) : 0;
    }

    @Override
    public void close() throws IOException {
        if (keeping != null) {
            keeping.close();
        }
    }
}
