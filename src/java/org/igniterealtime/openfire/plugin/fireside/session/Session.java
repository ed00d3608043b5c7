package org.igniterealtime.openfire.plugin.fireside.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.host.HostSession;
import org.igniterealtime.openfire.plugin.fireside.host.VirtualLink;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Live;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;
import org.xmpp.packet.Presence;

/**
 * One browser of a person: a client session on the host's routing table, and an actor. Its pages are the browser's tabs.
 *
 * <p>The host's threads come in by {@link #delivered} and {@link #closed}, Jetty's by the methods of {@link Page.Owner};
 * they only enqueue. Everything else runs in the mailbox, one task at a time. What may block goes through
 * {@link #host} (the routing) and {@link #data} (the database) and comes back by {@link #then}.
 */
public final class Session implements VirtualLink.Receiver, Page.Owner, Mailbox.Owner {
    private static final int MAILBOX = 2000;
    private static final int MOST_PAGES = 30;
    private static final int REMEMBERED_CALLS = 128;
    private static final Duration FIRST_PAGE = Duration.ofSeconds(15);
    /** A page that is not live by then comes without scripts, or is in no hurry. */
    private static final Duration SHOWN = Duration.ofSeconds(3);

    /** What became of an action, so that one sent twice takes effect once. */
    private static final class Asked {
        // More than one when it came again by another page, while the socket of the first still seemed to live.
        private final List<Page> waiting = new ArrayList<>(1);
        private boolean over;
        private Refusal refusal;
        private String fault = "";
    }

    private final Sessions home;
    private final Person person;
    private final Login login;
    private final Mailbox mailbox;
    private final CopyOnWriteArrayList<Page> pages = new CopyOnWriteArrayList<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    // Sockets that wait for their page: whoever ends the session tells them.
    private final Set<Live.Taker> arriving = ConcurrentHashMap.newKeySet(2);
    private final Map<String, Asking> asking = new ConcurrentHashMap<>(2);
    private volatile boolean steppedBack;
    private volatile HostSession host;
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private final CompletableFuture<Void> shown = new CompletableFuture<>();

    // Under the monitor: whose presence has come since the features were last told; null when nobody's.
    private Set<String> presenceSeen;

    // In the mailbox only.
    private Map<String, Asked> asked;
    private final Map<Object, Runnable> latest = new HashMap<>(2);
    private Runnable grace = () -> { };

    private record Asking(String to, CompletableFuture<IQ> answer) {
    }

    Session(Sessions home, Person person, Login login) {
        this.home = home;
        this.person = person;
        this.login = login;
        this.mailbox = new Mailbox("session of " + person.username(), home.actors(), MAILBOX, this);
    }

    // ---- what it is

    public Person person() {
        return person;
    }

    public Login login() {
        return login;
    }

    /** Full JID. */
    public JID jid() {
        return host.address();
    }

    public List<Page> pages() {
        return pages;
    }

    public boolean over() {
        return ended.get();
    }

    // ---- beginning and end

    /** In the host lane: binds the resource. */
    void bind(String resource, String address, boolean encrypted, Locale locale) {
        host = HostSession.bind(person.username(), resource, new VirtualLink(this, address, encrypted), locale);
        if (ended.get()) {
            // Ended while it was being bound: whoever ended it found nothing to close.
            host.close();
            return;
        }
        grace = home.clock().after(FIRST_PAGE, () -> mailbox.execute(this::lingerIfAlone));
        announce().whenComplete((done, fault) -> available.complete(null));
        available.thenRun(() -> home.clock().after(SHOWN, this::hurry));
    }

    /** Completes when the host has taken the first presence, and so has delivered that of local contacts. */
    public CompletionStage<Void> available() {
        return available;
    }

    /** Completes once a first page is live, or is none after a while: work that can wait for that begins then. */
    public CompletionStage<Void> shown() {
        return shown;
    }

    /** A page is about to show what waits. */
    public void hurry() {
        shown.complete(null);
    }

    /** Tells the contacts what the person has chosen to show. */
    public CompletableFuture<Void> announce() {
        Presence presence = new Presence();
        Preferences chosen = person.preferences();
        if (!chosen.show().equals("online")) {
            presence.setShow(Presence.Show.valueOf(chosen.show()));
        }
        if (!chosen.status().isEmpty()) {
            presence.setStatus(chosen.status());
        }
        presence.setPriority(steppedBack ? -1 : 0);
        home.disco().describe(presence.getElement());
        return send(presence, "presence");
    }

