package org.igniterealtime.openfire.plugin.fireside.mam;

import java.util.List;
import java.util.OptionalLong;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.xmpp.packet.JID;

/** The archive of a room. @param named whether who reads may know who the occupants are */
record RoomShelf(HistoryStore store, JID room, boolean named) implements Shelf {
    /** Characters of what makes a message of a room itself. */
    private static final int ORIGIN = 128;

    @Override
    public OptionalLong key(String id) {
        return id.isEmpty() || id.length() > ORIGIN ? OptionalLong.empty() : store.spokenKey(room.toString(), id);
    }

    @Override
    public List<Entry> chunk(Span span, boolean newestFirst) {
        return store.spoken(room.toString(), span, with(span), newestFirst).stream().map(this::entry).toList();
    }

    private Entry entry(HistoryStore.Row row) {
        Element message = ArchivedStanza.of(room, row, named);
        if (row.gone()) {
            store.retractionInRoom(room.toString(), row.id()).ifPresent(by -> ArchivedStanza.retracted(message, by));
        }
        return new Entry(row.id(), row.origin(), message, row.stanza().length() + row.body().length());
    }

    @Override
    public long nth(Span span, int index) {
        return store.nthSpoken(room.toString(), span, with(span), index);
    }

    @Override
    public int count(Span span) {
        return store.countSpoken(room.toString(), span, with(span));
    }

    private HistoryStore.With with(Span span) {
        JID with = span.with();
        if (with == null || with.equals(room)) {
            return null;
        }
        return isOccupant(with) ? new HistoryStore.With("nick", with.getResource()) : new HistoryStore.With("sender", with.toBareJID());
    }

    private boolean isOccupant(JID jid) {
        return jid.asBareJID().equals(room);
    }

    // Who may not know who somebody is does not find it out by asking for what he said (§4.1.1).
    @Override
    public boolean allows(JID with) {
        return with.toBareJID().length() <= Jids.MOST && (named || isOccupant(with)) && (with.getResource() == null || with.getResource().length() <= Jids.MOST);
    }

    @Override
    public boolean matches(Entry entry, JID with) {
        return true;
    }
}
