package org.igniterealtime.openfire.plugin.fireside.outside;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.igniterealtime.openfire.plugin.fireside.component.Offer;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.files.DiskStorage;
import org.igniterealtime.openfire.plugin.fireside.files.FileHttp;
import org.igniterealtime.openfire.plugin.fireside.files.FileReply;
import org.igniterealtime.openfire.plugin.fireside.files.FileReply.Said;
import org.igniterealtime.openfire.plugin.fireside.files.FileRequest;
import org.igniterealtime.openfire.plugin.fireside.files.FileRequests;
import org.igniterealtime.openfire.plugin.fireside.files.Files;
import org.igniterealtime.openfire.plugin.fireside.files.SlotRequests;
import org.igniterealtime.openfire.plugin.fireside.outside.web.WebServer;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.work.Faults;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.JID;

/** The part of the composition root that takes in what people upload, and gives it to who asks, with a web server of its own. */
final class OwnWeb implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnWeb.class);
    private static final Duration HOUSEKEEPING = Duration.ofHours(1);
    private static final String PATH = "files/";
    private static final String HEALTH = "health";
    // Most of them wait for the disk. With those of the other lane no more than there are connections to the database.
    private static final int THREADS = 10;

    private final FileSettings settings;
    private final Strangers people;
    private final org.igniterealtime.openfire.plugin.fireside.work.Clock clock;
    private final BooleanSupplier served;
    private final Files files;
    private final FileHttp http;
    private final Lane lane;
    private final WebServer web;

    /** @param served whether the server knows of it now, for who looks after its health */
    OwnWeb(FileSettings settings, Database database, Strangers people, org.igniterealtime.openfire.plugin.fireside.work.Clock clock, Faults faults,
             BooleanSupplier served) {
        this.settings = settings;
        this.people = people;
        this.clock = clock;
        this.served = served;
        this.files = new Files(database, new DiskStorage(settings.folder()), settings::limits, new Stamp(Clock.systemUTC()), Clock.systemUTC());
        this.http = new FileHttp(files, Clock.systemUTC());
        this.lane = new Lane("files", THREADS, 4, 4, 20_000);
        this.web = new WebServer(settings.listen(), settings.tls(), this::answer, lane, clock, faults);
    }

    private FileReply answer(FileRequest request) {
        if (request.path().startsWith(PATH)) {
            return http.answer(new FileRequest(request.method(), request.path().substring(PATH.length()), request.headers(), request.length()));
        }
        boolean health = request.path().equals(HEALTH);
        return new Said(!health ? 404 : served.getAsBoolean() ? 200 : 503, Map.of("Content-Length", "0", "Cache-Control", "no-store"), null);
    }

    Files files() {
        return files;
    }

    /** What it answers at the service. */
    List<Offer> requests() {
        return List.of(new SlotRequests(files, this::mayUpload, this::address), new FileRequests(files, this::mayUpload, this::address));
    }

    /** Scheme, host and port. */
    String web() {
        return settings.web();
    }

    /** Of the files on the web, with a slash at its end. */
    private String address() {
        return settings.web() + "/" + PATH;
    }

    private boolean mayUpload(JID who) {
        return people.isAccount(who.toBareJID()) || who.getNode() != null && settings.domains().contains(who.getDomain());
    }

    /** Clears up what the last run left, and takes requests. @throws Misfit when that cannot be */
    void open() {
        try {
            files.begin();
        } catch (IOException unusable) {
            throw new Misfit("the directory for files cannot be used: " + unusable);
        }
        try {
            web.open();
        } catch (IOException taken) {
            throw new Misfit("the web server cannot listen at " + settings.listen() + ": " + taken.getMessage());
        }
        LOG.info("Files are at {}, answered at {}", address(), settings.listen());
        keepHouse();
        clock.every(HOUSEKEEPING, this::keepHouse);
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

    /** Takes nothing more, and waits for what is under way. @return whether that came to its end within the time */
    boolean drain(Duration patience) {
        return web.drain(patience);
    }

    @Override
    public void close() {
        web.close();
        lane.close();
    }
}
