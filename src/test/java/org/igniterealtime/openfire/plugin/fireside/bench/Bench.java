package org.igniterealtime.openfire.plugin.fireside.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * {@code bin/bench [quick] [load|compression|heap|login|latency|frames|rooms|feed|upload|search|kill ...]}: all parts but the kills without
 * arguments; {@code quick} makes the world small, for a try. Prints a table, asserts nothing.
 */
public final class Bench {
    private static final String KILL = "kill";
    // With servers of their own.
    private static final String UPLOAD = "upload";
    private static final String SEARCH = "search";
    private static final List<String> PARTS = List.of("load", "compression", "heap", "login", "latency", "frames", "rooms", "feed");
    private static final String QUICK = "quick";

    private Bench() {
    }

    public static void main(String[] arguments) throws Exception {
        boolean quick = List.of(arguments).contains(QUICK);
        List<String> named = Stream.of(arguments).filter(word -> !word.equals(QUICK)).toList();
        List<String> wanted = named.isEmpty() ? Stream.concat(PARTS.stream(), Stream.of(UPLOAD, SEARCH)).toList() : named;
        if (!wanted.stream().allMatch(part -> part.equals(KILL) || part.equals(UPLOAD) || part.equals(SEARCH) || PARTS.contains(part))) {
            System.err.println("Usage: bin/bench [" + QUICK + "] [" + String.join("|", PARTS) + "|" + UPLOAD + "|" + SEARCH + "|" + KILL + " ...]");
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
            inWorld(wanted, quick, table);
        }
        System.out.println();
        table.print(System.out);
    }

    private static void inWorld(List<String> wanted, boolean quick, Table table) throws Exception {
        int people = number("FIRESIDE_BENCH_PEOPLE", quick ? 100 : 1000);
        int contacts = Math.min(number("FIRESIDE_BENCH_CONTACTS", quick ? 40 : 400), (people - 1) / 2 * 2);
        System.err.println("Starting a server with " + people + " people of " + contacts + " contacts each ...");
        long start = System.nanoTime();
        try (World world = new World(people, contacts)) {
            String keeper = world.logIn("keeper");
            Tab kept = world.open("keeper", keeper, "/");
            for (String part : PARTS.stream().filter(wanted::contains).toList()) {
                run(part, world, quick, table);
            }
            kept.close();
        }
        System.out.println();
        System.out.printf("%d cores, %s %s, server -Xmx%s, Openfire 4.2.0, embedded HSQLDB, %d people of %d contacts, %d s in all%n",
            Runtime.getRuntime().availableProcessors(), System.getProperty("java.vm.name"), System.getProperty("java.runtime.version"),
            World.HEAP, people, contacts, (System.nanoTime() - start) / 1_000_000_000);
    }

    private static void run(String part, World world, boolean quick, Table table) throws Exception {
        System.err.println(part + " ...");
        switch (part) {
            case "compression" -> new CompressionPart(world, table).run();
            case "heap" -> new HeapPart(world, table).run();
            case "login" -> new LoginPart(world, table).run();
            case "latency" -> new LatencyPart(world, table).run();
            case "frames" -> new FramesPart(world, table).run();
            case "rooms" -> rooms(world, quick, table);
            case "feed" -> new FeedPart(world, table, number("FIRESIDE_BENCH_POSTS", quick ? 5_000 : 100_000)).run();
            default -> new LoadPart(world, table).run();
        }
    }

    private static void rooms(World world, boolean quick, Table table) throws Exception {
        new CrowdPart(world, table, number("FIRESIDE_BENCH_MESSAGES", quick ? 10 : 60)).run();
        ManyRooms many = new ManyRooms(world, Math.min(number("FIRESIDE_BENCH_ROOM_PEOPLE", quick ? 20 : 100), world.people / 5 * 5));
        new ManyRoomsPart(world, many, table).run();
        new RoomLoginPart(world, many, table, quick ? 1 : 5).run();
    }

    private static int number(String variable, int otherwise) {
        String value = System.getenv(variable);
        return value == null || value.isBlank() ? otherwise : Integer.parseInt(value.strip());
    }
}
