package org.igniterealtime.openfire.plugin.fireside.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** The first load with an empty cache, as it travels: the log-in page, then a place, with all that they link to. */
final class LoadPart {
    private static final Pattern LINKED = Pattern.compile("<(?:script|link|img)[^>]* (?:src|href)=\"([^\"]+)\"");

    private final World world;
    private final Table table;

    LoadPart(World world, Table table) {
        this.world = world;
        this.table = table;
    }

    void run() throws Exception {
        for (String place : List.of("/", "/contacts")) {
            Set<URI> fetched = new LinkedHashSet<>();
            long bytes = load("", "/login", fetched);
            String cookie = world.logIn(World.PREFIX + "0");
            bytes += load(cookie, place, fetched);
            // Faces are fetched when they come into view; these people have none.
            long faces = fetched.stream().filter(uri -> uri.getPath().contains("/avatar/")).count();
            table.row("first load: log-in page and " + place, String.format("%.1f kB, %d requests", bytes / 1e3, fetched.size()),
                String.format("packed, with heads; faces %d; %d contacts", faces, world.contacts), "150 kB");
        }
    }

    private long load(String cookie, String path, Set<URI> fetched) throws IOException, InterruptedException {
        URI address = URI.create(world.base() + path);
        HttpResponse<byte[]> page = world.packed(cookie, address);
        long bytes = fetched.add(address) ? size(page) : 0;
        Matcher links = LINKED.matcher(text(page));
        while (links.find()) {
            URI linked = address.resolve(links.group(1).replace("&amp;", "&"));
            if (!linked.getPath().contains("/avatar/") && linked.getAuthority().equals(address.getAuthority()) && fetched.add(linked)) {
                bytes += size(world.packed(cookie, linked));
            }
        }
        return bytes;
    }

    private static long size(HttpResponse<byte[]> answer) {
        long heads = answer.headers().map().entrySet().stream()
            .mapToLong(head -> head.getValue().stream().mapToLong(value -> head.getKey().length() + value.length() + 4).sum()).sum();
        return answer.body().length + heads;
    }

    private static String text(HttpResponse<byte[]> answer) throws IOException {
        boolean packed = answer.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
        byte[] body = packed ? new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes() : answer.body();
        return new String(body, StandardCharsets.UTF_8);
    }
}
