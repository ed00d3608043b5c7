package org.igniterealtime.openfire.plugin.fireside.mam;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.xmpp.packet.JID;

/** The archive of an account. */
record AccountShelf(HistoryStore store, JID owner) implements Shelf {
    @Override
    public OptionalLong key(String id) {
        long key = Stamp.of(id);
        return key >= 0 && store.hasMessage(owner.getNode(), key) ? OptionalLong.of(key) : OptionalLong.empty();
    }

    @Override
    public List<Entry> chunk(Span span, boolean newestFirst) {
        return store.messages(owner.getNode(), span, with(span), newestFirst).stream().map(this::entry).toList();
    }

    private Entry entry(HistoryStore.Row row) {
        Element message = ArchivedStanza.of(owner, row);
        if (row.gone()) {
            store.retractionOf(owner.getNode(), row.id()).ifPresent(by -> ArchivedStanza.retracted(message, by));
        }
        return new Entry(row.id(), Stamp.text(row.id()), message, row.stanza().length() + row.body().length());
    }

    @Override
    public long nth(Span span, int index) {
        return store.nthMessage(owner.getNode(), span, with(span), index);
    }

    @Override
    public int count(Span span) {
        return store.countMessages(owner.getNode(), span, with(span));
    }

    // With oneself means by oneself to oneself (§4.1.1), which are the only ones whose other side that is.
    private static HistoryStore.With with(Span span) {
        return span.with() == null ? null : new HistoryStore.With("peer", span.with().toBareJID());
    }

    @Override
    public boolean allows(JID with) {
        return with.toBareJID().length() <= Jids.MOST;
    }

    @Override
    public boolean matches(Entry entry, JID with) {
        return with.getResource() == null || Stream.of("from", "to").map(entry.message()::attributeValue).flatMap(AccountShelf::address).anyMatch(with::equals);
    }

    private static Stream<JID> address(String text) {
        try {
            return Optional.ofNullable(text).map(JID::new).stream();
        } catch (IllegalArgumentException none) {
            return Stream.empty();
        }
    }
}
