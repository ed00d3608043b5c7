package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What the stores read in the same way. */
final class Rows {
    private Rows() {
    }

    // Oracle keeps an empty text as null.
    static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    static List<String> lines(ResultSet row, int column) throws SQLException {
        String text = text(row, column);
        return text.isEmpty() ? List.of() : List.of(text.split("\n"));
    }

    /** The number that is all the answer. */
    static int number(PreparedStatement sql) throws SQLException {
        try (ResultSet row = sql.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    /** A list of placeholders, for one length of list each. */
    static String places(int count) {
        return "?" + ", ?".repeat(count - 1);
    }

    /** Sets the places of a list, the last value again in those that are left. */
    static void set(PreparedStatement sql, int first, List<Long> values, int places) throws SQLException {
        for (int i = 0; i < places; i++) {
            sql.setLong(first + i, values.get(Math.min(i, values.size() - 1)));
        }
    }
}
