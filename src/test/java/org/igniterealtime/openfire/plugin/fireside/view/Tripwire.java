package org.igniterealtime.openfire.plugin.fireside.view;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A web server for pages with hostile words in them, and another, the canary, that nobody may ask for anything. */
final class Tripwire implements AutoCloseable {
    /** A page, with a security policy or null. */
    record Page(String html, String policy) {
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Queue<String>> trips = new ConcurrentHashMap<>();
    private final Queue<String> done = new ConcurrentLinkedQueue<>();
    private final HttpServer pages;
    private final HttpServer canary;

    /** @param page what stands at a path */
    Tripwire(Function<String, Page> page) throws IOException {
        pages = server();
        canary = server();
        pages.createContext("/", exchange -> answer(exchange, 200, "text/html;charset=utf-8", page.apply(exchange.getRequestURI().getPath())));
        pages.createContext("/tripwire.js", exchange -> answer(exchange, 200, "text/javascript", new Page(script(), null)));
        pages.createContext("/page.css", exchange -> answer(exchange, 200, "text/css", new Page(".covers { position: fixed; }", null)));
        pages.createContext("/tripped", exchange -> {
            trip(parameter(exchange, "words"), parameter(exchange, "why"));
            answer(exchange, 204, "text/plain", null);
        });
        pages.createContext("/done", exchange -> {
            done.add(parameter(exchange, "words"));
            answer(exchange, 204, "text/plain", null);
        });
        canary.createContext("/", exchange -> {
            trip(exchange.getRequestURI().getPath().replaceAll("\\D", ""), "request");
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
            answer(exchange, 404, "text/plain", null);
        });
        pages.start();
        canary.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + pages.getAddress().getPort() + path;
    }

    String canary(int words) {
        return "http://127.0.0.1:" + canary.getAddress().getPort() + "/" + words;
    }

    void trip(String words, String why) {
        trips.computeIfAbsent(words, any -> new ConcurrentLinkedQueue<>()).add(why);
    }

    /** What has happened since the last asking: why, by the words that did it. */
    Map<String, Queue<String>> take() {
        Map<String, Queue<String>> taken = Map.copyOf(trips);
        trips.clear();
        return taken;
    }

    /** Whether those words did something, or had all the time for it. */
    boolean heard(String words) {
        return trips.containsKey(words) || done(words);
    }

    boolean done(String words) {
        return done.contains(words);
    }

    @Override
    public void close() {
        pages.stop(0);
        canary.stop(0);
        threads.shutdownNow();
    }

    private HttpServer server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 100);
        server.setExecutor(threads);
        return server;
    }

    private static void answer(HttpExchange exchange, int status, String type, Page page) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            if (page != null && page.policy() != null) {
                exchange.getResponseHeaders().set("Content-Security-Policy", page.policy());
            }
            byte[] body = page == null ? new byte[0] : page.html().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String parameter(HttpExchange exchange, String name) {
        for (String pair : exchange.getRequestURI().getQuery().split("&")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return "";
    }

    private static String script() {
        try (InputStream in = Tripwire.class.getResourceAsStream("/hostile/tripwire.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
