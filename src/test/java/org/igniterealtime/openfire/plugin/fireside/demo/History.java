package org.igniterealtime.openfire.plugin.fireside.demo;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What the cast has said before the demo began. It is laid into the archive's own spool, as if the database had been down
 * while it was said: at its start the plugin takes it from there, with the times it was said at.
 */
final class History {
    private History() {
    }

    /** @param home of a server that has not been started yet */
    static void write(Path home, String domain) throws IOException {
        StringBuilder spool = new StringBuilder();
        Instant now = Instant.now();
        int count = 0;
        for (Cast.Line line : Cast.lines()) {
            long id = now.minus(Duration.ofMinutes(line.minutes())).toEpochMilli() << 20 | ++count;
            spool.append(row(id, line.from(), line.to() + '@' + domain, true, line.text()));
            spool.append(row(id, line.to(), line.from() + '@' + domain, false, line.text()));
        }
        for (Cast.Word word : Cast.talk()) {
            long id = now.minus(Duration.ofMinutes(word.minutes())).toEpochMilli() << 20 | ++count;
            spool.append(said(id, word, domain));
        }
        Files.writeString(home.resolve("plugins/fireside.spool"), spool);
    }

    private static String said(long id, Cast.Word word, String domain) {
        JsonObject message = new JsonObject();
        String kind = word.about().isEmpty() ? "" : word.about().substring(0, word.about().indexOf(' '));
        String of = kind.isEmpty() ? "" : "demo-" + word.about().substring(kind.length() + 1).strip();
        message.addProperty("id", id);
        message.addProperty("room", word.room() + "@conference." + domain);
        message.addProperty("nick", Cast.members().stream().filter(member -> member.username().equals(word.who())).findFirst().orElseThrow().name());
        message.addProperty("sender", word.who() + '@' + domain);
        message.addProperty("origin", "demo-" + word.key());
        message.addProperty("stanzaId", "demo-" + word.key());
        message.addProperty("body", kind.equals("react") ? "" : word.text());
        message.addProperty("stanza", "");
        JsonObject meaning = new JsonObject();
        meaning.addProperty("kind", Map.of("react", "REACTIONS", "edit", "CORRECTION").getOrDefault(kind, "WORDS"));
        meaning.addProperty("of", of);
        JsonArray reactions = new JsonArray();
        if (kind.equals("react")) {
            reactions.add(word.text());
        }
        meaning.add("reactions", reactions);
        meaning.addProperty("reason", "");
        meaning.addProperty("sealed", "");
        JsonObject change = new JsonObject();
        change.add("message", message);
        change.add("meaning", meaning);
        return "said " + new Gson().toJson(change) + '\n';
    }

    private static String row(long id, String owner, String peer, boolean outgoing, String text) {
        JsonObject kept = new JsonObject();
        kept.addProperty("id", id);
        kept.addProperty("owner", owner);
        kept.addProperty("peer", peer);
        kept.addProperty("outgoing", outgoing);
        kept.addProperty("origin", Long.toHexString(id));
        kept.addProperty("stanzaId", "demo-" + Long.toHexString(id));
        kept.addProperty("body", text);
        kept.addProperty("stanza", "");
        kept.addProperty("state", outgoing ? "DISPLAYED" : "SENT");
        kept.addProperty("error", "");
        JsonObject change = new JsonObject();
        change.add("kept", kept);
        return "message " + new Gson().toJson(change) + '\n';
    }
}