    /**
     * Ends the session: pages are told by the close code, the host tells the contacts.
     *
     * @return completes when the host has been told
     */
    public CompletableFuture<Void> end(int code, String reason) {
        if (!ended.compareAndSet(false, true)) {
            return CompletableFuture.completedFuture(null);
        }
        pages.forEach(page -> page.close(code, reason));
        mailbox.close();
        refuseArriving();
        grace.run();
        asking.values().forEach(each -> each.answer().cancel(false));
        home.ended(this);
        return home.hostLane().call(this, "end", null, () -> {
            HostSession bound = host;
            if (bound != null) {
                bound.close();
            }
            return null;
        });
    }

    boolean routed() {
        return host != null && host.routed();
    }

    @Override
    public void closed() {
        end(Live.OVER, "the server ended the session");
    }

    @Override
    public void stuck() {
        end(1011, "the session is stuck");
    }

    // ---- tasks

    /** Runs in the mailbox. From a routing or Jetty thread, or wherever else. */
    public void tell(Runnable task) {
        mailbox.tell(task);
    }

    /** Runs in the mailbox, however full it is: what the caller asks for is bounded by itself. */
    public void run(Runnable task) {
        mailbox.execute(task);
    }

    /**
     * Runs behind what waits in the mailbox now; asked for again until then, the newest work of that name runs alone, in its
     * place. For what is drawn from the state of a thing, however often that changed. Called in the mailbox.
     */
    public void once(Object name, Runnable work) {
        latest.put(name, work);
        mailbox.execute(() -> {
            if (latest.remove(name, work)) {
                work.run();
            }
        });
    }

    /** Hands a signal to the features, in the mailbox. */
    public void signal(Object signal) {
        mailbox.tell(() -> home.signals().dispatch(this, signal));
    }

