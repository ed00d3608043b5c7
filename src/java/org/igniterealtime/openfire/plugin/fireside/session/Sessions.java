package org.igniterealtime.openfire.plugin.fireside.session;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.host.Account;
import org.igniterealtime.openfire.plugin.fireside.host.Accounts;
import org.igniterealtime.openfire.plugin.fireside.host.Server;
import org.igniterealtime.openfire.plugin.fireside.host.Settings;
import org.igniterealtime.openfire.plugin.fireside.live.Live;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.igniterealtime.openfire.plugin.fireside.work.Clock;
import org.igniterealtime.openfire.plugin.fireside.work.Faults;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.Packet;

/** All sessions of browsers on this node: one a log-in, bound when its first page comes. */
public final class Sessions implements Live.Pages, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final Duration SWEEP = Duration.ofSeconds(10);
    private static final Duration RECHECK = Duration.ofMinutes(10);
    private static final int MOST_PER_PERSON = 20;

    /** What the sessions stand on. */
    public record Ground(Server server, Settings settings, Accounts accounts, Logins logins, PreferenceStore preferences,
                         Actors actors, Lane hostLane, Lane dataLane, Clock clock, Faults faults, Disco disco,
                         Actions actions, Signals signals) {
    }

    private final Ground ground;
    private final ConcurrentHashMap<String, CompletableFuture<Session>> byLogin = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Person> people = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final List<Consumer<Person>> preparations = new CopyOnWriteArrayList<>();
    private final List<Diversion> diversions = new CopyOnWriteArrayList<>();
    private final List<Consumer<Session>> beginnings = new CopyOnWriteArrayList<>();
    private final List<Consumer<Session>> ends = new CopyOnWriteArrayList<>();
    private volatile Stage stage;
    private volatile boolean closed;

    public Sessions(Ground ground) {
        this.ground = ground;
    }

    /** @param drawing who draws the pages */
    public void open(Stage drawing) {
        stage = drawing;
        ground.clock().every(Duration.ofSeconds(1), () -> ground.actors().watch(ground.settings().stuckAfter()));
        ground.clock().every(SWEEP, () -> all().forEach(session -> session.sweep(ground.settings().pageLinger())));
        ground.clock().every(RECHECK, () -> all().forEach(this::recheck));
    }

    /**
     * The session of a log-in, bound now when there is none yet.
     *
     * @param address of the browser
     * @return a session on the routing table; an {@link Outage} or fault when it could not be had
     */
    public CompletableFuture<Session> of(Login login, String address, boolean encrypted, Locale locale) {
        if (closed) {
            return CompletableFuture.failedFuture(new IllegalStateException("Fireside is going"));
        }
        CompletableFuture<Session> mine = new CompletableFuture<>();
        CompletableFuture<Session> there = byLogin.putIfAbsent(login.id(), mine);
        if (there != null) {
            return there;
        }
        ground.hostLane().call(login.id(), () -> bind(login, address, encrypted, locale)).whenComplete((session, fault) -> {
            if (fault == null) {
                mine.complete(session);
                if (session.over()) {
                    byLogin.remove(login.id(), mine);
                }
            } else {
                byLogin.remove(login.id(), mine);
                mine.completeExceptionally(fault);
            }
        });
        return mine;
    }

    private Session bind(Login login, String address, boolean encrypted, Locale locale) {
        Account account = ground.accounts().find(login.username())
            .orElseThrow(() -> new IllegalStateException("The account is gone"));
        Preferences chosen = preferences(login.username());
        Session session;
        synchronized (people) {
            Person person = people.computeIfAbsent(login.username(),
                any -> new Person(account, ground.server().jid(account.username()), chosen));
            if (person.sessions().size() >= MOST_PER_PERSON) {
                person.sessions().get(0).end(Live.OVER, "too many sessions");
            }
            session = new Session(this, person, login);
            person.add(session);
        }
        prepare(session.person());
        try {
            session.bind("fireside-" + randomId(), address, encrypted, locale);
        } catch (RuntimeException failed) {
            ended(session);
            throw failed;
        }
        beginnings.forEach(each -> each.accept(session));
        return session;
    }

    /** Done in a lane before a session is handed out: reads what its first page counts on. May block. */
    public void prepare(Consumer<Person> preparation) {
        preparations.add(preparation);
    }

    /** Done on the lane's thread when a session has been bound; returns at once. */
    public void whenBound(Consumer<Session> then) {
        beginnings.add(then);
    }

    /** Done when a session has ended, on whatever thread; returns at once. */
    public void whenEnded(Consumer<Session> then) {
        ends.add(then);
    }

    /** Has some of what is delivered to sessions taken elsewhere. */
    public void divert(Diversion diversion) {
        diversions.add(diversion);
    }

    boolean diverts(Session session, Packet packet) {
        for (Diversion each : diversions) {
            if (each.takes(session, packet)) {
                return true;
            }
        }
        return false;
    }

    private void prepare(Person person) {
        try {
            preparations.forEach(each -> each.accept(person));
        } catch (Outage down) {
            LOG.debug("{} begins without what the database knows", person.username(), down);
        }
    }

    private Preferences preferences(String username) {
        try {
            return ground.preferences().read(username);
        } catch (Outage down) {
            return Preferences.NONE;
        }
    }

    void ended(Session session) {
        ends.forEach(each -> each.accept(session));
        synchronized (people) {
            if (session.person().remove(session)) {
                people.remove(session.person().username(), session.person());
            }
        }
        byLogin.computeIfPresent(session.login().id(),
            (id, future) -> future.isDone() && future.getNow(null) == session ? null : future);
    }

    /** Those that are bound now. */
    public Collection<Session> all() {
        List<Session> sessions = new ArrayList<>();
        people.values().forEach(person -> sessions.addAll(person.sessions()));
        return sessions;
    }

    /** Who has a session here. */
    public Optional<Person> person(String username) {
        return Optional.ofNullable(people.get(username));
    }

    /** Hands a signal to each session of an account. */
    public void signal(String username, Object signal) {
        person(username).ifPresent(person -> person.sessions().forEach(session -> session.signal(signal)));
    }

    /** Hands a signal to each session there is. */
    public void signalAll(Object signal) {
        all().forEach(session -> session.signal(signal));
    }

    /** Ends the session of a log-in that was revoked. */
    public void end(String loginId, int code, String reason) {
        all().stream().filter(session -> session.login().id().equals(loginId)).forEach(session -> session.end(code, reason));
    }

    /** Ends all sessions of an account. */
    public void endAll(String username, String reason) {
        person(username).ifPresent(person -> person.sessions().forEach(session -> session.end(Live.OVER, reason)));
    }

    // A lock-out or an end of the account does not close sessions by itself on every host.
    private void recheck(Session session) {
        ground.dataLane().call(session, () -> ground.logins().holdsStill(session.login())).whenComplete((holds, fault) -> {
            if (fault == null && !holds) {
                session.end(Live.LOG_IN, "the log-in does not hold any more");
            }
        });
    }

    // ---- pages that come by socket

    @Override
    public void arrive(Live.Visitor visitor, Live.Taker taker) {
        ground.dataLane().call(visitor.token(), () -> ground.logins().find(visitor.token(), visitor.address()))
            .whenComplete((login, fault) -> {
                if (fault != null) {
                    taker.refuse(Live.AGAIN, "try again later");
                } else if (login.isEmpty()) {
                    taker.refuse(Live.LOG_IN, "not logged in");
                } else {
                    arrive(login.get(), visitor, taker);
                }
            });
    }

    private void arrive(Login login, Live.Visitor visitor, Live.Taker taker) {
        of(login, visitor.address(), visitor.encrypted(), visitor.locale()).whenComplete((session, fault) -> {
            if (fault != null) {
                LOG.debug("No session for a page of {}", login.username(), fault);
                taker.refuse(Live.AGAIN, "try again later");
            } else {
                session.seat(taker, () -> seat(session, visitor, taker));
            }
        });
    }

    // A live page that has a socket already is somebody else's: a copied tab gets a page of its own.
    private void seat(Session session, Live.Visitor visitor, Live.Taker taker) {
        Optional<Page> known = session.page(visitor.page());
        if (known.isPresent() && taker.take(known.get(), visitor.last())) {
            return;
        }
        Optional<Page> fresh = session.open(visitor.locale(), visitor.place());
        if (fresh.isEmpty()) {
            taker.refuse(4429, "too many pages");
        } else {
            taker.take(fresh.get(), -1);
        }
    }

    // ---- the ground, for the sessions

    Actors actors() {
        return ground.actors();
    }

    public Lane hostLane() {
        return ground.hostLane();
    }

    public Lane dataLane() {
        return ground.dataLane();
    }

    public Clock clock() {
        return ground.clock();
    }

    Faults faults() {
        return ground.faults();
    }

    Disco disco() {
        return ground.disco();
    }

    Actions actions() {
        return ground.actions();
    }

    Signals signals() {
        return ground.signals();
    }

    Server server() {
        return ground.server();
    }

    Settings settings() {
        return ground.settings();
    }

    Stage stage() {
        return stage;
    }

    String randomId() {
        byte[] id = new byte[12];
        random.nextBytes(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }


    /** Ends every session, and waits until the host has told the contacts of each. */
    @Override
    public void close() {
        closed = true;
        List<Session> ending = new ArrayList<>(all());
        List<CompletableFuture<Void>> told = new ArrayList<>();
        ending.forEach(session -> told.add(session.end(1012, "the server restarts")));
        try {
            CompletableFuture.allOf(told.toArray(CompletableFuture[]::new)).get(5, TimeUnit.SECONDS);
            awaitUnrouted(ending);
        } catch (ExecutionException | TimeoutException late) {
            LOG.warn("Not every session could be ended in time", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // Openfire 5.1 ends a session on another thread: what it calls there must still be loadable.
    private static void awaitUnrouted(List<Session> ending) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        while (ending.stream().anyMatch(Session::routed) && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
