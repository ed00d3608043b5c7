package org.igniterealtime.openfire.plugin.fireside.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.igniterealtime.openfire.plugin.fireside.testkit.Internet;

/**
 * A row of {@code hostile/fetch.txt}.
 *
 * @param does what its site does
 * @param refused why it is not fetched
 * @param unguarded what comes of it without the guard
 */
record HostileFetch(String cause, String url, String does, Reason refused, String unguarded) {
    /** Lets everything through, as its limits do. */
    static final Guard NO_GUARD = new Guard(Set.of()) {
        @Override
        public Optional<Reason> refuses(WebAddress address) {
            return Optional.empty();
        }

        @Override
        public Optional<Reason> refuses(WebAddress from, WebAddress to) {
            return Optional.empty();
        }

        @Override
        public boolean allows(InetAddress address, int port) {
            return true;
        }
    };

    static List<HostileFetch> all() {
        List<HostileFetch> all = new ArrayList<>();
        for (String line : lines().filter(line -> !line.startsWith("host ")).toList()) {
            String[] cells = line.split(" *\\| *", -1);
            all.add(new HostileFetch(cells[0], cells[1], cells[2], Reason.valueOf(cells[3]), cells[4]));
        }
        return all;
    }

    /** The names of the file, on an internet with nothing else in it. */
    static Internet internet(Internet.Site trap) {
        Internet internet = new Internet(trap);
        for (String line : lines().filter(line -> line.startsWith("host ")).toList()) {
            String[] name = line.substring(5).split(": ", 2);
            internet.name(name[0], Stream.of(name[1].split("; ")).map(answer -> List.of(answer.split(" "))).toList());
        }
        return internet;
    }

    private static Stream<String> lines() {
        try (InputStream in = HostileFetch.class.getResourceAsStream("/hostile/fetch.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank() && !line.startsWith("#"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
