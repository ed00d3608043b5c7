package org.igniterealtime.openfire.plugin.fireside.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.igniterealtime.openfire.plugin.fireside.testkit.DatabaseServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.opentest4j.TestAbortedException;

/**
 * Posts: one to many followers with open pages; the engine beside Openfire's own publish-subscribe on the same server; and what a
 * feed costs with very many posts, on two databases.
 */
final class FeedPart {
    private static final byte[] MARK = "\"do\":\"prepend\",\"target\":\"feed-new\"".getBytes();
    private static final Duration QUIET = Duration.ofMillis(1500);
    private static final int POSTS = 30;
    private static final int WARM = 5;
    private static final int CLIENTS = 4;
    private static final int IN_FLIGHT = 8;
    private static final int REQUESTS = 4_000;
    private static final int AUTHORS = 10;
    private static final int PAGES = 100;
    private static final String WORDS = "It rained, and **nobody** minded; the dogs least of all, who ran about as if it were summer. ".repeat(4);
    private static final String ENTRY = "<entry xmlns='http://www.w3.org/2005/Atom'><title>%s</title><content type='text'>" + WORDS + "</content></entry>";
    private static final Pattern BEFORE = Pattern.compile("name=\"before\" value=\"([0-9a-f]{16})\"");

    private final World world;
    private final Table table;
    private final int posts;

    FeedPart(World world, Table table, int posts) {
        this.world = world;
        this.table = table;
        this.posts = posts;
    }

    void run() throws Exception {
        followers();
        beside();
        many("HSQLDB", OpenfireServer.builder().optimised());
        try (DatabaseServer postgresql = DatabaseServer.postgresql()) {
            many("PostgreSQL", OpenfireServer.builder().optimised().database(postgresql.create("openfire")));
        } catch (TestAbortedException missing) {
            table.row(posts + " posts on PostgreSQL", "not run", missing.getMessage(), "");
        }
    }

    // ---- one post to all who follow

    private void followers() throws Exception {
        try (FakePage writer = FakePage.logIn(world.base(), "writer", World.PASSWORD).open("/feed/new")) {
            publish(writer, "The first");
            List<Tab> tabs = world.crowd(0, world.people, "/feed");
            world.follow(tabs, "writer@" + world.server.domain());
            world.settle(tabs, QUIET);
            Samples all = new Samples();
            Samples last = new Samples();
            Samples answered = new Samples();
            for (int i = 0; i < WARM + POSTS; i++) {
                boolean counts = i >= WARM;
                CountDownLatch patched = new CountDownLatch(tabs.size());
                AtomicLong latest = new AtomicLong();
                long start = System.nanoTime();
                tabs.forEach(tab -> tab.watch((bytes, from, length, at) -> {
                    if (Tab.count(MARK, bytes, from, length) > 0) {
                        latest.accumulateAndGet(at, Math::max);
                        if (counts) {
                            all.add(at - start);
                        }
                        patched.countDown();
                    }
                }));
                publish(writer, "Post " + i);
                long done = System.nanoTime();
                if (!patched.await(60, TimeUnit.SECONDS)) {
                    throw new IllegalStateException(patched.getCount() + " pages were not patched");
                }
                if (counts) {
                    answered.add(done - start);
                    last.add(latest.get() - start);
                }
                world.settle(tabs, Duration.ofMillis(300));
            }
            table.row("one post to " + tabs.size() + " followers with open pages, until the last is patched", last.toString(),
                "any of them " + all + "; acknowledged " + answered, "150 ms");
            world.logOut(tabs);
        }
    }

    private static void publish(FakePage page, String title) throws Exception {
        page.act("posts/publish", Map.of("title", title, "text", WORDS, "audience", "public")).get(60, TimeUnit.SECONDS);
    }

    // ---- beside the host's own

    private void beside() throws Exception {
        double[] host = rates("pubsub." + world.server.domain(), "-1");
        double[] ours = rates("fireside." + world.server.domain(), "max");
        String how = CLIENTS + " clients, " + IN_FLIGHT + " requests in flight each";
        table.row("publishes, on disk when answered, " + how, String.format("%,.0f/s", ours[0]),
            String.format("Openfire's own, written up to two minutes later: %,.0f/s", host[0]), "");
        table.row("reads of the newest 20 items, " + how, String.format("%,.0f/s", ours[1]), String.format("Openfire's own: %,.0f/s", host[1]), "");
    }

    /** Publishes and reads a second. */
    private double[] rates(String service, String most) throws Exception {
        String node = "bench-" + System.nanoTime();
        List<Requests> clients = new ArrayList<>();
        for (String user : List.of("keeper", "writer", World.PREFIX + 0, World.PREFIX + 1)) {
            clients.add(new Requests(world.server, user, World.PASSWORD, IN_FLIGHT));
        }
        clients.get(0).ask("set", service, pubsub("<create node='" + node + "'/><configure><x xmlns='jabber:x:data' type='submit'>"
            + field("FORM_TYPE", "http://jabber.org/protocol/pubsub#node_config") + field("pubsub#persist_items", "1") + field("pubsub#max_items", most)
            + field("pubsub#publish_model", "open") + field("pubsub#access_model", "open") + "</x></configure>"));
        clients.get(0).settle();
        double publishes = rate(clients, REQUESTS, (client, i) -> client.ask("set", service, pubsub("<publish node='" + node + "'><item id='i" + i + "'>"
            + ENTRY.formatted(i) + "</item></publish>")));
        double reads = rate(clients, REQUESTS / 4, (client, i) -> client.ask("get", service, pubsub("<items node='" + node + "' max_items='20'/>")));
        for (Requests client : clients) {
            client.close();
        }
        return new double[] {publishes, reads};
    }

