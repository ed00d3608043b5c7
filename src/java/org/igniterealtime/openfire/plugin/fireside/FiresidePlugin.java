package org.igniterealtime.openfire.plugin.fireside;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.igniterealtime.openfire.plugin.fireside.annex.Annex;
import org.igniterealtime.openfire.plugin.fireside.archive.Archive;
import org.igniterealtime.openfire.plugin.fireside.commands.Commands;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Previewing;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.feature.Feature;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.host.AccountGone;
import org.igniterealtime.openfire.plugin.fireside.host.Accounts;
import org.igniterealtime.openfire.plugin.fireside.host.Blocking;
import org.igniterealtime.openfire.plugin.fireside.host.HostConnections;
import org.igniterealtime.openfire.plugin.fireside.host.HostRelations;
import org.igniterealtime.openfire.plugin.fireside.host.Leftovers;
import org.igniterealtime.openfire.plugin.fireside.host.RoomTables;
import org.igniterealtime.openfire.plugin.fireside.host.Rosters;
import org.igniterealtime.openfire.plugin.fireside.host.Server;
import org.igniterealtime.openfire.plugin.fireside.host.Settings;
import org.igniterealtime.openfire.plugin.fireside.host.VCards;
import org.igniterealtime.openfire.plugin.fireside.host.web.SocketLimits;
import org.igniterealtime.openfire.plugin.fireside.host.web.WebMounts;
import org.igniterealtime.openfire.plugin.fireside.live.Live;
import org.igniterealtime.openfire.plugin.fireside.mam.RoomLog;
import org.igniterealtime.openfire.plugin.fireside.page.AppPages;
import org.igniterealtime.openfire.plugin.fireside.page.FilePages;
import org.igniterealtime.openfire.plugin.fireside.page.FiresideServlet;
import org.igniterealtime.openfire.plugin.fireside.page.Health;
import org.igniterealtime.openfire.plugin.fireside.page.LoginPages;
import org.igniterealtime.openfire.plugin.fireside.page.Nav;
import org.igniterealtime.openfire.plugin.fireside.page.Shell;
import org.igniterealtime.openfire.plugin.fireside.page.Stream;
import org.igniterealtime.openfire.plugin.fireside.page.Visit;
import org.igniterealtime.openfire.plugin.fireside.page.Web;
import org.igniterealtime.openfire.plugin.fireside.portraits.Portraits;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSub;
import org.igniterealtime.openfire.plugin.fireside.route.Histories;
import org.igniterealtime.openfire.plugin.fireside.route.Moderation;
import org.igniterealtime.openfire.plugin.fireside.route.OccupantIds;
import org.igniterealtime.openfire.plugin.fireside.route.Repair;
import org.igniterealtime.openfire.plugin.fireside.route.RoomCards;
import org.igniterealtime.openfire.plugin.fireside.route.RoomEvents;
import org.igniterealtime.openfire.plugin.fireside.route.RoomFeatures;
import org.igniterealtime.openfire.plugin.fireside.route.RoomGone;
import org.igniterealtime.openfire.plugin.fireside.route.RoomIds;
import org.igniterealtime.openfire.plugin.fireside.route.RoomRepairs;
import org.igniterealtime.openfire.plugin.fireside.route.Route;
import org.igniterealtime.openfire.plugin.fireside.route.StanzaIds;
import org.igniterealtime.openfire.plugin.fireside.session.Actions;
import org.igniterealtime.openfire.plugin.fireside.session.Actors;
import org.igniterealtime.openfire.plugin.fireside.session.Disco;
import org.igniterealtime.openfire.plugin.fireside.session.Logins;
import org.igniterealtime.openfire.plugin.fireside.session.PreferenceStore;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.session.Sessions;
import org.igniterealtime.openfire.plugin.fireside.session.Signals;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.igniterealtime.openfire.plugin.fireside.view.Assets;
import org.igniterealtime.openfire.plugin.fireside.view.Texts;
import org.igniterealtime.openfire.plugin.fireside.view.Views;
import org.igniterealtime.openfire.plugin.fireside.work.Faults;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.jivesoftware.openfire.container.Plugin;
import org.jivesoftware.openfire.container.PluginManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The composition root: builds the rooms in order, and tears them down in reverse. */
public final class FiresidePlugin implements Plugin {
    private static final Logger LOG = LoggerFactory.getLogger(FiresidePlugin.class);
    private static final String VERSION = "0.1.0";
    private static final Duration SOCKET_IDLE = Duration.ofSeconds(100);
    private static final int SOCKET_BYTES = 1 << 20;
    private static final Duration HOUSEKEEPING = Duration.ofHours(1);

