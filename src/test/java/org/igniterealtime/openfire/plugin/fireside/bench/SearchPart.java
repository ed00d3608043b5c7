package org.igniterealtime.openfire.plugin.fireside.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;

/**
 * Searching very many posts and people: by the page, and for people by another client (XEP-0055), beside LIKE in the same database and
 * process. A hundred posts are published by ten clients, and multiplied in the tables, with other words; people are written into the
 * tables too.
 */
final class SearchPart {
    private static final int AUTHORS = 10;
    private static final int IN_FLIGHT = 8;
    private static final int WARM = 20;
    private static final int QUERIES = 200;
    private static final int LIKES = 15;
    private static final int VOCABULARY = 5_000;
    private static final int WORDS = 30;
    private static final int PATTERNS = 100;
    private static final int MARKS = 10;
    private static final int COPIED = 50;
    /** A quarter of an hour, as a stamp has it. */
    private static final long EARLIER = 900_000L << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final List<String> FIRST = List.of("Ana", "Bruno", "Chiara", "Dmitri", "Elif", "Farid", "Greta", "Hiroshi", "Ingrid", "Jamal");
    private static final List<String> LAST = List.of("Abel", "Baker", "Castillo", "Dubois", "Evans", "Fischer", "Garcia", "Hansen", "Ivanov", "Jones");
    private static final String SERVICE = "fireside.localhost";

    private final Table table;
    private final int posts;
    private final int people;

    SearchPart(Table table, int posts, int people) {
        this.table = table;
        this.posts = posts;
        this.people = people;
    }

    void run() throws Exception {
        OpenfireServer.Builder builder = OpenfireServer.builder().optimised().plugin(OpenfireServer.PLUGIN).heap("2g").user("reader", World.PASSWORD)
            .property("fireside.search.minute", "1000000");
        for (int i = 0; i < AUTHORS; i++) {
            builder.user("author" + i, World.PASSWORD);
        }
        for (int i = 0; i < people; i++) {
            builder.user("p" + i, World.PASSWORD, name(i));
        }
        try (OpenfireServer server = builder.start()) {
            fill(server);
            index(server);
            posts(server);
            people(server);
        }
    }

    // Of three parts, so that a whole name is that of a few.
    private static String name(int i) {
        return FIRST.get(i % 10) + " " + word(i / 100 % 100) + " " + LAST.get(i / 10 % 10);
    }

    private static String word(int i) {
        StringBuilder word = new StringBuilder();
        for (int rest = i + 20; rest > 0; rest /= 20) {
            word.append("bcdfghjklmnprstvwxyz".charAt(rest % 20)).append("aeiou".charAt(rest % 5));
        }
        return word.toString();
    }

    // ---- filling

    private void fill(OpenfireServer server) throws Exception {
        server.command("sql", "1", "INSERT INTO fsPerson (username, presenceShow, statusText, theme, listed, openProfile, linkCards, findable)"
            + " SELECT username, 'online', '', 'auto', 0, 0, 1, 1 FROM ofUser WHERE username LIKE 'p%'");
        server.command("sql", "1", "INSERT INTO ofVCard (username, vcard) SELECT username, '<vCard xmlns=\"vcard-temp\"><FN>' || name || '</FN><DESC>Keeps bees</DESC></vCard>'"
            + " FROM ofUser WHERE username LIKE 'p%'");
        List<Requests> authors = new ArrayList<>();
        for (int i = 0; i < AUTHORS; i++) {
            authors.add(new Requests(server, "author" + i, World.PASSWORD, IN_FLIGHT));
        }
        FeedPart.rate(authors, PATTERNS, (author, i) -> author.ask("set", "", FeedPart.pubsub("<publish node='urn:xmpp:microblog:0'><item id='i" + i + "'>"
            + "<entry xmlns='http://www.w3.org/2005/Atom'><title>Post " + i + "</title><content type='text'>" + words(i) + "</content></entry></item></publish>")));
        for (Requests author : authors) {
            author.close();
        }
        multiply(server, posts / PATTERNS - 1);
    }

    // Each pattern again and again, some time earlier, with other words in the places of its marks.
    private static void multiply(OpenfireServer server, int copies) {
        for (int from = 1; from <= copies; from += COPIED) {
            String numbers = " FROM fsItem i JOIN fsPayload p ON p.createdId = i.createdId JOIN fsPost o ON o.createdId = i.createdId, UNNEST(SEQUENCE_ARRAY(" + from + ", "
                + Math.min(copies, from + COPIED - 1) + ", 1)) AS s(k) WHERE i.itemId NOT LIKE '%-%'";
            String stamp = "i.createdId - s.k * CAST(" + EARLIER + " AS BIGINT)";
            String words = "p.payload";
            for (int mark = 0; mark < MARKS; mark++) {
                words = "REPLACE(" + words + ", 'mark" + mark + "', 'z' || MOD(s.k * " + (7 + 4 * mark) + ", " + VOCABULARY + "))";
            }
            words = "REPLACE(" + words + ", 'seldom', CASE WHEN MOD(s.k, 100) = 0 THEN 'quokka' ELSE 'common' END)";
            server.command("sql", "1", "INSERT INTO fsPayload (createdId, payload) SELECT " + stamp + ", " + words + numbers);
            server.command("sql", "1", "INSERT INTO fsPost (nodeKey, itemId, createdId, author, talkKey) SELECT i.nodeKey, i.itemId || '-' || s.k, " + stamp + ", o.author, 0" + numbers);
            server.command("sql", "1", "INSERT INTO fsItem (nodeKey, itemId, createdId, changedId, publisher, payloadSize) SELECT i.nodeKey, i.itemId || '-' || s.k, "
                + stamp + ", " + stamp + ", i.publisher, i.payloadSize" + numbers);
        }
    }

