package org.igniterealtime.openfire.plugin.fireside.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.igniterealtime.openfire.plugin.fireside.testkit.Internet;
import org.igniterealtime.openfire.plugin.fireside.testkit.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetcherTest {
    private static final String HERE = "93.184.216.34";
    private static final Limits LIMITS = new Limits(5, 64 << 10, Duration.ofSeconds(10), Duration.ofSeconds(30), 4, 32);

    private final Site site = new Site();
    private final Internet internet = new Internet((socket, nth) -> { }).name("site.example", List.of(List.of(HERE))).site(HERE, 80, site);
    private final Fetcher fetcher = new Fetcher(new Guard(Set.of()), internet, LIMITS);

    @AfterEach
    void close() throws Exception {
        fetcher.close();
        internet.close();
    }

    @Test
    void content_comes_with_where_it_was_and_what_it_is() {
        // given
        site.page("/a", "text/html; charset=ISO-8859-1", "<p>gr\u00fcn".getBytes(StandardCharsets.ISO_8859_1));

        // when
        Result.Fetched fetched = content(fetch("http://site.example/a#b"));

        // then
        assertEquals("http://site.example/a", fetched.address().toString());
        assertEquals("text/html", fetched.type());
        assertEquals(StandardCharsets.ISO_8859_1, fetched.charset());
        assertEquals("<p>gr\u00fcn", new String(fetched.bytes(), fetched.charset()));
        assertTrue(fetched.whole());
    }

    @Test
    void redirects_are_followed_to_the_end_of_five() {
        // given
        site.says("/0", "HTTP/1.1 301 There\r\nLocation: b/1\r\n\r\n").says("/b/1", "HTTP/1.1 302 There\r\nLocation: ../2?x\r\n\r\n")
            .says("/2?x", "HTTP/1.1 303 There\r\nLocation: //site.example/3\r\n\r\n").says("/3", "HTTP/1.1 307 There\r\nLocation: http://site.example:80/4\r\n\r\n")
            .says("/4", "HTTP/1.1 308 There\r\nLocation: ?5\r\n\r\n").page("/4?5", "text/html", new byte[] {1});

        // then
        assertEquals("http://site.example/4?5", content(fetch("http://site.example/0")).address().toString());
    }

    @Test
    void nothing_of_us_goes_along_but_what_is_needed() {
        // given
        site.says("/", "HTTP/1.1 302 There\r\nSet-Cookie: a=b\r\nLocation: /next\r\n\r\n").page("/next", "text/html", new byte[0]);

        // when
        content(fetch("http://site.example/"));

        // then
        assertEquals(List.of("GET /next HTTP/1.1", "Host: site.example", "User-Agent: Mozilla/5.0 (compatible; Fireside; link preview)", "Accept: */*",
            "Accept-Encoding: gzip", "Connection: close"), site.heads().get(1));
    }

    @Test
    void a_host_is_looked_up_once_and_the_connection_goes_to_what_was_checked() throws Exception {
        // given: a name server that says something else to whoever asks twice
        internet.name("rebinding.example", List.of(List.of(HERE), List.of("127.0.0.1")));
        site.page("/", "text/html", new byte[] {1});

        // when
        content(fetch("http://rebinding.example/"));

        // then
        assertEquals(1, internet.lookups("rebinding.example"));
        assertEquals(List.of(new InetSocketAddress(InetAddress.getByName(HERE), 80)), internet.connections());
        assertEquals(0, internet.trips());
    }

    @Test
    void the_next_address_is_tried_when_nobody_is_at_the_first() {
        // given
        internet.name("two.example", List.of(List.of("93.184.216.99", HERE))).nobody("93.184.216.99", 80);
        site.page("/", "text/html", new byte[] {1});

        // then
        assertEquals(1, content(fetch("http://two.example/")).bytes().length);
    }

    @Test
    void no_proxy_of_the_jvm_is_used() {
        // given
        Properties before = (Properties) System.getProperties().clone();
        String nowhere = "127.0.0.1";
        for (String kind : List.of("http", "https", "socks")) {
            System.setProperty(kind + (kind.equals("socks") ? "ProxyHost" : ".proxyHost"), nowhere);
            System.setProperty(kind + (kind.equals("socks") ? "ProxyPort" : ".proxyPort"), "1");
        }
        System.setProperty("http.nonProxyHosts", "");
        System.setProperty("socksNonProxyHosts", "");
        site.page("/", "text/html", new byte[] {1});
        try {
            // then
            assertEquals(1, content(fetch("http://site.example/")).bytes().length);
        } finally {
            System.setProperties(before);
        }
    }

    @Test
    void what_is_larger_is_read_so_far_for_who_wants_it_so() throws Exception {
        // given
        byte[] large = "0123456789".repeat(1000).getBytes(StandardCharsets.US_ASCII);
        site.page("/", "text/html", large).says("/gzip", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n", HostileSite.gzip(large));

        for (String path : List.of("/", "/gzip")) {
            // when
            Result.Fetched fetched = content(fetcher.fetch(new Wanted("http://site.example" + path, Set.of("text/html"), 15, true)));

            // then
            assertEquals("012345678901234", new String(fetched.bytes(), StandardCharsets.US_ASCII));
            assertFalse(fetched.whole());
        }
    }

    @Test
    void as_many_bytes_as_are_wanted_are_not_too_many() throws Exception {
        // given
        byte[] page = new byte[5000];
        site.page("/", "text/html", page).says("/gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", HostileSite.gzip(page));

        // then
        for (String path : List.of("/", "/gzip")) {
            assertArrayEquals(page, content(fetcher.fetch(new Wanted("http://site.example" + path, Set.of(), 5000, false))).bytes());
            assertEquals(new Result.Refused(Reason.TOO_LARGE), fetcher.fetch(new Wanted("http://site.example" + path, Set.of(), 4999, false)));
        }
    }

    @Test
    void gzip_members_after_the_first_are_left_alone_however_many() throws Exception {
        // given
        byte[] empty = HostileSite.gzip(new byte[0]);
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int i = 0; i < 40_000; i++) {
            many.write(empty);
        }
        site.says("/", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", many.toByteArray());

        // then
        assertEquals(0, content(fetcher.fetch(new Wanted("http://site.example/", Set.of(), 1 << 20, false))).bytes().length);
    }

    @Test
    void a_certificate_that_is_trusted_and_of_the_host_is_taken() {
        // given
        site.page("/", "text/html", new byte[] {1});
        internet.site(HERE, 443, site.secured("site.example")).trusting(Internet.certified("site.example"));

        // then
        assertEquals("https://site.example/", content(fetch("https://site.example/")).address().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "nothing | '' | BROKEN",
        "no HTTP | 'SSH-2.0-OpenSSH_9.9~' | BROKEN",
        "HTTP of another age | 'HTTP/3.0 200 OK~~x' | BROKEN",
        "no number | 'HTTP/1.1 two hundred~~x' | BROKEN",
        "a header without a colon | 'HTTP/1.1 200 OK~Content-Type~~x' | BROKEN",
        "another protocol | 'HTTP/1.1 101 Switching Protocols~Upgrade: h2c~~x' | BROKEN",
        "not found | 'HTTP/1.1 404 Not Found~Content-Type: text/html~~x' | STATUS",
        "its own fault | 'HTTP/1.1 500 Oh~~x' | STATUS",
        "a log-in | 'HTTP/1.1 401 Who~WWW-Authenticate: Basic realm=x~~x' | STATUS",
        "nothing to say | 'HTTP/1.1 204 Nothing~~' | STATUS",
        "a part | 'HTTP/1.1 206 Part~Content-Range: bytes 0-0/9~~x' | STATUS",
        "not changed | 'HTTP/1.1 304 Same~~' | STATUS",
        "choices | 'HTTP/1.1 300 Choose~Location: /~~' | STATUS",
        "a proxy | 'HTTP/1.1 305 Use~Location: http://10.0.0.1/~~' | STATUS",
        "less than it says | 'HTTP/1.1 200 OK~Content-Length: 9~~x' | BROKEN",
        "two lengths | 'HTTP/1.1 200 OK~Content-Length: 1~Content-Length: 2~~xy' | BROKEN",
        "a length that is none | 'HTTP/1.1 200 OK~Content-Length: x~~x' | BROKEN",
        "a negative length | 'HTTP/1.1 200 OK~Content-Length: -1~~x' | BROKEN",
        "more than there is | 'HTTP/1.1 200 OK~Content-Length: 99999999999999~~x' | TOO_LARGE",
        "a length beyond numbers | 'HTTP/1.1 200 OK~Content-Length: 99999999999999999999~~x' | BROKEN",
        "another transfer | 'HTTP/1.1 200 OK~Transfer-Encoding: gzip, chunked~~x' | BROKEN",
        "a chunk that is none | 'HTTP/1.1 200 OK~Transfer-Encoding: chunked~~x~' | BROKEN",
        "a negative chunk | 'HTTP/1.1 200 OK~Transfer-Encoding: chunked~~-1~x~' | BROKEN",
        "a chunk beyond numbers | 'HTTP/1.1 200 OK~Transfer-Encoding: chunked~~fffffffffffffffff~x~' | BROKEN",
        "no last chunk | 'HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1~x~' | BROKEN",
        "packed otherwise | 'HTTP/1.1 200 OK~Content-Encoding: br~~x' | ENCODING",
        "packed twice | 'HTTP/1.1 200 OK~Content-Encoding: gzip, gzip~~x' | ENCODING",
        "packed twice in two headers | 'HTTP/1.1 200 OK~Content-Encoding: gzip~Content-Encoding: gzip~~x' | ENCODING",
        "not packed | 'HTTP/1.1 200 OK~Content-Encoding: gzip~~x' | BROKEN",
        "to nowhere | 'HTTP/1.1 302 There~~' | LOCATION",
        "to two places | 'HTTP/1.1 302 There~Location: /a~Location: http://10.0.0.1/~~' | LOCATION",
        "to a script | 'HTTP/1.1 302 There~Location: javascript:alert(1)~~' | LOCATION",
        "to a file | 'HTTP/1.1 302 There~Location: file:///etc/passwd~~' | LOCATION",
        "to a share | 'HTTP/1.1 302 There~Location: \\\\10.0.0.1\\x~~' | LOCATION",
        "in a circle | 'HTTP/1.1 302 There~Location: /~~' | REDIRECTS",
        "in a header that browsers know | 'HTTP/1.1 200 OK~Refresh: 0; url=http://10.0.0.1/~~' | null"})
    void what_a_server_says_wrongly_has_its_reason(String cause, String words, String reason) {
        // given
        site.says("/", words.replace("~", "\r\n"));

        // when
        Result result = fetch("http://site.example/");

        // then
        assertEquals(reason, result instanceof Result.Refused refused ? refused.reason().toString() : "null");
        assertEquals(0, internet.trips());
    }

    @Test
    void who_is_not_there_is_not_there() {
        internet.name("nowhere.example", List.of(List.of())).name("gone.example", List.of(List.of("93.184.216.99"))).nobody("93.184.216.99", 80)
            .site(HERE, 443, (socket, nth) -> socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));

        assertEquals(new Result.Refused(Reason.UNKNOWN_HOST), fetch("http://nowhere.example/"));
        assertEquals(new Result.Refused(Reason.UNREACHABLE), fetch("http://gone.example/"));
        assertEquals(new Result.Refused(Reason.TLS), fetch("https://site.example/"), "plain HTTP at the port of TLS");
        assertEquals(new Result.Refused(Reason.MALFORMED), fetch("file:///etc/passwd"));
    }

    @Test
    void what_is_under_way_ends_with_the_fetcher() throws Exception {
        // given
        CountDownLatch connected = new CountDownLatch(1);
        internet.name("silent.example", List.of(List.of("93.184.216.35"))).site("93.184.216.35", 80, (socket, nth) -> {
            connected.countDown();
            socket.getInputStream().readAllBytes();
        });
        CompletableFuture<Result> fetched = CompletableFuture.supplyAsync(() -> fetch("http://silent.example/"));
        connected.await();

        // when
        fetcher.close();

        // then: long before the time for a fetch is over
        assertInstanceOf(Result.Refused.class, fetched.get(15, TimeUnit.SECONDS));
        assertInstanceOf(Result.Refused.class, fetch("http://93.184.216.34/"));
        assertEquals(0, site.heads().size());
    }

    private Result fetch(String url) {
        return fetcher.fetch(new Wanted(url, Set.of(), 1 << 20, false));
    }

    private static Result.Fetched content(Result result) {
        return assertInstanceOf(Result.Fetched.class, result, result::toString);
    }
}