    // For what the host makes by its name, the servlet of the admin console; empty once the plugin is unloaded.
    private static volatile FiresidePlugin running;

    private final Deque<AutoCloseable> rooms = new ArrayDeque<>();
    private Views views;
    private Database database;
    private Sessions sessions;
    private SocialServices services;
    private Archive archive;
    private Actors actors;
    private Lane hostLane;
    private Lane dataLane;
    private Faults faults;
    private Health health;

    /** The plugin that is loaded now, or null. */
    public static FiresidePlugin running() {
        return running;
    }

    @Override
    public void initializePlugin(PluginManager manager, File directory) {
        try {
            build(directory.toPath());
        } catch (RuntimeException failed) {
            LOG.error("Fireside could not start", failed);
            tearDown();
            throw failed;
        }
    }

    private void build(Path directory) {
        Settings settings = new Settings();
        Server server = new Server();
        Accounts accounts = new Accounts();
        Rosters rosters = new Rosters();
        database = new Database(new HostConnections());
        database.makeCommitsDurable();

        Texts texts = new Texts(directory.resolve("i18n"));
        Assets assets = new Assets(directory.resolve("web"), settings.contextPath());
        views = new Views(directory.resolve("web"), texts, assets, settings.contextPath());

        // Closed after the lanes, in which they work.
        List<Feature> features = Features.all();
        features.forEach(this::room);
        faults = new Faults();
        int cores = Runtime.getRuntime().availableProcessors();
        var clock = room(new org.igniterealtime.openfire.plugin.fireside.work.Clock());
        actors = room(new Actors(Math.max(4, cores), faults));
        dataLane = room(new Lane("data", Math.max(4, Math.min(10, cores * 2)), 4, 4, 20_000));
        hostLane = room(new Lane("host", Math.max(16, cores * 4), 4, 4, 50_000));

        Events events = new Events();
        Stamp stamp = new Stamp(Clock.systemUTC());
        Blocking blocking = room(new Blocking(database));
        HostRelations relations = new HostRelations(server, accounts, rosters, blocking);
        services = room(new SocialServices(new SocialServices.Ground(server, settings, accounts, rosters, blocking, relations,
            database, events, stamp, dataLane, hostLane, clock, faults)));
        FileServices files = new FileServices(new FileServices.Ground(server, settings, accounts, database, events, stamp, clock, faults),
            files(directory).resolve("upload"));
        room(files);
        files.requests().forEach(services::add);
        WebServices web = room(new WebServices(new WebServices.Ground(settings, database, files.files(), files.lane(), dataLane, clock, faults,
            services.annex()),
            files(directory)));
        Commands commands = new Commands(language -> texts.choose(Collections.enumeration(List.of(Locale.forLanguageTag(language)))));
        services.add(commands);
        RoomEvents roomEvents = room(new RoomEvents(events));
        Portraits portraits = new Portraits(database, dataLane);
        RoomFeatures roomFeatures = new RoomFeatures(roomEvents::isHere);
        Histories histories = new Histories(settings::history, server::isAccount, roomEvents::isHere);
        roomFeatures.add(histories::offered, Ns.HISTORY, Ns.HISTORY_EXTENDED);
        StanzaIds ids = new StanzaIds(stamp, server.domain(), (sender, id) -> archive.numbered(sender, id), histories::offered);
        Route route = new Route(events, ids, server.domain(), services.handover(), services.additions(),
            new RoomIds(room -> settings.repairs(Repair.ROOM_STANZA_IDS.property()) && roomEvents.isHere(room)), roomFeatures, repairs(settings, roomEvents, roomFeatures, portraits));
        archive = room(new Archive(database, events, server, stamp,
            (owner, peer) -> accounts.mayExist(owner) && !relations.blocks(server.jid(owner).toString(), peer),
            directory.resolveSibling("fireside.spool"), settings::spoolBytes, Previewing::of, work -> dataLane.call("archive", work)));
        RoomTables roomTables = new RoomTables(database, server.domain());
        RoomLog roomLog = new RoomLog(archive, database, roomTables, roomEvents::isHere, settings::archiveDays, work -> later("room log", work));
        archive.bring(roomLog);
        events.on(RoomGone.class, gone -> roomLog.forget(gone.room().toString()));
        services.add(histories, roomLog, roomTables, roomEvents::isHere);
        // Closed after the sessions: as long as one of them takes messages, they are kept. Closed before the
        // services, so that nothing is handed over to an address that nobody has any more.
        room(route);

        Logins logins = new Logins(database, accounts, settings);
        PreferenceStore preferences = new PreferenceStore(database);
        Disco disco = new Disco(VERSION);
        Actions actions = new Actions();
        Signals signals = new Signals();
        sessions = room(new Sessions(new Sessions.Ground(server, settings, accounts, logins, preferences, actors, hostLane, dataLane,
            clock, faults, disco, actions, signals)));

        Nav nav = new Nav(views);
        Shell shell = new Shell(views, nav);
        shell.register(actions);
        Web addresses = new Web();
        Platform platform = new Platform(server, accounts, rosters, new VCards(), blocking, events, stamp, archive, services.pubsub(), sessions, signals, actions,
            disco, logins, preferences, database, relations, services.inquiries(), settings, views, shell, nav, addresses, files(directory), files.files(),
            web.thumbs(), web.previews(), web.pictures(), services.annex(), commands, services::add, roomEvents);
        features.forEach(feature -> feature.register(platform));

        health = new Health(this::openFigures);
        FiresideServlet pages = new FiresideServlet(assets,
            new LoginPages(views, shell, accounts, logins, sessions, settings, faults),
            new AppPages(views, shell, addresses, logins, sessions, faults), health, streams(files, web),
            () -> services.annex().flatMap(Annex::web));
        Live live = new Live(sessions, clock.timer(), settings::actionsPerSecond,
            request -> Visit.visitor(request, texts, settings.contextPath()));

        archive.open();
        portraits.open();
        files.open();
        web.open();
        services.open();
        route.open();
        roomEvents.open();
        accounts.listen(username -> later(username, () -> endAll(logins, username, "the password has changed")),
            username -> later(username, () -> endAll(logins, username, "the account is locked")),
            username -> later(username, () -> {
                endAll(logins, username, "the account is gone");
                preferences.forget(username);
                archive.forget(username);
                services.pubsub().forget(server.jid(username).toString());
                events.publish(new AccountGone(username));
            }));
        room(accounts::close);
        room(rosters.listen(events::publish));
        sessions.open(shell);
        room(server.whenStopping(sessions::close));
        clock.every(HOUSEKEEPING, () -> later("housekeeping", () -> keepHouse(settings, logins, services.pubsub())));

        ClassLoader loader = FiresidePlugin.class.getClassLoader();
        Object handler = WebMounts.choose(loader).handler(settings.contextPath(), pages, "/live", live,
            new SocketLimits(SOCKET_BYTES, SOCKET_IDLE, settings.compressFrames()), loader);
        server.mount(handler);
        room(() -> server.unmount(handler));
        running = this;
        health.open(true);
        LOG.info("Fireside {} is at {} on the HTTP-bind ports of Openfire {}", new Object[] {VERSION, settings.contextPath(), server.version()});
    }