    /** Continues in the mailbox, at once when the stage is done already. Called in the mailbox. */
    public <T> void then(CompletionStage<T> stage, BiConsumer<T, Throwable> next) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        if (future.isDone()) {
            future.whenComplete(next);
        } else {
            future.whenComplete((value, fault) -> mailbox.execute(() -> next.accept(value, fault)));
        }
    }

    /** A call that may block on the database. */
    public <T> CompletableFuture<T> data(Object chain, Callable<T> work) {
        return home.dataLane().call(this, chain, null, work);
    }

    /** Calls into the host that may block; those of one chain keep their order. */
    public CompletableFuture<Void> host(Object chain, Runnable work) {
        return home.hostLane().call(this, chain, null, () -> {
            work.run();
            return null;
        });
    }

    /** Routes a stanza as this session's client. Stanzas of one chain keep their order. */
    public CompletableFuture<Void> send(Packet packet, Object chain) {
        JID to = packet.getTo();
        String peer = to == null || to.getDomain().equals(home.server().domain()) ? null : to.getDomain();
        return home.hostLane().call(this, chain, peer, () -> {
            host.route(packet);
            return null;
        });
    }

    /**
     * Sends a request and waits for its answer, without a thread.
     *
     * @return the result or error; a {@link TimeoutException} when none came in time
     */
    public CompletableFuture<IQ> ask(IQ request, Duration patience) {
        Asking mine = new Asking(request.getTo() == null ? "" : request.getTo().toString(), new CompletableFuture<>());
        asking.put(request.getID(), mine);
        Runnable callOff = home.clock().after(patience, () -> mine.answer().completeExceptionally(new TimeoutException()));
        mine.answer().whenComplete((answer, fault) -> {
            callOff.run();
            asking.remove(request.getID(), mine);
        });
        send(request, request.getID()).whenComplete((done, fault) -> {
            if (fault != null) {
                mine.answer().completeExceptionally(fault);
            }
        });
        return mine.answer();
    }

    // ---- what is delivered, on the host's threads

    @Override
    public void delivered(Packet packet) {
        if (home.diverts(this, packet)) {
            return;
        }
        if (packet instanceof Presence presence) {
            presence(presence);
        } else if (packet instanceof Message message) {
            message(message);
        } else if (packet instanceof IQ iq) {
            iq(iq);
        }
    }

    private void presence(Presence presence) {
        JID from = presence.getFrom();
        if (from == null) {
            return;
        }
        String contact = from.toBareJID();
        Presence.Type type = presence.getType();
        if (type == null) {
            if (from.getResource() != null) {
                person.presences().put(contact, Reading.availability(presence));
            }
        } else if (type == Presence.Type.unavailable) {
            person.presences().remove(contact, from.getResource());
        } else if (type == Presence.Type.error) {
            return;
        } else {
            signal(new Signals.RosterSeen(contact));
            return;
        }
        // Many in one moment, as after the first presence, are one task.
        if (note(contact)) {
            mailbox.execute(() -> noted().forEach(each -> home.signals().dispatch(this, new Signals.PresenceSeen(each))));
        }
    }

    private synchronized boolean note(String contact) {
        boolean first = presenceSeen == null;
        if (first) {
            presenceSeen = new HashSet<>();
        }
        presenceSeen.add(contact);
        return first;
    }

    // The set goes with its task: one that had grown by hundreds would stay as large for as long as the session.
    private synchronized Set<String> noted() {
        Set<String> contacts = presenceSeen;
        presenceSeen = null;
        return contacts;
    }

    private void message(Message message) {
        Reading.message(message).ifPresent(this::signal);
        Reading.announcement(message, home.server().domain()).ifPresent(this::signal);
    }

    private void iq(IQ iq) {
        if (iq.isResponse()) {
            Asking mine = asking.get(iq.getID() == null ? "" : iq.getID());
            if (mine != null && answers(mine, iq)) {
                mine.answer().complete(iq.createCopy());
            }
            return;
        }
        boolean push = Reading.isRosterPush(iq, person.jid());
        if (push) {
            Reading.rosterItems(iq).forEach(contact -> signal(new Signals.RosterSeen(contact)));
        }
        IQ answer = push ? IQ.createResultIQ(iq) : home.disco().answer(iq);
        send(answer, "answers");
    }

    // An answer counts only from whom was asked; the server may answer for the account without saying so.
    private boolean answers(Asking mine, IQ iq) {
        String from = iq.getFrom() == null ? "" : iq.getFrom().toString();
        boolean ownAccount = mine.to().isEmpty() || mine.to().equals(person.jid().toString());
        return from.equals(mine.to())
            || ownAccount && (from.isEmpty() || from.equals(person.jid().toString()) || from.equals(home.server().domain())
                || from.equals(host.address().toString()));
    }

    // ---- pages

    /** Has a socket seated in the mailbox; where the session ends meanwhile it is told to try again, and finds another one or none. */
    void seat(Live.Taker taker, Runnable seating) {
        arriving.add(taker);
        mailbox.tell(() -> {
            if (arriving.remove(taker)) {
                seating.run();
            }
            if (ended.get()) {
                pages.forEach(page -> page.close(Live.AGAIN, "try again later"));
            }
        });
        if (ended.get()) {
            refuseArriving();
        }
    }

    private void refuseArriving() {
        for (Live.Taker taker : arriving) {
            if (arriving.remove(taker)) {
                taker.refuse(Live.AGAIN, "try again later");
            }
        }
    }

    /** A new page. In the mailbox. */
    public Optional<Page> open(Locale locale, Place place) {
        pages.stream().filter(page -> !page.connected()).limit(Math.max(0, pages.size() - MOST_PAGES + 1)).forEach(pages::remove);
        if (pages.size() >= MOST_PAGES) {
            return Optional.empty();
        }
        Page page = new Page(home.randomId(), this, locale, place);
        pages.add(page);
        return Optional.of(page);
    }

    /** The page of that id, when it is still there. */
    public Optional<Page> page(String id) {
        return pages.stream().filter(page -> page.id().equals(id)).findFirst();
    }

    /** Patches the pages that show a thing; what is rendered is rendered once a language. In the mailbox. */
    public void show(Predicate<Page> where, Function<Locale, List<Patch>> patches) {
        Map<Locale, List<Patch>> rendered = new LinkedHashMap<>(2);
        for (Page page : pages) {
            if (where.test(page)) {
                rendered.computeIfAbsent(page.locale(), patches).forEach(page::patch);
            }
        }
    }

    @Override
    public void called(Page page, Call call) {
        // Their number is bounded by the socket, which slows and cuts a flood.
        mailbox.execute(() -> call(page, call));
    }

    @Override
    public void malformed(Page page, String reference, Refusal refusal) {
        mailbox.execute(() -> page.refuse(reference, home.stage().words(refusal, page.locale()), ""));
    }

    @Override
    public void arrived(Page page) {
        mailbox.execute(() -> {
            if (!pages.contains(page)) {
                pages.add(page);
            }
            grace.run();
            hurry();
            if (steppedBack) {
                steppedBack = false;
                host("priority", host::stepForward);
            }
        });
    }

    @Override
    public void left(Page page) {
        mailbox.execute(this::lingerIfAlone);
    }

    @Override
    public void stale(Page page) {
        mailbox.execute(() -> home.stage().redraw(this, page));
    }

    private void lingerIfAlone() {
        if (pages.stream().anyMatch(Page::connected)) {
            return;
        }
        if (!steppedBack) {
            steppedBack = true;
            host("priority", host::stepBack);
        }
        grace.run();
        grace = home.clock().after(home.settings().grace(), () -> mailbox.execute(this::endIfAlone));
    }

    private void endIfAlone() {
        if (pages.stream().noneMatch(Page::connected)) {
            end(1001, "nobody is here");
        }
    }

    /** Forgets pages that have been without a socket for too long. From the clock. */
    void sweep(Duration linger) {
        long now = System.nanoTime();
        if (pages.stream().anyMatch(page -> gone(page, now, linger))) {
            mailbox.execute(() -> pages.removeIf(page -> gone(page, now, linger)));
        }
    }

    private static boolean gone(Page page, long now, Duration linger) {
        return !page.connected() && now - page.leftAt() > linger.toNanos();
    }

    // ---- actions, in the mailbox

    private void call(Page page, Call call) {
        Asked known = remembered().get(call.reference());
        if (known != null) {
            if (!known.waiting.contains(page)) {
                known.waiting.add(page);
            }
            answer(call.reference(), known);
            return;
        }
        Asked fresh = new Asked();
        fresh.waiting.add(page);
        remembered().put(call.reference(), fresh);
        then(act(page, call), (refusal, fault) -> {
            fresh.over = true;
            if (fault == null) {
                fresh.refusal = refusal.orElse(null);
            } else {
                fail(fresh, call, fault);
            }
            answer(call.reference(), fresh);
        });
    }

    /** Does what a page asked, outside the live page: a form that was sent without script. In the mailbox. */
    public CompletionStage<Optional<Refusal>> act(Page page, Call call) {
        Optional<Action> action = home.actions().find(call.action());
        if (action.isEmpty()) {
            return Action.refused(Refusal.invalid("live.unknownAction"));
        }
        try {
            return action.get().act(this, page, call);
        } catch (RuntimeException fault) {
            return CompletableFuture.failedFuture(fault);
        }
    }

    private void fail(Asked fresh, Call call, Throwable fault) {
        Throwable cause = fault instanceof java.util.concurrent.CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        if (cause instanceof Outage) {
            fresh.refusal = Refusal.unavailable("problem.outage");
        } else if (cause instanceof TimeoutException) {
            fresh.refusal = Refusal.unavailable("problem.timeout");
        } else {
            fresh.refusal = Refusal.of(Refusal.Kind.FAULT, "problem.fault");
            fresh.fault = home.faults().report("action " + call.action(), cause);
        }
    }

    private void answer(String reference, Asked outcome) {
        if (!outcome.over) {
            return;
        }
        for (Page page : outcome.waiting) {
            if (outcome.refusal == null) {
                page.acknowledge(reference);
            } else {
                page.refuse(reference, home.stage().words(outcome.refusal, page.locale()), outcome.fault);
            }
        }
        outcome.waiting.clear();
    }

    private Map<String, Asked> remembered() {
        if (asked == null) {
            asked = new LinkedHashMap<>(8) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Asked> eldest) {
                    return size() > REMEMBERED_CALLS;
                }
            };
        }
        return asked;
    }

    // ---- the mailbox's own words

    @Override
    public void overflowed() {
        pages.forEach(page -> home.stage().redraw(this, page));
    }

    @Override
    public void turnEnded() {
        pages.forEach(Page::flush);
    }

    @Override
    public void faulted(String reference) {
        for (Page page : pages) {
            page.refuse("", home.stage().words(Refusal.of(Refusal.Kind.FAULT, "problem.fault"), page.locale()), reference);
        }
    }

}
