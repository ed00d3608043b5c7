package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.igniterealtime.openfire.plugin.fireside.build.Dialect;
import org.igniterealtime.openfire.plugin.fireside.build.Schema;
import org.igniterealtime.openfire.plugin.fireside.build.SchemaWriter;

/**
 * The script with which Openfire 4.2.0 installs its own tables at the first start, and the rows that it must find in
 * them: properties, people, contacts.
 */
final class CoreSchema {

    /** What the code of 4.2.0 takes for current. */
    private static final int VERSION = 26;
    /** Identifier kinds that must have a row before the first is drawn: roster, offline, room, audit. */
    private static final int ROSTER = 18;

    private final Dialect dialect;
    private final List<String> rows = new ArrayList<>();
    private long rosterItems;

    CoreSchema(Dialect dialect) {
        this.dialect = dialect;
    }

    void property(String name, String value) {
        rows.add("INSERT INTO ofProperty (name, propValue) VALUES (" + quote(name) + ", " + quote(value) + ")");
    }

    void user(String username, String password, String name) {
        rows.add("INSERT INTO ofUser (username, plainPassword, name, creationDate, modificationDate) VALUES ("
                + quote(username) + ", " + quote(password) + ", " + quote(name)
                + ", '001700000000000', '001700000000000')");
    }

    /** Each in the other's roster, subscribed both ways; the nick is the contact's username, capitalised. */
    void contacts(String one, String other, String domain) {
        item(one, other, domain, capitalised(other), java.util.List.of());
        item(other, one, domain, capitalised(one), java.util.List.of());
    }

    private static String capitalised(String username) {
        return username.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + username.substring(1);
    }

    /** One in the roster of another, subscribed both ways; an empty nick leaves the name to whoever shows it. */
    void item(String owner, String contact, String domain, String nick, java.util.List<String> groups) {
        rosterItems++;
        rows.add("INSERT INTO ofRoster (rosterID, username, jid, sub, ask, recv, nick) VALUES (" + rosterItems + ", "
                + quote(owner) + ", " + quote(contact + "@" + domain) + ", 3, -1, -1, " + quote(nick) + ")");
        for (int rank = 0; rank < groups.size(); rank++) {
            rows.add("INSERT INTO ofRosterGroups (rosterID, rank, groupName) VALUES (" + rosterItems + ", " + rank + ", "
                    + quote(groups.get(rank)) + ")");
        }
    }

    /**
     * People named by a prefix and a number, each a contact of the nearest others in a ring, both ways; in few
     * statements, since there are hundreds of thousands of rows.
     *
     * @param contacts of each, an even number
     */
    void ring(String prefix, int people, int contacts, String password, String domain) {
        for (int i = 0; i < people; i++) {
            String owner = prefix + i;
            user(owner, password, capitalised(owner));
            List<String> items = new ArrayList<>();
            for (int step = 1; step <= contacts; step++) {
                int distance = step <= contacts / 2 ? step : contacts / 2 - step;
                String contact = prefix + Math.floorMod(i + distance, people);
                items.add("(" + ++rosterItems + ", " + quote(owner) + ", " + quote(contact + "@" + domain) + ", 3, -1, -1, "
                        + quote(capitalised(contact)) + ")");
            }
            rows.add("INSERT INTO ofRoster (rosterID, username, jid, sub, ask, recv, nick) VALUES " + String.join(", ", items));
        }
    }

    /** The whole script. */
    String script() {
        StringBuilder script = new StringBuilder(tables());
        for (Map.Entry<Integer, Long> next : Map.of(ROSTER, rosterItems + 1, 19, 1L, 23, 1L, 26, 2L).entrySet()) {
            statement(script, "INSERT INTO ofID (idType, id) VALUES (" + next.getKey() + ", " + next.getValue() + ")");
        }
        statement(script, "INSERT INTO ofMucService (serviceID, subdomain, isHidden) VALUES (1, 'conference', 0)");
        rows.forEach(row -> statement(script, row));
        statement(script, "INSERT INTO ofVersion (name, version) VALUES ('openfire', " + VERSION + ")");
        return script.toString();
    }

    private String tables() {
        try (InputStream in = CoreSchema.class.getResourceAsStream("/openfire-core.schema")) {
            String schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            // In memory, as the host's own script has them: figures about its heap shall be the real ones.
            return SchemaWriter.tables(Schema.parse(schema.lines().toList()), dialect)
                    .replace("CREATE CACHED TABLE", "CREATE TABLE");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void statement(StringBuilder script, String statement) {
        script.append(statement).append(";\n");
    }

    /** Openfire reads statements line by line up to a semicolon at a line's end: no value may hold a line end. */
    private static String quote(String value) {
        if (value.contains("\n") || value.contains("\\")) {
            throw new IllegalArgumentException("No line end and no backslash in: " + value);
        }
        return "'" + value.replace("'", "''") + "'";
    }
}