    private RoomRepairs repairs(Settings settings, RoomEvents rooms, RoomFeatures features, Portraits portraits) {
        boolean hostIds = rooms.givesOccupantIds();
        boolean hostCards = rooms.givesCards();
        Predicate<Repair> on = repair -> settings.repairs(repair.property()) && !(hostIds && repair == Repair.OCCUPANT_IDS)
            && !(hostCards && repair == Repair.ROOM_CARDS);
        OccupantIds occupants = new OccupantIds(settings.secret(), () -> on.test(Repair.OCCUPANT_IDS), rooms::occupantId);
        Moderation moderation = new Moderation(rooms::isHere, () -> on.test(Repair.MODERATION), occupants, services::say);
        RoomCards cards = new RoomCards(rooms::isHere, () -> on.test(Repair.ROOM_CARDS), portraits, services::say);
        RoomRepairs repairs = new RoomRepairs(rooms::isHere, on, occupants, moderation, cards);
        rooms.carded(cards);
        rooms.moderated(moderation);
        repairs.tell(features);
        return repairs;
    }

    private static Map<String, Stream> streams(FileServices files, WebServices web) {
        Map<String, Stream> streams = new LinkedHashMap<>(web.pages());
        streams.put(FilePages.PATH, files.pages());
        return streams;
    }

