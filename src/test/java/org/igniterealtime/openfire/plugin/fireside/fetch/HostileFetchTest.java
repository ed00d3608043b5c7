package org.igniterealtime.openfire.plugin.fireside.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.igniterealtime.openfire.plugin.fireside.testkit.Internet;
import org.junit.jupiter.api.Test;

/** Whatever somebody has us fetch, nothing is reached that must not be, and everything ends in its limit. */
class HostileFetchTest {
    static final int BYTES = 64 << 10;
    private static final Set<String> PAGES = Set.of("text/html", "application/xhtml+xml");
    private static final Duration SHORT = Duration.ofMillis(1_200);
    private static final Duration AMPLE = Duration.ofSeconds(30);

    private static final SSLContext KEY = Internet.certified("site.example");

    /** What came of a row. */
    private record Outcome(Result result, int trips) {
        @Override
        public String toString() {
            return trips > 0 ? "tripwire" : result instanceof Result.Refused refused ? refused.reason().toString() : "content";
        }
    }

    @Test
    void the_table_has_causes_enough_and_none_twice() {
        List<HostileFetch> rows = HostileFetch.all();

        assertTrue(rows.size() >= 60, () -> rows.size() + " rows");
        assertEquals(rows.size(), rows.stream().map(HostileFetch::cause).distinct().count());
        assertEquals(rows.size(), rows.stream().map(row -> row.url() + " " + row.does()).distinct().count());
        assertEquals(Set.of("tripwire", "content"), rows.stream().map(HostileFetch::unguarded).collect(Collectors.toSet()));
    }

    @Test
    void nothing_is_reached_that_must_not_be_and_everything_ends_in_its_limit() throws Exception {
        Map<String, String> outcomes = outcomes(row -> fetched(row, true));

        assertEquals(expected(row -> row.refused().toString()), outcomes);
    }

    @Test
    void without_the_guard_every_row_goes_wrong() throws Exception {
        Map<String, String> outcomes = outcomes(row -> fetched(row, false));

        assertEquals(expected(HostileFetch::unguarded), outcomes);
    }

    private static Map<String, String> expected(Function<HostileFetch, String> cell) {
        return HostileFetch.all().stream().collect(Collectors.toMap(HostileFetch::cause, cell, (one, other) -> one, TreeMap::new));
    }

    private static Map<String, String> outcomes(Function<HostileFetch, Outcome> run) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            Map<String, Future<Outcome>> running = new TreeMap<>();
            HostileFetch.all().forEach(row -> running.put(row.cause(), threads.submit(() -> run.apply(row))));
            Map<String, String> outcomes = new TreeMap<>();
            for (Map.Entry<String, Future<Outcome>> each : running.entrySet()) {
                outcomes.put(each.getKey(), each.getValue().get().toString());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    // An internet for each row. The time is short only where it is the limit that counts, so that a busy machine is no cause.
    private static Outcome fetched(HostileFetch row, boolean guarded) {
        Limits limits = guarded ? new Limits(5, 64 << 10, AMPLE, row.refused() == Reason.SLOW ? SHORT : AMPLE, 4, 32)
            : new Limits(20, 64 << 20, AMPLE, AMPLE, 4, 32);
        Wanted wanted = guarded ? new Wanted(row.url(), PAGES, BYTES, false) : new Wanted(row.url(), Set.of(), 64 << 20, false);
        try (Internet internet = HostileFetch.internet(new HostileSite("", null)).site("93.184.216.34", 80, new HostileSite(row.does(), null))
                .site("93.184.216.34", 443, new HostileSite(row.does(), KEY)).late("sleepy.example", Duration.ofMillis(HostileSite.SLOW_MILLIS))
                .trusting(!guarded ? trustful() : row.does().equals("untrusted") ? SSLContext.getDefault() : KEY);
             Fetcher fetcher = new Fetcher(guarded ? new Guard(Set.of()) : HostileFetch.NO_GUARD, internet, limits)) {
            return new Outcome(fetcher.fetch(wanted), internet.trips());
        } catch (Exception failed) {
            throw new IllegalStateException(row.cause(), failed);
        }
    }

    private static SSLContext trustful() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new X509ExtendedTrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
                // Nobody asks.
            }

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
                // Everybody is.
            }

            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
                // Nobody asks.
            }

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
                // Everybody is.
            }

            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {
                // Nobody asks.
            }

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {
                // Everybody is.
            }

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        }}, null);
        return context;
    }
}