    // One in ten has the common word, one in twenty both; the first of them sometimes the rare one.
    private static String words(int i) {
        Random random = new Random(i);
        StringBuilder words = new StringBuilder(i % 10 == 0 ? "rain " : "").append(i % 20 == 0 ? "garden " : "").append(i == 1 ? "seldom " : "");
        for (int mark = 0; mark < MARKS; mark++) {
            words.append("mark").append(mark).append(' ');
        }
        for (int w = 0; w < WORDS; w++) {
            words.append(word(100 + (int) (VOCABULARY * Math.pow(random.nextDouble(), 3)))).append(' ');
        }
        return words.toString();
    }

    private void index(OpenfireServer server) throws Exception {
        server.stop();
        delete(server.home().resolve("fireside/search"));
        server.start();
        long start = System.nanoTime();
        FakePage reader = FakePage.logIn(server.url("/fireside"), "reader", World.PASSWORD);
        long[] last = new long[1];
        boolean done = Await.until(PATIENCE, () -> {
            boolean complete = !reader.get("/search?in=communities").body().contains("search-note");
            last[0] = System.nanoTime();
            return complete;
        });
        double seconds = (last[0] - start) / 1e9;
        table.row(String.format("indexing %,d posts and %,d people from nothing, after the start", posts, people), done ? String.format("%.1f s", seconds) : "not in time",
            String.format("on disk: posts %.1f MB, people %.1f MB", megabytes(server.home().resolve("fireside/search")), megabytes(server.home().resolve("fireside/directory"))), "");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static double megabytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum() / 1e6;
        }
    }

    // ---- asking

    private void posts(OpenfireServer server) throws Exception {
        String all = String.format("of %,d posts, ", posts);
        for (Map.Entry<String, String> query : List.of(Map.entry("one common word", "rain"), Map.entry("one rare word", "quokka"), Map.entry("two words", "rain garden"),
            Map.entry("a phrase", "%22rain garden%22"))) {
            String like = Stream.of(query.getValue().replace("%22", "").split(query.getKey().equals("a phrase") ? "\n" : " "))
                .map(word -> "LOWER(p.payload) LIKE '%" + word + "%'").reduce((one, other) -> one + " AND " + other).orElseThrow();
            table.row(all + query.getKey() + ", a page", page(server, query.getValue(), "posts"), like(server,
                "SELECT i.createdId, p.payload FROM fsItem i JOIN fsPayload p ON p.createdId = i.createdId WHERE " + like + " ORDER BY i.createdId DESC LIMIT 20"), "");
        }
    }

    private void people(OpenfireServer server) throws Exception {
        String all = String.format("of %,d people, ", people);
        for (Map.Entry<String, String> query : List.of(Map.entry("a name's first letters", "chi"), Map.entry("a whole name", name(1234)))) {
            String first = query.getValue().split(" ")[0];
            String like = like(server, "SELECT u.username, u.name, v.vcard FROM ofUser u JOIN fsPerson f ON f.username = u.username LEFT JOIN ofVCard v"
                + " ON v.username = u.username WHERE f.findable = 1 AND LOWER(u.name) LIKE '" + query.getValue().toLowerCase() + "%' ORDER BY u.name LIMIT 50");
            table.row(all + query.getKey() + ", a page", page(server, query.getValue(), "people"), like, "");
            table.row(all + query.getKey() + ", 50 by XEP-0055", client(server, "<first>" + first + "</first>" + (first.equals(query.getValue()) ? ""
                : "<last>" + query.getValue().substring(first.length() + 1) + "</last>")), like, "");
        }
    }

    private static String page(OpenfireServer server, String words, String part) throws Exception {
        try (FakePage reader = FakePage.logIn(server.url("/fireside"), "reader", World.PASSWORD).open("/search")) {
            Samples samples = new Samples();
            for (int i = 0; i < WARM + QUERIES; i++) {
                long start = System.nanoTime();
                reader.act("go", Map.of("place", "/fireside/search?q=" + words.replace(" ", "+") + "&in=" + part)).get(60, TimeUnit.SECONDS);
                if (i >= WARM) {
                    samples.add(System.nanoTime() - start);
                }
            }
            return samples.toString();
        }
    }

    private static String client(OpenfireServer server, String fields) throws Exception {
        Requests reader = new Requests(server, "reader", World.PASSWORD, 1);
        Samples samples = new Samples();
        for (int i = 0; i < WARM + QUERIES; i++) {
            long start = System.nanoTime();
            reader.ask("set", SERVICE, "<query xmlns='jabber:iq:search'>" + fields + "</query>");
            if (reader.settle() > 0) {
                throw new IllegalStateException("Refused");
            }
            if (i >= WARM) {
                samples.add(System.nanoTime() - start);
            }
        }
        reader.close();
        return samples.toString();
    }

    private static String like(OpenfireServer server, String sql) {
        server.command("sql", "2", sql);
        JsonObject answer = server.command("sql", Integer.toString(LIKES), sql).getAsJsonObject();
        Samples samples = new Samples();
        for (JsonElement nanos : answer.getAsJsonArray("nanos")) {
            samples.add(nanos.getAsLong());
        }
        return "LIKE: " + samples + " (" + answer.get("rows") + " rows)";
    }
}
