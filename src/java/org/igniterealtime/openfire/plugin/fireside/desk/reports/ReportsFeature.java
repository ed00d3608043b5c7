package org.igniterealtime.openfire.plugin.fireside.desk.reports;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.igniterealtime.openfire.plugin.fireside.feature.Feature;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.host.AccountGone;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.route.Reported;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.social.people.People;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.JID;

/** Registers reporting: the dialog on a page, and what other clients say when they block (XEP-0377 §6). */
public final class ReportsFeature implements Feature {
    private static final Logger LOG = LoggerFactory.getLogger(ReportsFeature.class);

    private final Supplier<People> everybody;
    private Platform platform;
    private People people;
    private Intake intake;
    private AutoCloseable offered;

    public ReportsFeature(Supplier<People> everybody) {
        this.everybody = everybody;
    }

    @Override
    public void register(Platform rooms) {
        platform = rooms;
        people = everybody.get();
        ReportStore store = new ReportStore(rooms.database());
        intake = new Intake(rooms.archive(), rooms.stamp(), rooms.server()::jid, store);
        // COMPAT: Openfire before 4.3 knows no XEP-0191, so that nobody would say anything with it.
        offered = rooms.server().offer(Ns.REPORTING, Ns.BLOCKING);
        rooms.actions().on("reports/open", this::open);
        rooms.actions().on("reports/send", this::send);
        rooms.events().on(Reported.class, this::reported);
        rooms.events().on(AccountGone.class, gone -> store.forget(rooms.server().jid(gone.username()).toString()));
    }

    @Override
    public void close() throws Exception {
        if (offered != null) {
            offered.close();
        }
    }

    // ---- the dialog

    /** What the dialog is drawn of. */
    private record Asked(String name, List<Report.Evidence> messages, boolean blocked) {
    }

    private CompletionStage<Optional<Refusal>> open(Session session, Page page, Call call) {
        Optional<JID> whom = whom(session, call);
        if (whom.isEmpty()) {
            return Action.refused(Refusal.invalid("people.badAddress"));
        }
        String me = session.person().username();
        JID jid = whom.get();
        CompletableFuture<Optional<Refusal>> done = new CompletableFuture<>();
        session.then(session.data("reports", () -> new Asked(people.face(session.person(), jid).name(), intake.newest(me, jid),
            platform.blocking().names(me, jid))), (asked, fault) -> {
                if (fault != null) {
                    done.completeExceptionally(fault);
                    return;
                }
                page.patch(Patch.of("update", "report-body", platform.views().render("reports/body", page.locale(),
                    Map.of("jid", jid.toString(), "name", asked.name(), "messages", asked.messages(), "blocked", asked.blocked())).html()));
                done.complete(Optional.empty());
            });
        return done;
    }

    private static Optional<JID> whom(Session session, Call call) {
        return Jids.bare(call.field("jid")).filter(jid -> jid.getNode() != null && !jid.equals(session.person().jid()));
    }

    private CompletionStage<Optional<Refusal>> send(Session session, Page page, Call call) {
        Optional<JID> whom = whom(session, call);
        Optional<Report.Reason> reason = Report.Reason.of(call.field("reason"));
        if (whom.isEmpty() || reason.isEmpty()) {
            return Action.refused(Refusal.invalid(whom.isEmpty() ? "people.badAddress" : "live.malformed"));
        }
        List<Long> messages = call.fields().keySet().stream().filter(name -> name.startsWith("m-")).map(name -> id(name.substring(2)))
            .filter(id -> id >= 0).toList();
        boolean block = call.field("block").equals("true");
        return session.data("reports", () -> intake.take(session.person().username(), whom.get(), reason.get(), call.field("text"), messages))
            .thenCompose(refusal -> refusal.isPresent() || !block ? CompletableFuture.completedStage(refusal)
                : people.block(session, whom.get()).thenApply(blocked -> refusal))
            .thenApply(refusal -> {
                if (refusal.isEmpty()) {
                    session.run(() -> page.patch(Patch.of("update", "report-body",
                        platform.views().render("reports/thanks", page.locale(), Map.of("blocked", block)).html())));
                }
                return refusal;
            });
    }

    /** @return -1 for what is no id of a message, as pages and other clients name it */
    private static long id(String text) {
        return text.matches("[0-7][0-9a-f]{15}") ? Long.parseLong(text, 16) : -1;
    }

    // ---- other clients

    private void reported(Reported said) {
        Optional<Report.Reason> reason = Report.Reason.ofUrn(said.reason());
        if (reason.isEmpty()) {
            return;
        }
        List<Long> messages = said.messages().stream().map(ReportsFeature::id).filter(id -> id >= 0).toList();
        String reporter = said.reporter().getNode();
        platform.sessions().dataLane().call("reports", reporter, null, () -> intake.take(reporter, said.about(), reason.get(), said.words(), messages))
            .whenComplete((refusal, fault) -> {
                if (fault != null) {
                    LOG.warn("A report is not kept", fault);
                }
            });
    }
}
