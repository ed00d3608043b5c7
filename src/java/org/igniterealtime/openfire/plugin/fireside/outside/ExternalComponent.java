package org.igniterealtime.openfire.plugin.fireside.outside;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.logging.Level;
import org.igniterealtime.openfire.plugin.fireside.caps.Capabilities;
import org.igniterealtime.openfire.plugin.fireside.component.Approvals;
import org.igniterealtime.openfire.plugin.fireside.component.Desk;
import org.igniterealtime.openfire.plugin.fireside.component.Intake;
import org.igniterealtime.openfire.plugin.fireside.component.Outlet;
import org.igniterealtime.openfire.plugin.fireside.component.Pace;
import org.igniterealtime.openfire.plugin.fireside.component.Service;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.fetch.Guard;
import org.igniterealtime.openfire.plugin.fireside.notify.Notifier;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSub;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSubProtocol;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.igniterealtime.openfire.plugin.fireside.work.Faults;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.Packet;

/**
 * The composition root of the process outside a server: builds the rooms in order, and tears them down in reverse. Begins without
 * a server, and waits for it; ends on SIGTERM when all that it took has been answered.
 */
public final class ExternalComponent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExternalComponent.class);
    private static final List<String> OWN_FEATURES = List.of(Ns.DISCO_INFO, Ns.DISCO_ITEMS, Ns.PING);
    private static final Duration HOUSEKEEPING = Duration.ofHours(1);
    // Kept, since the JDK forgets the level of a logger that nobody holds.
    private static final java.util.logging.Logger POOL = java.util.logging.Logger.getLogger("com.zaxxer.hikari");
    private static final Duration LOOK = Duration.ofSeconds(20);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);
    private static final Duration LAST_TRANSFERS = Duration.ofSeconds(20);

    private final Deque<AutoCloseable> rooms = new ArrayDeque<>();
    private final Map<String, Station> stations = new ConcurrentHashMap<>();
    private final Outlet outlet = this::send;
    private final OwnSettings settings;
    private final String domain;
    private final org.igniterealtime.openfire.plugin.fireside.work.Clock clock;
    private final Lane dataLane;
    private final Lane serverLane;
    private final Intake intake;
    private final PubSub pubsub;
    private final PubSubProtocol protocol;
    private final Optional<OwnWeb> files;
    private final Errands errands;

    private ExternalComponent(OwnSettings settings) {
        this.settings = settings;
        this.domain = settings.domain();
        // Read before anything is opened, so that what is wrong there is said at once.
        Station.Post main = settings.post(settings.address(), settings.secret());
        Optional<FileSettings> told = settings.files();
        Set<InetSocketAddress> besides = settings.besides();
        int account = settings.requestsOfAccount();
        int server = settings.requestsOfDomain();
        Pace pace = new Pace(domain, () -> account, () -> server);
        Optional<Station.Post> comments = settings.comments().map(address -> settings.post(address, settings.commentsSecret()));
        try {
            Database database = database();
            clock = room(new org.igniterealtime.openfire.plugin.fireside.work.Clock());
            serverLane = room(new Lane("server", 4, 4, 4, 50_000));
            dataLane = room(new Lane("data", Math.max(4, Math.min(10, Runtime.getRuntime().availableProcessors() * 2)), 4, 4, 20_000));
            Faults faults = new Faults();
            Strangers people = new Strangers(domain);
            intake = new Intake(dataLane, outlet, faults, domain, pace);
            pubsub = pubsub(database, people);
            protocol = new PubSubProtocol(pubsub);
            files = told.map(each -> room(new OwnWeb(each, database, people, clock, faults, () -> stations.get(main.address().toString()).isServed())));
            errands = room(new Errands(new Guard(besides), outlet));
            serve(main, "Fireside", this::furnish);
            comments.ifPresent(second -> serve(second, "Comments", desk -> { }));
            clock.every(HOUSEKEEPING, this::keepHouse);
            clock.every(LOOK, this::look);
        } catch (RuntimeException failed) {
            tearDown();
            throw failed;
        }
    }

    private Database database() {
        OwnDatabase own = room(settings.database());
        Database database = new Database(own);
        database.makeCommitsDurable();
        Tables.ensure(database, own.engine());
        return database;
    }

    // Who subscribed is told; whose client would like to be, by its capabilities, only his own server knows.
    private PubSub pubsub(Database database, Strangers people) {
        Events events = new Events();
        PubSub engine = new PubSub(database, events, new Stamp(Clock.systemUTC()), people, Clock.systemUTC());
        Capabilities none = room(new Capabilities(events, node -> false, (question, overdue) -> { }));
        room(new Notifier(events, engine, none, people, node -> false, dataLane, outlet));
        return engine;
    }

    private void furnish(Desk desk) {
        files.ifPresent(each -> each.requests().forEach(desk::add));
        desk.add(new ServerRequests(domain, files.map(OwnWeb::web), account -> {
            files.ifPresent(each -> each.files().forget(account));
            pubsub.forget(account);
        }, errands));
    }

    private void serve(Station.Post post, String title, Consumer<Desk> more) {
        Desk desk = new Desk(protocol, title, OWN_FEATURES);
        more.accept(desk);
        Service service = new Service(post.address(), title, intake, desk, new Approvals(pubsub),
            named -> Optional.empty(), answer -> { });
        stations.put(post.address().toString(), room(new Station(post, service)));
    }

    private void keepHouse() {
        dataLane.call(pubsub, () -> {
            pubsub.expire();
            return null;
        }).whenComplete((done, fault) -> {
            if (fault != null) {
                LOG.warn("Housekeeping failed; it is tried again in its time", fault);
            }
        });
    }

    private void look() {
        stations.values().forEach(station -> station.check().ifPresent(outlet::send));
    }

    private void open() {
        files.ifPresent(OwnWeb::open);
        stations.values().forEach(Station::open);
    }

    // All goes to one server, which takes one stanza after the other.
    private void send(Object line, String domain, Iterable<? extends Packet> packets) {
        serverLane.call(line, () -> {
            packets.forEach(packet -> stations.get(packet.getFrom().getDomain()).send(packet));
            return null;
        }).whenComplete((sent, fault) -> {
            if (fault != null) {
                LOG.debug("Stanzas to {} were not sent", domain, fault);
            }
        });
    }

    private <T extends AutoCloseable> T room(T room) {
        rooms.push(room);
        return room;
    }

    /** Takes nothing more, answers what it took, and ends. */
    @Override
    public void close() {
        stations.values().forEach(Station::deafen);
        boolean answered = dataLane.drain(LAST_ANSWERS);
        if (!serverLane.drain(LAST_ANSWERS) || !answered) {
            LOG.warn("Not all could be answered");
        }
        if (!files.map(each -> each.drain(LAST_TRANSFERS)).orElse(true)) {
            LOG.warn("What was being uploaded still is left out");
        }
        tearDown();
    }

    private void tearDown() {
        while (!rooms.isEmpty()) {
            try {
                rooms.pop().close();
            } catch (Exception failed) {
                LOG.error("The component could not be torn down cleanly", failed);
            }
        }
    }

    // A line for what matters; of what a library says, its warnings. HSQLDB would make all of it its own.
    private static void speakPlainly() {
        System.getProperties().putIfAbsent("java.util.logging.SimpleFormatter.format", "%1$tF %1$tT %4$s %5$s%6$s%n");
        System.getProperties().putIfAbsent("hsqldb.reconfig_logging", "false");
        POOL.setLevel(Level.WARNING);
    }

    /**
     * Runs until the process is told to end. What keeps it from beginning is said on standard error, and ends it with status 2.
     *
     * @param arguments a file of settings, or nothing
     */
    public static void main(String[] arguments) throws InterruptedException {
        speakPlainly();
        try {
            OwnSettings settings = new OwnSettings(arguments.length == 0 ? null : Path.of(arguments[0]), System.getenv());
            if (arguments.length > 1 || !settings.isComplete()) {
                throw new Misfit(OwnSettings.USAGE);
            }
            ExternalComponent component = new ExternalComponent(settings);
            CountDownLatch ended = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                component.close();
                ended.countDown();
            }, "fireside-end"));
            component.open();
            ended.await();
        } catch (Misfit misfit) {
            System.err.println(misfit.getMessage());
            System.exit(2);
        } catch (Outage failed) {
            System.err.println("The database failed: " + failed.getCause().getMessage());
            System.exit(2);
        }
    }
}
