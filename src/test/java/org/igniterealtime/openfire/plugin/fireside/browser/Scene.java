package org.igniterealtime.openfire.plugin.fireside.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.igniterealtime.openfire.plugin.fireside.testkit.Chromium;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * One server and one Chromium for a class of tests; each browser a context of its own, closed after each test, which
 * fails when a page has written an error to its console. A failing test leaves pictures in {@code target/failures}.
 * <pre>
 * &#64;RegisterExtension
 * static final Scene scene = new Scene().contacts("alice", "bob");
 *
 * Tab alice = scene.logIn("alice").open("/chats/bob@localhost");
 * NativeClient bob = scene.client("bob");
 * </pre>
 */
public final class Scene implements BeforeAllCallback, AfterEachCallback, AfterAllCallback, TestExecutionExceptionHandler, AutoCloseable {
    /** Of everybody. */
    public static final String PASSWORD = "secret";
    private static final double PATIENCE_MILLIS = 15_000;

    private final List<Tab> tabs = new ArrayList<>();
    private final List<NativeClient> clients = new ArrayList<>();
    private final List<String> people = new ArrayList<>();
    private OpenfireServer.Builder builder = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN);
    private String[] arguments = {};
    private OpenfireServer server;
    private Chromium chromium;

    // ---- what it is made of

    /** Accounts with their capitalised name. */
    public Scene people(String... names) {
        for (String name : names) {
            if (!people.contains(name)) {
                people.add(name);
                builder.user(name, PASSWORD, capitalised(name));
            }
        }
        return this;
    }

    /** Accounts, the first a contact of each of the others. */
    public Scene contacts(String one, String... others) {
        people(one);
        people(others);
        for (String other : others) {
            builder.contacts(one, other);
        }
        return this;
    }

    public Scene server(UnaryOperator<OpenfireServer.Builder> settings) {
        builder = settings.apply(builder);
        return this;
    }

    /** Has Chromium start with arguments of its command line. */
    public Scene chromium(String... more) {
        arguments = more;
        return this;
    }

    // ---- who acts

    public OpenfireServer server() {
        return server;
    }

    /** An address of Fireside, as of {@code /login}. */
    public String url(String path) {
        return server.url("/fireside" + path).toString();
    }

    /** A browser of its own, in English, wide and light. */
    public Tab browser() {
        return browser(options -> options);
    }

    public Tab browser(UnaryOperator<Browser.NewContextOptions> settings) {
        Browser.NewContextOptions options = settings.apply(new Browser.NewContextOptions().setViewportSize(1280, 800)
            .setLocale("en-GB").setColorScheme(ColorScheme.LIGHT));
        return Tab.first(this, chromium.browser().newContext(options), !Boolean.FALSE.equals(options.javaScriptEnabled));
    }

    /** A browser in which somebody is logged in. */
    public Tab logIn(String user) {
        return browser().logIn(user);
    }

    /** Somebody on an ordinary client over TCP. */
    public NativeClient client(String user) throws Exception {
        NativeClient client = NativeClient.logIn(server, user, PASSWORD);
        clients.add(client);
        return client;
    }

    void joined(Tab tab) {
        tabs.add(tab);
    }

    static String capitalised(String name) {
        return name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
    }

    // ---- its beginning and its end

    /** For a main without JUnit; otherwise done before the first test. */
    public Scene start() {
        chromium = Chromium.launch(arguments);
        server = builder.start();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        String name = context.getRequiredTestClass().getSimpleName() + "." + context.getRequiredTestMethod().getName();
        for (int i = 0; i < tabs.size(); i++) {
            Path picture = Path.of("target/failures", name + "-" + i + "-" + tabs.get(i).user() + ".png");
            try {
                tabs.get(i).page().screenshot(new Page.ScreenshotOptions().setPath(picture));
            } catch (PlaywrightException closed) {
                failure.addSuppressed(closed);
            }
            tabs.get(i).complaints().forEach(complaint -> failure.addSuppressed(new AssertionError(complaint)));
        }
        throw failure;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<String> complaints = leave();
        if (context.getExecutionException().isEmpty()) {
            Assertions.assertEquals(List.of(), complaints, "errors on the console");
        }
    }

    /** Closes every browser and client, and tells what the pages complained of. */
    List<String> leave() {
        List<String> complaints = new ArrayList<>();
        tabs.forEach(tab -> complaints.addAll(tab.complaints()));
        tabs.forEach(tab -> tab.page().context().close());
        tabs.clear();
        clients.forEach(NativeClient::close);
        clients.clear();
        return complaints;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        try {
            if (chromium != null) {
                chromium.close();
            }
        } finally {
            if (server != null) {
                server.close();
            }
        }
    }
}
