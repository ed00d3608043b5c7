package org.igniterealtime.openfire.plugin.fireside.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a client could do with blogs, a column of docs/blog-clients.md. A test says of each deed what was seen, and in the end that
 * is what the file says. To write its column anew: {@code -Dblog-clients.write=true}.
 */
final class ClientTable {
    private static final Path TABLE = Path.of("docs/blog-clients.md");
    private static final String INTRODUCTION = """
        # Other clients at the blogs of Fireside

        Written by `BlogClientsIT`: each client as it is published, on Openfire 4.2.0, with somebody in a page of Fireside at the other
        side. "Seen" is what both sides showed. Converse 14 has no screen for blogs, nor a word of them in its program: what is seen of it
        is what its interface for plugins gives and takes.

        """;

    /** What there is to do, in the order of the rows. */
    enum Deed {
        TOLD("is told of a new post at once"), READ("reads a post"), RICH("its rich text"), TAGS("its tags"), COMMENTS("reads comments"),
        LIKES("reads likes"), COMMENT("writes a comment"), LIKE("likes"), UNLIKE("likes no longer"), SHARE("shares a post"),
        POST("writes a post"), RICH_POST("with rich text"), TAGGED_POST("with tags"), TALK("with a node of its own for comments"),
        EDIT("edits it"), DELETE("deletes it"), FOLLOW("follows somebody who is no contact");

        private final String words;

        Deed(String words) {
            this.words = words;
        }
    }

    private final Map<Deed, String> cells = new EnumMap<>(Deed.class);
    private final int column;
    private final String client;

    /** @param column 0 for the first client @param client its name and version */
    ClientTable(int column, String client) {
        this.column = column;
        this.client = client;
    }

    /** Both sides showed it. @param how to do it there, or empty */
    void seen(Deed deed, String how) {
        cells.put(deed, how.isEmpty() ? "seen" : "seen: " + how);
    }

    /** It was tried and did not come to pass, or there is nothing that could be tried. */
    void not(Deed deed, String why) {
        cells.put(deed, "not: " + why);
    }

    /** Compares with the file, or writes it. The version is told and not compared. */
    void check() throws IOException {
        List<List<String>> rows = read();
        if (Boolean.getBoolean("blog-clients.write")) {
            rows.get(0).set(column + 1, client);
            for (Deed deed : Deed.values()) {
                rows.get(deed.ordinal() + 1).set(column + 1, cells.getOrDefault(deed, ""));
            }
            write(rows);
        }
        for (Deed deed : Deed.values()) {
            assertEquals(rows.get(deed.ordinal() + 1).get(column + 1), cells.get(deed), deed.words);
        }
    }

    private List<List<String>> read() throws IOException {
        List<String> lines = Files.exists(TABLE) ? Files.readAllLines(TABLE).stream().filter(line -> line.startsWith("| ")).toList() : List.of();
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row <= Deed.values().length; row++) {
            String name = row == 0 ? "" : Deed.values()[row - 1].words;
            String[] old = lines.stream().map(line -> line.substring(2, line.length() - 2).split(" \\| ", -1))
                .filter(cell -> cell[0].equals(name)).findFirst().orElse(new String[] {name, "", ""});
            rows.add(new ArrayList<>(List.of(old)));
        }
        return rows;
    }

    private static void write(List<List<String>> rows) throws IOException {
        Stream<String> lines = rows.stream().map(row -> "| " + String.join(" | ", row) + " |\n");
        StringBuilder table = new StringBuilder(INTRODUCTION);
        lines.forEach(line -> table.append(line).append(table.indexOf("|---") < 0 ? "|---|---|---|\n" : ""));
        Files.writeString(TABLE, table);
    }
}
