package org.igniterealtime.openfire.plugin.fireside.archive;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;

/** The SQL of who goes through all messages: which there are, and which words of theirs count. */
final class KeyStore {
    // What is encrypted or was taken back has no words.
    private static final String WORDS = " WHERE id < ? AND kind = 0 AND content < 5 ORDER BY id DESC";
    private static final String CHATS = "SELECT id, owner, fate FROM fsMessage" + WORDS;
    private static final String ROOMS = "SELECT id, room, fate FROM fsRoomMessage" + WORDS;

    /** Newest first, older than {@code before}. @param inRooms of rooms, not of accounts */
    List<MessageKey> before(Prepared prepared, boolean inRooms, long before, int most) throws SQLException {
        PreparedStatement sql = prepared.first(inRooms ? ROOMS : CHATS, most);
        sql.setLong(1, before);
        List<MessageKey> keys = new ArrayList<>();
        try (ResultSet row = sql.executeQuery()) {
            while (row.next()) {
                Fate fate = Fate.read(row.getString(3));
                keys.add(new MessageKey(new MessageKey.Shelf(row.getString(2), inRooms), row.getLong(1), fate.edit() == null ? 0 : fate.edit().id()));
            }
        }
        return keys;
    }
}
