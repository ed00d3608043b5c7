package org.igniterealtime.openfire.plugin.fireside.host;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;
import org.xmpp.packet.JID;

/**
 * What the host's own tables, alike from 4.2.0 to 5.1, say of rooms that outlive their occupants (XEP-0045 §4.2, persistent): who is
 * what to them, and the log. Its classes of rooms are not the same in all versions. Reads the database: lanes call it.
 */
public final class RoomTables {
    private static final String ROOM = "SELECT r.roomID, r.membersOnly, r.canDiscoverJID, r.roomPassword FROM ofMucRoom r, ofMucService s"
        + " WHERE s.serviceID = r.serviceID AND s.subdomain = ? AND r.name = ?";
    private static final String AFFILIATION = "SELECT affiliation FROM ofMucAffiliation WHERE roomID = ? AND jid = ?";
    private static final String MEMBER = "SELECT roomID FROM ofMucMember WHERE roomID = ? AND jid = ?";
    private static final String LOG = "SELECT sender, nickname, logTime, body FROM ofMucConversationLog"
        + " WHERE roomID = ? AND logTime < ? AND logTime >= ? AND nickname IS NOT NULL AND body IS NOT NULL ORDER BY logTime DESC";
    // As its enumeration of affiliations counts them.
    private static final int ADMIN = 20;
    private static final int OUTCAST = 40;

    /**
     * What somebody is to a room.
     *
     * @param affiliated he is an owner, an administrator or a member
     * @param administers he is an owner or an administrator
     * @param open whoever is in it knows who the others are (XEP-0045 §4.2, non-anonymous)
     */
    public record Standing(boolean affiliated, boolean administers, boolean outcast, boolean membersOnly, boolean password, boolean open) {
    }

    /** An entry of a log. @param sender as the log has it: a JID, full or bare */
    public record Logged(Instant at, String nick, String sender, String body) {
    }

    private record Found(long id, boolean membersOnly, boolean open, boolean password) {
    }

    private final Database database;
    private final String domain;

    /** @param domain the server's own */
    public RoomTables(Database database, String domain) {
        this.database = database;
        this.domain = domain;
    }

    /** What somebody is to a room; empty of one that is in no table. @param who bare */
    public Optional<Standing> standing(JID room, JID who) {
        return database.readPrepared(prepared -> {
            Optional<Found> found = find(prepared, room);
            return found.isEmpty() ? Optional.empty() : Optional.of(standing(prepared, found.get(), who.toBareJID()));
        });
    }

    private static Standing standing(Prepared prepared, Found room, String who) throws SQLException {
        OptionalLong affiliation = number(prepared, AFFILIATION, room.id(), who);
        boolean member = affiliation.isEmpty() && number(prepared, MEMBER, room.id(), who).isPresent();
        boolean administers = affiliation.isPresent() && affiliation.getAsLong() <= ADMIN;
        return new Standing(administers || member, administers, affiliation.orElse(0) == OUTCAST, room.membersOnly(), room.password(), room.open());
    }

    /**
     * A part of a room's log, newest first: what was said and by whom, not what it was about. None of one that is in no table.
     *
     * @param most one of few values
     */
    public List<Logged> log(JID room, Instant from, Instant before, int most) {
        return database.readPrepared(prepared -> {
            Optional<Found> found = find(prepared, room);
            return found.isEmpty() ? List.of() : log(prepared, found.get().id(), from, before, most);
        });
    }

    private static List<Logged> log(Prepared prepared, long room, Instant from, Instant before, int most) throws SQLException {
        PreparedStatement sql = prepared.first(LOG, most);
        sql.setLong(1, room);
        sql.setString(2, time(before));
        sql.setString(3, time(from));
        sql.setMaxRows(most);
        List<Logged> log = new ArrayList<>();
        try (ResultSet row = sql.executeQuery()) {
            while (row.next()) {
                log.add(new Logged(Instant.ofEpochMilli(Long.parseLong(row.getString(3).strip())), row.getString(2), row.getString(1), row.getString(4)));
            }
        }
        return log;
    }

    // The host writes milliseconds with as many noughts in front as make fifteen digits.
    private static String time(Instant time) {
        return String.format("%015d", Math.max(0, time.toEpochMilli()));
    }

    private Optional<Found> find(Prepared prepared, JID room) throws SQLException {
        if (!room.getDomain().endsWith("." + domain)) {
            return Optional.empty();
        }
        PreparedStatement sql = prepared.of(ROOM);
        sql.setString(1, room.getDomain().substring(0, room.getDomain().length() - domain.length() - 1));
        sql.setString(2, room.getNode());
        try (ResultSet row = sql.executeQuery()) {
            return row.next() ? Optional.of(new Found(row.getLong(1), row.getInt(2) == 1, row.getInt(3) == 1, isText(row.getString(4)))) : Optional.empty();
        }
    }

    private static boolean isText(String text) {
        return text != null && !text.isBlank();
    }

    private static OptionalLong number(Prepared prepared, String statement, long room, String who) throws SQLException {
        PreparedStatement sql = prepared.of(statement);
        sql.setLong(1, room);
        sql.setString(2, who);
        try (ResultSet row = sql.executeQuery()) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }
}
