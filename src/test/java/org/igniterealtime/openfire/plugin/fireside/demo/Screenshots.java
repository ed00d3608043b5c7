package org.igniterealtime.openfire.plugin.fireside.demo;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.igniterealtime.openfire.plugin.fireside.testkit.Chromium;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;

/**
 * {@code bin/screenshots}: what Alice sees of the demo's people, wide and on a phone, by day and by night. All goes to
 * {@code target/screenshots}, and what README.md shows to where it says.
 */
public final class Screenshots {
    private static final Path FOLDER = Path.of("target/screenshots");
    private static final Pattern SHOWN = Pattern.compile("\\((docs/screenshots/([^)]+))\\)");
    private static final long LARGEST = 150_000;

    private final Browser chromium;
    private final OpenfireServer server;

    private Screenshots(Browser chromium, OpenfireServer server) {
        this.chromium = chromium;
        this.server = server;
    }

    public static void main(String[] arguments) throws Exception {
        Files.createDirectories(FOLDER);
        try (Troupe troupe = Troupe.on(OpenfireServer.builder().plugin(OpenfireServer.PLUGIN)); Chromium chromium = Chromium.launch()) {
            troupe.server().start();
            troupe.enter();
            new Screenshots(chromium.browser(), troupe.server()).takeAll();
        }
        Matcher shown = SHOWN.matcher(Files.readString(Path.of("README.md")));
        while (shown.find()) {
            Path place = Path.of(shown.group(1));
            Files.createDirectories(place.getParent());
            Files.copy(FOLDER.resolve(shown.group(2)), place, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void takeAll() throws Exception {
        try (BrowserContext bob = context(false, ColorScheme.LIGHT)) {
            // Somebody else who is here, at a browser, on his way to write.
            Page writing = bob.newPage();
            logIn(writing, "bob");
            writing.navigate(url("/me"));
            writing.locator("input[name=open]").check();
            writing.locator("#public-save").click();
            writing.locator("#public-form .saved:not(:empty)").waitFor();
            for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                try (BrowserContext wide = context(false, scheme); BrowserContext phone = context(true, scheme)) {
                    take(wide, writing, "wide-" + scheme.name().toLowerCase(Locale.ROOT));
                    take(phone, writing, "phone-" + scheme.name().toLowerCase(Locale.ROOT));
                }
            }
        }
    }

    private void take(BrowserContext context, Page writing, String suffix) throws Exception {
        Page alice = context.newPage();
        alice.navigate(url("/login"));
        save(alice, "login-" + suffix);
        logIn(alice, "alice");
        alice.navigate(url("/feed"));
        save(alice, "feed-" + suffix);
        alice.locator(".post-link").nth(1).click();
        alice.locator(".comment").first().waitFor();
        save(alice, "post-" + suffix);
        alice.navigate(url("/feed/new"));
        alice.locator("#write-text").fill("The kettle is on, and **everybody** is welcome.\n\n- tea\n- the last of the plum cake");
        alice.locator("#preview li").first().waitFor();
        alice.locator("#draft-saved:not(:empty)").waitFor();
        save(alice, "write-" + suffix);
        alice.navigate(url("/@bob"));
        save(alice, "blog-" + suffix);
        alice.navigate(url("/chats"));
        save(alice, "chats-" + suffix);
        alice.navigate(url("/chats/bob@localhost"));
        writing.navigate(url("/chats/alice@localhost"));
        writing.locator(".composer textarea").pressSequentially("I bring");
        alice.locator(".typing-dots").waitFor();
        alice.locator(".composer textarea").blur();
        save(alice, "chat-" + suffix);
        writing.locator(".composer textarea").fill("");
        alice.navigate(url("/rooms"));
        save(alice, "rooms-" + suffix);
        alice.navigate(url("/rooms/garden@conference.localhost"));
        alice.locator("section.room[data-state=inside]").waitFor();
        alice.locator(".log .message").last().waitFor();
        alice.locator(".composer textarea").blur();
        save(alice, "room-" + suffix);
        alice.navigate(url("/contacts/fatima@localhost"));
        save(alice, "contacts-" + suffix);
        alice.navigate(url("/feed/bob@localhost"));
        alice.locator(".cover img").waitFor();
        save(alice, "person-" + suffix);
        alice.navigate(url("/feed/dora@localhost"));
        alice.locator("[data-share] button").first().click();
        alice.locator("#share[open] .row").first().waitFor();
        save(alice, "share-" + suffix);
        alice.navigate(url("/profile"));
        save(alice, "profile-" + suffix);
        alice.navigate(url("/me"));
        save(alice, "me-" + suffix);
    }

    private BrowserContext context(boolean phone, ColorScheme scheme) {
        return chromium.newContext(new Browser.NewContextOptions().setViewportSize(phone ? 390 : 1280, phone ? 844 : 800)
            .setHasTouch(phone).setIsMobile(phone).setLocale("en-GB").setColorScheme(scheme));
    }

    private void logIn(Page page, String user) {
        page.navigate(url("/login"));
        page.getByLabel("Username").fill(user);
        page.getByLabel("Password").fill(Stand.PASSWORD);
        page.locator("form button").click();
        page.waitForURL(Pattern.compile("/fireside/(feed)?$"));
    }

    private void save(Page page, String name) throws Exception {
        // Those out of sight load when somebody scrolls to them.
        page.waitForFunction("""
            () => [...document.images].every(image => image.complete || !image.offsetParent
              || image.getBoundingClientRect().top > innerHeight)""");
        page.evaluate("() => document.fonts.ready");
        Path file = FOLDER.resolve(name + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file)
            .setAnimations(ScreenshotAnimations.DISABLED));
        if (Files.size(file) > LARGEST) {
            throw new IllegalStateException(file + " is too large: " + Files.size(file));
        }
    }

    private String url(String path) {
        return server.url("/fireside" + path).toString();
    }
}
