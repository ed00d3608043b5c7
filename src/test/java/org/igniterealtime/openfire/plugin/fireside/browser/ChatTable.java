package org.igniterealtime.openfire.plugin.fireside.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What other clients and Fireside see of each other, a section of docs/chat-clients.md. A test says of each feature what was seen, and
 * in the end that is what the file says. To write a section anew: {@code -Dchat-clients.write=true}.
 */
final class ChatTable {
    private static final Path TABLE = Path.of("docs/chat-clients.md");
    private static final String INTRODUCTION = """
        # Other clients in chats and rooms of Fireside

        Written by `ChatClientsIT`: each client as it is published, on Openfire 4.2.0, with somebody in a page of Fireside at the other
        side. "Seen" is what the other side showed: a page of Fireside and Converse on their screens, Smack and slixmpp by their classes.
        "Unsupported" is what this version of the client has nothing for, which the test looks for in it; "refused" says by which error.
        What went over the wire is in [chat-stanzas.xml](chat-stanzas.xml).
        """;

    private final String section;
    private final int clients;
    private final Map<String, String[]> rows = new LinkedHashMap<>();

    /** @param section its heading @param clients how many columns there are for each direction */
    ChatTable(String section, int clients) {
        this.section = section;
        this.clients = clients;
    }

    /** @param here whether a page of Fireside saw it, or the client did */
    void cell(String feature, int client, boolean here, String outcome) {
        String[] row = rows.computeIfAbsent(feature, name -> Stream.generate(() -> "–").limit(2L * clients).toArray(String[]::new));
        row[(here ? clients : 0) + client] = outcome;
    }

    /** Compares with the file, or writes it. The versions are told and not compared. */
    void check(List<String> names) throws IOException {
        Map<String, String> sections = read();
        String rows = rows();
        if (Boolean.getBoolean("chat-clients.write")) {
            sections.put(section, head(names) + rows);
            Files.writeString(TABLE, INTRODUCTION + sections.entrySet().stream().map(each -> "\n## " + each.getKey() + "\n\n" + each.getValue())
                .collect(Collectors.joining()));
        }
        assertEquals(sections.getOrDefault(section, "").lines().skip(2).collect(Collectors.joining("\n", "", "\n")), rows);
    }

    private String head(List<String> names) {
        List<String> columns = new ArrayList<>();
        names.forEach(name -> columns.add("Fireside → " + name));
        names.forEach(name -> columns.add(name + " → Fireside"));
        return "|  | " + String.join(" | ", columns) + " |\n|" + "---|".repeat(columns.size() + 1) + "\n";
    }

    private String rows() {
        return rows.entrySet().stream().map(row -> "| " + row.getKey() + " | " + String.join(" | ", row.getValue()) + " |\n").collect(Collectors.joining());
    }

    private static Map<String, String> read() throws IOException {
        Map<String, String> sections = new LinkedHashMap<>();
        if (Files.exists(TABLE)) {
            for (String each : Files.readString(TABLE).split("\n## ")) {
                int end = each.indexOf('\n');
                if (each.contains("|---|")) {
                    sections.put(each.substring(0, end), each.substring(end + 1).strip() + "\n");
                }
            }
        }
        return sections;
    }
}
