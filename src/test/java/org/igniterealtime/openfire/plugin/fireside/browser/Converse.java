package org.igniterealtime.openfire.plugin.fireside.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Another client in the browser: Converse as npm has it, on a {@link ConverseSite}, over the server's WebSocket.
 */
final class Converse implements AutoCloseable {
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

    private final ConverseSite site;
    private final Page page;

    private Converse(ConverseSite site, Page page) {
        this.site = site;
        this.page = page;
    }

    static Converse logIn(Scene scene, Page page, String user) throws IOException {
        ConverseSite site = ConverseSite.start();
        page.navigate(site.url());
        page.evaluate(START, Map.of("address", scene.server().url("/ws/").toString().replace("http:", "ws:"), "jid", user + "@" + scene.server().domain(),
            "password", Scene.PASSWORD));
        page.waitForFunction("() => window.ready");
        return new Converse(site, page);
    }

    /** What its program says of a word. */
    static boolean knows(String word) throws IOException {
        return ConverseSite.program().contains(word);
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
        site.close();
    }
}
