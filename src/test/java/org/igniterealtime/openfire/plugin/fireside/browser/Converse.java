package org.igniterealtime.openfire.plugin.fireside.browser;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/**
 * Another client in the browser: Converse as npm has it, which {@code bin/test} fetches, on a web site of its own, over the server's
 * WebSocket. Asking for one that is not there aborts the test with the reason.
 */
final class Converse implements AutoCloseable {
    private static final Path HOME = Path.of("target/clients/converse");
    private static final String PAGE = "<!DOCTYPE html><title>Converse</title><link rel='icon' href='data:,'>";
    // A plugin of its own is how Converse lets others at its API. It asks for blogs of contacts and collects the events.
    private static final String START = """
        async ({address, jid, password}) => {
            window.converse = (await import('/dist/converse.min.js')).default;
            window.events = [];
            converse.plugins.add('blogs', {
                initialize() {
                    window.api = this._converse.api;
                    api.listen.on('addClientFeatures', () => api.disco.own.features.add('urn:xmpp:microblog:0+notify'));
                    api.listen.on('statusInitialized', () => window.ready = true);
                    api.listen.on('connected', () => api.connection.get().addHandler(stanza => window.events.push(stanza.outerHTML),
                        'http://jabber.org/protocol/pubsub#event', 'message'));
                }
            });
            converse.initialize({jid, password, websocket_url: address, authentication: 'login', auto_login: true,
                whitelisted_plugins: ['blogs'], discover_connection_methods: false, i18n: 'en', assets_path: '/dist/', loglevel: 'error'});
        }""";

    private final HttpServer site;
    private final Page page;

    private Converse(HttpServer site, Page page) {
        this.site = site;
        this.page = page;
    }

    static Converse logIn(Scene scene, Page page, String user) throws IOException {
        if (!Files.exists(HOME.resolve("dist/converse.min.js"))) {
            throw new TestAbortedException("Converse is not there: bin/test fetches it");
        }
        HttpServer site = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        site.createContext("/", Converse::answer);
        site.start();
        page.navigate("http://127.0.0.1:" + site.getAddress().getPort() + "/");
        page.evaluate(START, Map.of("address", scene.server().url("/ws/").toString().replace("http:", "ws:"), "jid", user + "@" + scene.server().domain(),
            "password", Scene.PASSWORD));
        page.waitForFunction("() => window.ready");
        return new Converse(site, page);
    }

    private static void answer(HttpExchange request) throws IOException {
        Path file = HOME.resolve(request.getRequestURI().getPath().substring(1)).normalize();
        boolean there = file.startsWith(HOME) && Files.isRegularFile(file);
        byte[] body = file.equals(HOME) ? PAGE.getBytes(StandardCharsets.UTF_8) : there ? Files.readAllBytes(file) : new byte[0];
        request.getResponseHeaders().set("Content-Type", file.equals(HOME) ? "text/html" : file.toString().endsWith("js") ? "text/javascript"
            : "application/octet-stream");
        request.sendResponseHeaders(body.length > 0 ? 200 : 404, body.length > 0 ? body.length : -1);
        try (OutputStream out = request.getResponseBody()) {
            out.write(body);
        }
    }

    /** What its program says of a word. */
    static boolean knows(String word) throws IOException {
        return Files.readString(HOME.resolve("dist/converse.min.js")).contains(word);
    }

    String version() {
        return (String) page.evaluate("() => converse.env.VERSION_NAME");
    }

    /** @param service an address, or empty for the account's own nodes @param item an item as XML */
    void publish(String service, String node, String item) {
        page.evaluate("([service, node, item]) => api.pubsub.publish(service, node, converse.env.Stanza.fromString(item))", List.of(service, node, item));
    }

    void retract(String service, String node, String id) {
        page.evaluate("([service, node, id]) => api.pubsub.retract(service, node, id)", List.of(service, node, id));
    }

    void create(String service, String node) {
        page.evaluate("([service, node]) => api.pubsub.create(service, node, {access_model: 'open', publish_model: 'open', persist_items: true})",
            List.of(service, node));
    }

    void subscribe(String service, String node) {
        page.evaluate("([service, node]) => api.pubsub.subscribe(service, node)", List.of(service, node));
    }

    /** The items of a node, as XML. */
    List<String> items(String service, String node) {
        return ((List<?>) page.evaluate("async ([service, node]) => (await api.pubsub.items.get(service, node)).items.map(item => item.outerHTML)",
            List.of(service, node))).stream().map(String.class::cast).toList();
    }

    /** Whether an event with these words has come. */
    boolean told(String words) {
        return (Boolean) page.evaluate("words => window.events.some(event => event.includes(words))", words);
    }

    void awaitEvent(String words) {
        page.waitForFunction("words => window.events.some(event => event.includes(words))", words);
    }

    @Override
    public void close() {
        site.stop(0);
    }
}
