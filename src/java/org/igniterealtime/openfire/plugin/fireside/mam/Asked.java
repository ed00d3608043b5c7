package org.igniterealtime.openfire.plugin.fireside.mam;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Forms;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Rsm;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError;

/**
 * What a client wants of an archive (XEP-0313 §4).
 *
 * @param queryId comes back with each message, or null
 * @param times the part that was said in the time that is wanted
 * @param afterId the id after which it begins, or null
 * @param beforeId the id before which it ends, or null
 * @param ids of the messages that are wanted, none for all
 * @param flipped newest first within the page
 */
record Asked(String queryId, Span times, String afterId, String beforeId, List<String> ids, Rsm rsm, boolean flipped) {
    /** Messages that may be asked for by their ids. */
    static final int MOST_IDS = 100;
    private static final int QUERY_ID = 255;
    private static final Set<String> FIELDS = Set.of(Forms.FORM_TYPE, "with", "start", "end", "before-id", "after-id", "ids");
    private static final long LAST_MILLI = (1L << 43) - 2;

    static Asked read(Element query) throws HistoryError {
        String queryId = query.attributeValue("queryid");
        if (query.attribute("node") != null) {
            // Reserved for archives of nodes (§6.1.3).
            throw new HistoryError(PacketError.Condition.feature_not_implemented);
        }
        Map<String, List<String>> form = form(query);
        List<String> ids = form.getOrDefault("ids", List.of());
        if (queryId != null && queryId.length() > QUERY_ID || ids.size() > MOST_IDS) {
            throw new HistoryError(PacketError.Condition.not_acceptable);
        }
        Instant start = time(form, "start");
        Instant end = time(form, "end");
        Span times = new Span(start == null ? -1 : Stamp.at(milli(start, true)) - 1, end == null ? Long.MAX_VALUE : Stamp.at(milli(end, false).plusMillis(1)), with(form));
        return new Asked(queryId, times, first(form, "after-id"), first(form, "before-id"), ids, rsm(query), Xml.child(query, "flip-page", Ns.HISTORY) != null);
    }

    private static Map<String, List<String>> form(Element query) throws HistoryError {
        Optional<Element> form = Forms.in(query);
        if (form.isEmpty()) {
            return Map.of();
        }
        Map<String, List<String>> values = Forms.values(form.get());
        if (!"submit".equals(form.get().attributeValue("type")) || !List.of(Ns.HISTORY).equals(values.get(Forms.FORM_TYPE))) {
            throw new HistoryError(PacketError.Condition.bad_request);
        }
        // §4.1.5.
        if (!FIELDS.containsAll(values.keySet())) {
            throw new HistoryError(PacketError.Condition.feature_not_implemented);
        }
        return values;
    }

    private static Rsm rsm(Element query) throws HistoryError {
        try {
            return Rsm.in(query).orElse(Rsm.ALL);
        } catch (IllegalArgumentException unreadable) {
            throw new HistoryError(PacketError.Condition.bad_request);
        }
    }

    private static String first(Map<String, List<String>> form, String name) throws HistoryError {
        List<String> values = form.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new HistoryError(PacketError.Condition.bad_request);
        }
        return values.isEmpty() ? null : values.get(0);
    }

    private static JID with(Map<String, List<String>> form) throws HistoryError {
        String text = first(form, "with");
        try {
            return text == null ? null : new JID(text.strip());
        } catch (IllegalArgumentException none) {
            throw new HistoryError(PacketError.Condition.bad_request);
        }
    }

    // XEP-0082 §3.2.
    private static Instant time(Map<String, List<String>> form, String name) throws HistoryError {
        String text = first(form, name);
        try {
            return text == null ? null : OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException unreadable) {
            throw new HistoryError(PacketError.Condition.bad_request);
        }
    }

    // Keys know milliseconds, and not those of all years.
    private static Instant milli(Instant time, boolean up) {
        if (time.getEpochSecond() < 0) {
            return Instant.EPOCH;
        }
        if (time.getEpochSecond() >= LAST_MILLI / 1000) {
            return Instant.ofEpochMilli(LAST_MILLI);
        }
        return Instant.ofEpochMilli(time.toEpochMilli()).plusMillis(up && time.getNano() % 1_000_000 > 0 ? 1 : 0);
    }
}
