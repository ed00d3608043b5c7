package org.igniterealtime.openfire.plugin.fireside.desk.reports;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.igniterealtime.openfire.plugin.fireside.archive.Archive;
import org.igniterealtime.openfire.plugin.fireside.archive.Kept;
import org.igniterealtime.openfire.plugin.fireside.desk.media.AttachmentStanza;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Carried;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.guard.RateLimit;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;
import org.xmpp.packet.JID;

/** Takes reports, from wherever they come: a few a day of one account. Blocks. */
final class Intake {
    private static final int A_DAY = 10;
    /** Messages that a page offers to send along. */
    private static final int OFFERED = 5;
    private static final int LOOKED_THROUGH = 50;
    private static final Duration KEPT = Duration.ofDays(90);

    private final Archive archive;
    private final Stamp stamp;
    private final Function<String, JID> accounts;
    private final ReportStore store;
    private final RateLimit limit = new RateLimit(A_DAY, Duration.ofDays(1));

    /** @param accounts the bare JID of a username */
    Intake(Archive archive, Stamp stamp, Function<String, JID> accounts, ReportStore store) {
        this.archive = archive;
        this.stamp = stamp;
        this.accounts = accounts;
        this.store = store;
    }

    /** The newest messages of somebody in an account's archive, newest first. */
    List<Report.Evidence> newest(String reporter, JID about) {
        return archive.page(reporter, about.toString(), Archive.NEWEST, LOOKED_THROUGH).stream().filter(message -> !message.outgoing())
            .map(Intake::evidence).filter(each -> !each.body().isEmpty()).limit(OFFERED).toList();
    }

    // Of a file its name, rather than its address.
    private static Report.Evidence evidence(Kept message) {
        Carried carried = AttachmentStanza.read(message.source(), message.words());
        String words = carried.text().isBlank() && !carried.files().isEmpty() ? carried.files().get(0).name() : carried.text();
        return new Report.Evidence(message.id(), Report.cut(words));
    }

    /**
     * @param reporter username
     * @param messages ids in the reporter's archive; those that the person did not write there are left out
     * @return why not
     */
    Optional<Refusal> take(String reporter, JID about, Report.Reason reason, String words, Collection<Long> messages) {
        JID account = accounts.apply(reporter);
        if (about.getNode() == null || about.equals(account)) {
            return Optional.of(Refusal.invalid("people.badAddress"));
        }
        if (!limit.allows(reporter)) {
            return Optional.of(Refusal.of(Refusal.Kind.TOO_MANY, "reports.enough"));
        }
        List<Report.Evidence> evidence = new ArrayList<>();
        messages.stream().distinct().limit(Report.MESSAGES).forEach(id -> written(reporter, about, id).ifPresent(evidence::add));
        store.expire(Stamp.at(Instant.now().minus(KEPT)));
        Report report = new Report(stamp.next(), account.toString(), about.toString(), reason, Report.cut(XmlText.clean(words)), evidence, false);
        return store.add(report) ? Optional.empty() : Optional.of(Refusal.unavailable("reports.full"));
    }

    private Optional<Report.Evidence> written(String reporter, JID about, long id) {
        return archive.page(reporter, about.toString(), id + 1, 1).stream()
            .filter(message -> message.id() == id && !message.outgoing()).map(Intake::evidence).findFirst();
    }
}