    // Beside the directory of plugins rather than in it, where the host takes any directory for a plugin; where the links of a
    // distribution's package lead, since only there may the server write.
    private static Path files(Path directory) {
        try {
            return directory.toRealPath().getParent().resolveSibling("fireside");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    // The log-ins first: a page whose session ends asks at once whether it is logged in still.
    private void endAll(Logins logins, String username, String reason) {
        try {
            logins.endAll(username);
        } finally {
            sessions.endAll(username, reason);
        }
    }

    private void later(String owner, Runnable work) {
        dataLane.call(owner, () -> {
            work.run();
            return null;
        }).whenComplete((done, fault) -> {
            if (fault != null) {
                LOG.warn("Housekeeping failed; it is tried again in its time", fault);
            }
        });
    }

    private void keepHouse(Settings settings, Logins logins, PubSub pubsub) {
        logins.expire();
        pubsub.expire();
        if (settings.archiveDays() > 0) {
            archive.expire(Instant.now().minus(Duration.ofDays(settings.archiveDays())));
        }
    }

    private <T extends AutoCloseable> T room(T room) {
        rooms.push(room);
        return room;
    }

    @Override
    public void destroyPlugin() {
        if (health != null) {
            health.open(false);
        }
        running = null;
        tearDown();
    }

    private void tearDown() {
        while (!rooms.isEmpty()) {
            AutoCloseable room = rooms.pop();
            try {
                room.close();
            } catch (Exception | LinkageError failed) {
                LOG.error("Fireside could not be torn down cleanly", failed);
            }
        }
        Leftovers.forgetRecords();
    }

    /** The views, for the admin console. */
    public Views views() {
        return views;
    }

    /** Its database, for the admin console. */
    public Database database() {
        return database;
    }

    /** Counts that anybody may see. */
    private Map<String, Number> openFigures() {
        Map<String, Number> figures = new LinkedHashMap<>();
        figures.put("sessions", sessions.all().size());
        figures.put("pages", sessions.all().stream().mapToInt(session -> session.pages().size()).sum());
        return figures;
    }

    /** Counts for the admin: who is here, what waits, what went wrong. */
    public Map<String, Number> figures() {
        Map<String, Number> figures = new LinkedHashMap<>(openFigures());
        figures.put("people", sessions.all().stream().map(Session::person).distinct().count());
        figures.put("actorsWaiting", actors.waiting());
        figures.put("hostWaiting", hostLane.queued());
        figures.put("dataWaiting", dataLane.queued());
        figures.put("spooled", archive.spooled());
        figures.put("lost", archive.lost());
        figures.put("takingOver", services.waiting());
        figures.put("stuck", actors.stuck());
        figures.put("faults", faults.count());
        return figures;
    }
}
