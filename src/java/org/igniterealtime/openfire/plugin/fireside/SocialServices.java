package org.igniterealtime.openfire.plugin.fireside;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.annex.Annex;
import org.igniterealtime.openfire.plugin.fireside.caps.Capabilities;
import org.igniterealtime.openfire.plugin.fireside.component.Answers;
import org.igniterealtime.openfire.plugin.fireside.component.Approvals;
import org.igniterealtime.openfire.plugin.fireside.component.Desk;
import org.igniterealtime.openfire.plugin.fireside.component.Intake;
import org.igniterealtime.openfire.plugin.fireside.component.Offer;
import org.igniterealtime.openfire.plugin.fireside.component.Outlet;
import org.igniterealtime.openfire.plugin.fireside.component.Pace;
import org.igniterealtime.openfire.plugin.fireside.component.Service;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.host.AccountGone;
import org.igniterealtime.openfire.plugin.fireside.host.Accounts;
import org.igniterealtime.openfire.plugin.fireside.host.Blocking;
import org.igniterealtime.openfire.plugin.fireside.host.Components;
import org.igniterealtime.openfire.plugin.fireside.host.HostRelations;
import org.igniterealtime.openfire.plugin.fireside.host.Inquiries;
import org.igniterealtime.openfire.plugin.fireside.host.PepNodes;
import org.igniterealtime.openfire.plugin.fireside.host.Rosters;
import org.igniterealtime.openfire.plugin.fireside.host.Server;
import org.igniterealtime.openfire.plugin.fireside.host.Settings;
import org.igniterealtime.openfire.plugin.fireside.notify.Notifier;
import org.igniterealtime.openfire.plugin.fireside.host.RoomDoor;
import org.igniterealtime.openfire.plugin.fireside.host.RoomTables;
import org.igniterealtime.openfire.plugin.fireside.mam.AccountHistory;
import org.igniterealtime.openfire.plugin.fireside.mam.RoomHistory;
import org.igniterealtime.openfire.plugin.fireside.mam.RoomLog;
import org.igniterealtime.openfire.plugin.fireside.pep.AccountDesk;
import org.igniterealtime.openfire.plugin.fireside.pep.GiveBack;
import org.igniterealtime.openfire.plugin.fireside.pep.Import;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSub;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSubProtocol;
import org.igniterealtime.openfire.plugin.fireside.pubsub.SocialNodes;
import org.igniterealtime.openfire.plugin.fireside.route.Additions;
import org.igniterealtime.openfire.plugin.fireside.route.Handover;
import org.igniterealtime.openfire.plugin.fireside.route.Histories;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.igniterealtime.openfire.plugin.fireside.work.Clock;
import org.igniterealtime.openfire.plugin.fireside.work.Faults;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.StanzaErrors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Packet;
import org.xmpp.packet.PacketError;

