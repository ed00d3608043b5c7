package org.igniterealtime.openfire.plugin.fireside.talk.finding;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.igniterealtime.openfire.plugin.fireside.archive.Fate;
import org.igniterealtime.openfire.plugin.fireside.archive.Kept;
import org.igniterealtime.openfire.plugin.fireside.archive.Marked;
import org.igniterealtime.openfire.plugin.fireside.archive.MessageKey.Shelf;
import org.igniterealtime.openfire.plugin.fireside.archive.Revised;
import org.igniterealtime.openfire.plugin.fireside.archive.Said;
import org.igniterealtime.openfire.plugin.fireside.archive.Spoken;
import org.igniterealtime.openfire.plugin.fireside.archive.Stored;
import org.igniterealtime.openfire.plugin.fireside.desk.search.SearchFeature;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.feature.Feature;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.host.AccountGone;
import org.igniterealtime.openfire.plugin.fireside.route.RoomGone;
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
        ground.events().on(Stored.class, stored -> look(stored.message()));
        ground.events().on(Marked.class, marked -> marked.messages().stream().filter(each -> saysOther(each.fate())).forEach(this::look));
        ground.events().on(Said.class, said -> look(said.message()));
        ground.events().on(Revised.class, revised -> revised.messages().stream().filter(each -> saysOther(each.fate())).forEach(this::look));
        ground.events().on(AccountGone.class, gone -> keeping.forget(new Shelf(gone.username(), false)));
        ground.events().on(RoomGone.class, gone -> keeping.forget(new Shelf(gone.room().toString(), true)));
        keeping.tick();
        ground.sessions().clock().every(TICK, keeping::tick);
    }

    private static long oldest(int days) {
        return days > 0 ? Stamp.at(Instant.now().minus(Duration.ofDays(days))) : 0;
    }

    // Of most changes it is told that they were read, or reacted to.
    private static boolean saysOther(Fate fate) {
        return fate.isGone() || fate.edit() != null;
    }

    private void look(Kept message) {
        keeping.look(new Shelf(message.owner(), false), message.id());
    }

    private void look(Spoken message) {
        keeping.look(new Shelf(message.room(), true), message.id());
    }

    @Override
    public void close() throws IOException {
        if (keeping != null) {
            keeping.close();
        }
    }
}
