package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import org.opentest4j.TestAbortedException;

/**
 * The system's Chromium under Playwright. Without one the test is aborted, which {@code bin/test} lists as not run.
 * <pre>
 * try (Chromium chromium = Chromium.launch(); BrowserContext context = chromium.browser().newContext()) {
 *     Page page = context.newPage();
 * }
 * </pre>
 */
public final class Chromium implements AutoCloseable {

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** A running browser without a window. @param more of its command line's arguments */
    public static Chromium launch(String... more) {
        Path program = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of).filter(Files::isExecutable).findFirst()
                .orElseThrow(() -> new TestAbortedException("Chromium is not installed"));
        // Playwright's own browsers are not wanted: no download.
        Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        List<String> arguments = new ArrayList<>(List.of("--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"));
        arguments.addAll(List.of(more));
        if (System.getProperty("user.name").equals("root")) {
            arguments.add("--no-sandbox");
        }
        Browser browser = playwright.chromium().launch(new BrowserType.LaunchOptions()
                .setExecutablePath(program).setArgs(arguments));
        return new Chromium(playwright, browser);
    }

    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
