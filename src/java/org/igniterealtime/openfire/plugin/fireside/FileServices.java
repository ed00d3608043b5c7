package org.igniterealtime.openfire.plugin.fireside;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.igniterealtime.openfire.plugin.fireside.component.Offer;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.igniterealtime.openfire.plugin.fireside.event.Subscription;
import org.igniterealtime.openfire.plugin.fireside.files.DiskStorage;
import org.igniterealtime.openfire.plugin.fireside.files.FileHttp;
import org.igniterealtime.openfire.plugin.fireside.files.FileLimits;
import org.igniterealtime.openfire.plugin.fireside.files.FileRequests;
import org.igniterealtime.openfire.plugin.fireside.files.Files;
import org.igniterealtime.openfire.plugin.fireside.files.SlotRequests;
import org.igniterealtime.openfire.plugin.fireside.host.AccountGone;
import org.igniterealtime.openfire.plugin.fireside.host.Accounts;
import org.igniterealtime.openfire.plugin.fireside.host.Server;
import org.igniterealtime.openfire.plugin.fireside.host.Settings;
import org.igniterealtime.openfire.plugin.fireside.page.FilePages;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.work.Faults;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.JID;

/** The part of the composition root that takes in what people upload, and gives it to who asks. */
final class FileServices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileServices.class);
    private static final Duration HOUSEKEEPING = Duration.ofHours(1);
    // Most of them wait for the disk. With those of the other lane fewer than the host has connections to the database.
    private static final int THREADS = 12;

    /** What they stand on. */
    record Ground(Server server, Settings settings, Accounts accounts, Database database, Events events, Stamp stamp,
                  org.igniterealtime.openfire.plugin.fireside.work.Clock clock, Faults faults) {
    }

    private final Ground ground;
    private final Lane lane;
    private final Files files;
    private final Subscription goings;

    /** @param folder made when the first file comes */
    FileServices(Ground ground, Path folder) {
        this.ground = ground;
        // Of its own: who uploads or reads much holds up nobody who writes.
        this.lane = new Lane("files", THREADS, 4, 4, 20_000);
        this.files = new Files(ground.database(), new DiskStorage(folder), this::limits, ground.stamp(), Clock.systemUTC());
        this.goings = ground.events().on(AccountGone.class, gone -> files.forget(ground.server().jid(gone.username()).toString()));
    }

    Files files() {
        return files;
    }

    /** For what reads and writes files. */
    Lane lane() {
        return lane;
    }

    FilePages pages() {
        return new FilePages(new FileHttp(files, Clock.systemUTC())::answer, lane, ground.faults());
    }

    /** What is answered at the service. */
    List<Offer> requests() {
        return List.of(new SlotRequests(files, this::mayUpload, this::address), new FileRequests(files, this::mayUpload, this::address));
    }

    private String address() {
        return ground.server().webAddress() + ground.settings().contextPath() + FilePages.PATH;
    }

    private boolean mayUpload(JID who) {
        return ground.server().isAccount(who) ? ground.accounts().find(who.getNode()).isPresent()
            : who.getNode() != null && ground.settings().fileDomains().contains(who.getDomain());
    }

    private FileLimits limits() {
        Settings settings = ground.settings();
        return new FileLimits(settings.fileSize(), settings.fileQuota(), settings.filesPerDay(), settings.fileTypes(), settings.fileSlot(),
            Duration.ofDays(settings.fileDays()));
    }

    /** Clears up what the last run left; before the web is there. */
    void open() {
        try {
            files.begin();
        } catch (IOException unusable) {
            LOG.error("The directory for files cannot be used: none can be uploaded", unusable);
        }
        keepHouse();
        ground.clock().every(HOUSEKEEPING, this::keepHouse);
    }

    private void keepHouse() {
        lane.call("housekeeping", () -> {
            files.keepHouse();
            return null;
        }).exceptionally(failed -> {
            LOG.warn("Files were not looked through; it is tried again in its time", failed);
            return null;
        });
    }

    @Override
    public void close() {
        goings.close();
        lane.close();
    }
}