/** The part of the composition root that serves nodes to other entities: the engine, the services, the hand-over, who is told. */
final class SocialServices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SocialServices.class);
    private static final String SERVICE = "fireside";
    // Takes what is handed over for accounts where a component outside the server has that name, and answers nothing else.
    private static final String ACCOUNTS = "fireside-accounts";
    // The name at which Movim looks for where to put comments.
    private static final String COMMENTS = "comments";
    // Not last-published, which says that it is the default of every node (XEP-0060 §6.1.7).
    private static final List<String> OWN_FEATURES = List.of(Ns.DISCO_INFO, Ns.DISCO_ITEMS, Ns.PING);
    private static final List<String> ACCOUNT_FEATURES = List.of(Ns.PUBSUB + "#auto-subscribe", Ns.PUBSUB + "#filtered-notifications",
        Ns.PUBSUB + "#presence-subscribe");
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int PROGRESS = 100;
    // The host's table does not know of what it was given in the last two minutes.
    private static final Duration SETTLED = Duration.ofMinutes(3);

    /** What they stand on. */
    record Ground(Server server, Settings settings, Accounts accounts, Rosters rosters, Blocking blocking, HostRelations relations, Database database,
                  Events events, Stamp stamp, Lane dataLane, Lane hostLane, Clock clock, Faults faults) {
    }

    private final Deque<AutoCloseable> rooms = new ArrayDeque<>();
    private final Ground ground;
    private final Components components = new Components();
    private final boolean outside;
    private final String own;
    private final PubSub pubsub;
    private final PubSubProtocol protocol;
    private final Handover handover;
    private final Additions additions;
    private final Import imports;
    private final Outlet outlet = this::send;
    private final Desk desk;
    private final Inquiries inquiries = new Inquiries(outlet::send);
    private final Optional<Annex> annex;
    private final Desk accountDesk;
    private Histories histories;
    private RoomHistory roomHistory;

    SocialServices(Ground ground) {
        this.ground = ground;
        this.outside = ground.settings().componentOutside() || components.taken(address(SERVICE));
        this.own = outside ? ACCOUNTS : SERVICE;
        this.annex = outside ? Optional.of(new Annex(inquiries, address(SERVICE), address(ACCOUNTS), ground.hostLane())) : Optional.empty();
        this.pubsub = new PubSub(ground.database(), ground.events(), ground.stamp(), ground.relations(), java.time.Clock.systemUTC());
        this.protocol = new PubSubProtocol(pubsub);
        this.handover = new Handover(ground.server().domain(), address(own).toString(), SocialNodes::has);
        this.additions = new Additions(ground.server().domain(), this::addFeatures);
        this.desk = new Desk(protocol, "Fireside", OWN_FEATURES);
        this.accountDesk = new Desk(protocol, "Fireside", OWN_FEATURES);
        this.imports = new Import(pubsub, ground.server(), new PepNodes(ground.database(), ground.server().domain()), handover::past);
    }

    PubSub pubsub() {
        return pubsub;
    }

    /** Accounts that have something at the host still. */
    int waiting() {
        return imports.waiting();
    }

    /** What is asked in the name of accounts. */
    Inquiries inquiries() {
        return inquiries;
    }

    /** The component outside, where there is one. */
    Optional<Annex> annex() {
        return annex;
    }

    /** What is answered at the service from now on. */
    void add(Offer offer) {
        desk.add(offer);
    }

    /** How the archives of accounts and rooms are read; before it begins to serve. */
    void add(Histories which, RoomLog log, RoomTables tables, Predicate<JID> isRoom) {
        histories = which;
        roomHistory = new RoomHistory(ground.database(), outlet, tables, new RoomDoor(inquiries), log, isRoom, ground.dataLane(), ground.faults());
        accountDesk.add(new AccountHistory(ground.database(), outlet));
        handover.besides(which::concerns);
    }

    /** Says something as who its sender is, later. */
    void say(Packet packet) {
        outlet.send(packet);
    }

    Handover handover() {
        return handover;
    }

    Additions additions() {
        return additions;
    }

    /** Begins to serve; before the interceptor is there. */
    void open() {
        Capabilities capabilities = room(new Capabilities(ground.events(), SocialNodes::has, this::ask));
        room(new Notifier(ground.events(), pubsub, capabilities, new HostPeople(ground.server(), ground.rosters(), ground.relations()),
            imports::isRunning, ground.dataLane(), outlet));
        String domain = ground.server().domain();
        Intake intake = new Intake(ground.dataLane(), outlet, ground.faults(), domain,
            new Pace(domain, ground.settings()::requestsPerSecond, ground.settings()::writesPerSecond));
        AccountDesk accounts = new AccountDesk(domain, accountDesk, ground.accounts(),
            ground.blocking(), imports, additions,
            this::toHost);
        JID address = address(own);
        Answers itself = outside ? SocialServices::refuse : desk;
        Answers answers = (request, as) -> as.equals(address) ? itself.to(request, as)
            : as.getDomain().equals(domain) ? accounts.to(request, as) : roomHistory.to(request, as);
        Approvals approvals = new Approvals(pubsub);
        if (outside) {
            LOG.warn("{} is left to a component outside the server; Fireside takes care of accounts alone, and of what is said of their posts", address(SERVICE));
        }
        if (serve(own, new Service(address, "Fireside", intake, answers, approvals,
            request -> roomHistory.room(request).or(() -> accounts.account(request)), capabilities::answered))) {
            takeOver();
            ground.clock().after(SETTLED, () -> ground.dataLane().call(imports, () -> {
                takeOver();
                return null;
            }));
            handover.open();
            histories.open();
            room(histories::close);
        }
        annex.ifPresent(each -> {
            each.open(ground.clock());
            room(ground.events().on(AccountGone.class, gone -> each.forget(ground.server().jid(gone.username()))));
        });
        room(ground.settings().whenAsked(Settings.GIVE_BACK, this::giveBack));
        serve(COMMENTS, new Service(address(COMMENTS), "Comments", intake, new Desk(protocol, "Comments", OWN_FEATURES),
            approvals, request -> Optional.empty(), answer -> { }));
    }

    private static Optional<IQ> refuse(IQ request, JID as) {
        return Optional.of(StanzaErrors.answer(request, as, PacketError.Condition.service_unavailable));
    }

    // What the engine does, and what this makes of it for others (XEP-0060 §10, XEP-0163 §4.3.2).
    private void addFeatures(Element query) {
        protocol.addAccountFeatures(query);
        Set<String> missing = new LinkedHashSet<>(ACCOUNT_FEATURES);
        if (histories.offered()) {
            missing.addAll(List.of(Ns.HISTORY, Ns.HISTORY_EXTENDED, Ns.STANZA_ID));
        }
        query.elements("feature").forEach(feature -> missing.remove(((Element) feature).attributeValue("var")));
        missing.forEach(feature -> query.addElement("feature").addAttribute("var", feature));
    }

    // One account after the other, beside all else; who is asked for meanwhile is taken over at once.
    private void takeOver() {
        try {
            imports.look().forEach(username -> ground.dataLane().call(imports, () -> {
                imports.of(username);
                return null;
            }));
        } catch (Outage down) {
            LOG.warn("It is not known what accounts have in the host's PEP", down);
        }
    }

    private void giveBack(Consumer<String> progress) {
        GiveBack back = new GiveBack(pubsub, ground.accounts(), handover::past);
        ground.dataLane().call(back, () -> back.all(done -> {
            if (done % PROGRESS == 0) {
                progress.accept(done + " accounts");
            }
        })).whenComplete((failed, fault) -> progress.accept(fault != null ? "failed" : failed == 0 ? "done" : failed + " accounts failed"));
    }

    private JID address(String subdomain) {
        return new JID(null, subdomain + "." + ground.server().domain(), null, true);
    }

    private boolean serve(String subdomain, Service service) {
        if (components.taken(address(subdomain))) {
            LOG.warn("Somebody else has the address {}: Fireside does not serve there", address(subdomain));
            return false;
        }
        components.add(subdomain, service);
        room(() -> components.remove(subdomain));
        return true;
    }

    // Routing may block on another server: what goes there waits for itself alone.
    private void send(Object line, String domain, Iterable<? extends Packet> packets) {
        boolean here = domain.equals(ground.server().domain());
        ground.hostLane().call(line, "", here ? null : domain, () -> {
            packets.forEach(this::route);
            return null;
        }).whenComplete((sent, fault) -> {
            if (fault != null) {
                LOG.debug("Stanzas to {} were not sent", domain, fault);
            }
        });
    }

    // One that the host stumbles over does not keep the others from going.
    private void route(Packet packet) {
        try {
            handover.ours(() -> components.send(packet));
        } catch (RuntimeException fault) {
            ground.faults().report("routing a stanza to " + packet.getTo(), fault);
        }
    }

    // By the line of answers to the sender, so that the host's comes in its order among ours.
    private void toHost(IQ request) {
        ground.hostLane().call(request.getFrom(), () -> {
            handover.past(() -> components.send(request));
            return null;
        });
    }

    private void ask(IQ question, Runnable overdue) {
        question.setFrom(address(own));
        outlet.send(question);
        ground.clock().after(ANSWER, overdue);
    }

    private <T extends AutoCloseable> T room(T room) {
        rooms.push(room);
        return room;
    }

    @Override
    public void close() {
        handover.close();
        while (!rooms.isEmpty()) {
            try {
                rooms.pop().close();
            } catch (Exception failed) {
                LOG.error("A service could not be torn down cleanly", failed);
            }
        }
    }
}
