package org.igniterealtime.openfire.plugin.fireside.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * {@code bin/bench [load|compression|heap|login|latency|frames|feed|upload|search|kill ...]}: all parts but the kills without arguments. Prints
 * a table, asserts nothing.
 */
public final class Bench {
    private static final String KILL = "kill";
    // With servers of their own.
    private static final String UPLOAD = "upload";
    private static final String SEARCH = "search";
    private static final List<String> PARTS = List.of("load", "compression", "heap", "login", "latency", "frames", "feed");

    private Bench() {
    }

    public static void main(String[] arguments) throws Exception {
        List<String> wanted = arguments.length == 0 ? Stream.concat(PARTS.stream(), Stream.of(UPLOAD, SEARCH)).toList() : List.of(arguments);
        if (!wanted.stream().allMatch(part -> part.equals(KILL) || part.equals(UPLOAD) || part.equals(SEARCH) || PARTS.contains(part))) {
            System.err.println("Usage: bin/bench [" + String.join("|", PARTS) + "|" + UPLOAD + "|" + SEARCH + "|" + KILL + " ...]");
            System.exit(2);
        }
        Table table = new Table();
        if (wanted.contains(KILL)) {
            System.err.println(KILL + " ...");
            new KillPart(table, number("FIRESIDE_BENCH_KILLS", 100)).run();
        }
        if (wanted.contains(UPLOAD)) {
            System.err.println(UPLOAD + " ...");
            new UploadPart(table).run();
        }
        if (wanted.contains(SEARCH)) {
            System.err.println(SEARCH + " ...");
            new SearchPart(table, number("FIRESIDE_BENCH_POSTS", 100_000), number("FIRESIDE_BENCH_FINDABLE", 10_000)).run();
        }
        if (PARTS.stream().anyMatch(wanted::contains)) {
            inWorld(wanted, table);
        }
        System.out.println();
        table.print(System.out);
    }

    private static void inWorld(List<String> wanted, Table table) throws Exception {
        int people = number("FIRESIDE_BENCH_PEOPLE", 1000);
        int contacts = Math.min(number("FIRESIDE_BENCH_CONTACTS", 400), (people - 1) / 2 * 2);
        System.err.println("Starting a server with " + people + " people of " + contacts + " contacts each ...");
        long start = System.nanoTime();
        try (World world = new World(people, contacts)) {
            String keeper = world.logIn("keeper");
            Tab kept = world.open("keeper", keeper, "/");
            for (String part : PARTS.stream().filter(wanted::contains).toList()) {
                run(part, world, table);
            }
            kept.close();
        }
        System.out.println();
        System.out.printf("%d cores, %s %s, server -Xmx%s, Openfire 4.2.0, embedded HSQLDB, %d people of %d contacts, %d s in all%n",
            Runtime.getRuntime().availableProcessors(), System.getProperty("java.vm.name"), System.getProperty("java.runtime.version"),
            World.HEAP, people, contacts, (System.nanoTime() - start) / 1_000_000_000);
    }

    private static void run(String part, World world, Table table) throws Exception {
        System.err.println(part + " ...");
        switch (part) {
            case "compression" -> new CompressionPart(world, table).run();
            case "heap" -> new HeapPart(world, table).run();
            case "login" -> new LoginPart(world, table).run();
            case "latency" -> new LatencyPart(world, table).run();
            case "frames" -> new FramesPart(world, table).run();
            case "feed" -> new FeedPart(world, table, number("FIRESIDE_BENCH_POSTS", 100_000)).run();
            default -> new LoadPart(world, table).run();
        }
    }

    private static int number(String variable, int otherwise) {
        String value = System.getenv(variable);
        return value == null || value.isBlank() ? otherwise : Integer.parseInt(value.strip());
    }
}