    interface Asking {
        void of(Requests client, int number) throws Exception;
    }

    static double rate(List<Requests> clients, int count, Asking asking) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(clients.size());
        try {
            long start = System.nanoTime();
            List<Future<Integer>> done = new ArrayList<>();
            for (int client = 0; client < clients.size(); client++) {
                int mine = client;
                done.add(pool.submit(() -> {
                    for (int i = mine; i < count; i += clients.size()) {
                        asking.of(clients.get(mine), i);
                    }
                    return clients.get(mine).settle();
                }));
            }
            int refused = 0;
            for (Future<Integer> each : done) {
                refused += each.get();
            }
            if (refused > 0) {
                throw new IllegalStateException(refused + " requests were refused");
            }
            return count / ((System.nanoTime() - start) / 1e9);
        } finally {
            pool.shutdown();
        }
    }

    static String pubsub(String content) {
        return "<pubsub xmlns='http://jabber.org/protocol/pubsub'>" + content + "</pubsub>";
    }

    private static String field(String name, String value) {
        return "<field var='" + name + "'><value>" + value + "</value></field>";
    }

    // ---- very many posts

    private void many(String engine, OpenfireServer.Builder builder) throws Exception {
        builder.plugin(OpenfireServer.PLUGIN).property("fireside.requests.account", "1000000").heap("2g").user("reader", World.PASSWORD);
        for (int i = 0; i < AUTHORS; i++) {
            builder.user("author" + i, World.PASSWORD).contacts("author" + i, "reader");
        }
        try (OpenfireServer server = builder.start()) {
            List<Requests> authors = new ArrayList<>();
            for (int i = 0; i < AUTHORS; i++) {
                authors.add(new Requests(server, "author" + i, World.PASSWORD, IN_FLIGHT));
            }
            double rate = rate(authors, posts, (author, i) -> author.ask("set", "", pubsub("<publish node='urn:xmpp:microblog:0'><item id='i" + i + "'>"
                + ENTRY.formatted("Post " + i) + "</item></publish>")));
            for (Requests author : authors) {
                author.close();
            }
            String of = String.format("%,d posts of %d authors, %s", posts, AUTHORS, engine);
            table.row("publishing " + of, String.format("%,.0f/s", rate), AUTHORS + " clients, " + IN_FLIGHT + " requests in flight each", "");
            read(server, of);
        }
    }

    private void read(OpenfireServer server, String of) throws Exception {
        FakePage reader = FakePage.logIn(server.url("/fireside"), "reader", World.PASSWORD);
        Samples first = new Samples();
        for (int i = 0; i < WARM + POSTS; i++) {
            long start = System.nanoTime();
            reader.get("/feed");
            if (i >= WARM) {
                first.add(System.nanoTime() - start);
            }
        }
        Samples hundredth = new Samples();
        int walked = 0;
        for (int i = 0; i < WARM; i++) {
            try (FakePage tab = reader.tab().open("/feed")) {
                walked = walk(tab, hundredth);
            }
        }
        table.row("the whole document of the feed, its first page, " + of, first.toString(), "", "");
        table.row("its page " + walked + ", asked for over the socket, " + of, hundredth.toString(), "", "");
        try (FakePage author = FakePage.logIn(server.url("/fireside"), "author0", World.PASSWORD).open("/feed/new")) {
            Samples published = new Samples();
            for (int i = 0; i < WARM + POSTS; i++) {
                long start = System.nanoTime();
                publish(author, "Post of the page " + i);
                if (i >= WARM) {
                    published.add(System.nanoTime() - start);
                }
            }
            table.row("a post by the page, until it is acknowledged, " + of, published.toString(), "", "");
        }
    }

    /** Reads on until the hundredth page or the last. @return its number */
    private static int walk(FakePage tab, Samples last) throws Exception {
        String before = before(tab.html());
        long took = 0;
        int page = 1;
        while (page < PAGES && !before.isEmpty()) {
            long start = System.nanoTime();
            int seen = tab.patches().size();
            tab.act("posts/older", Map.of("before", before)).get(60, TimeUnit.SECONDS);
            took = System.nanoTime() - start;
            page++;
            List<FakePage.Patch> patches = tab.patches();
            before = patches.subList(seen, patches.size()).stream().filter(patch -> patch.target().equals("older")).map(patch -> before(patch.html()))
                .reduce("", (earlier, later) -> later);
        }
        last.add(took);
        return page;
    }

    private static String before(String html) {
        Matcher before = BEFORE.matcher(html);
        return before.find() ? before.group(1) : "";
    }
}
