package org.igniterealtime.openfire.plugin.fireside.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocket;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitUntilState;
import java.util.ArrayList;
import java.util.List;

/** One tab of a browser, driven by roles and accessible names; keeps what its page complains of. */
public final class Tab {
    private final Scene scene;
    private final Page page;
    private final boolean script;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private String user = "nobody";
    private int port;
    private WebSocket wire;
    private boolean greeted;
    private int greetings;

    private Tab(Scene scene, Page page, boolean script) {
        this.scene = scene;
        this.page = page;
        this.script = script;
        page.onConsoleMessage(this::said);
        page.onPageError(error -> complain("page error: " + error));
        page.onCrash(crashed -> complain("the page crashed"));
        page.onWebSocket(this::opened);
        scene.joined(this);
    }

    static Tab first(Scene scene, BrowserContext context, boolean script) {
        return new Tab(scene, context.newPage(), script);
    }

    /** Another tab of the same browser, at the same place. */
    public Tab another() {
        Tab other = new Tab(scene, page.context().newPage(), script);
        other.user = user;
        other.port = port;
        return other.go(page.url());
    }

    // ---- what goes wrong

    private void said(ConsoleMessage message) {
        if (message.type().equals("error")) {
            complain("console: " + message.text() + " at " + message.location());
        }
    }

    private void complain(String complaint) {
        complaints.add(user + ": " + complaint);
    }

    /** Errors of this wording are what the test is about, such as of a lost network or a refused log-in. */
    public Tab expects(String wording) {
        expected.add(wording);
        return this;
    }

    List<String> complaints() {
        if (!page.isClosed()) {
            // Whatever the page said before this answer has been told by now.
            page.title();
        }
        return complaints.stream().filter(complaint -> expected.stream().noneMatch(complaint::contains)).toList();
    }

    // ---- the wire

    private void opened(WebSocket socket) {
        wire = socket;
        greeted = false;
        socket.onFrameReceived(frame -> {
            if (socket == wire && frame.text() != null && frame.text().startsWith("{\"hello\"")) {
                greeted = true;
                greetings++;
            }
        });
        socket.onClose(closed -> greeted = greeted && closed != wire);
    }

    /** Waits until the server has greeted the page. */
    public Tab live() {
        page.waitForCondition(() -> greeted);
        return this;
    }

    /** Waits until what pictures there are have come, so that none is on its way when the line is cut. */
    public Tab pictured() {
        page.waitForFunction("() => [...document.images].every(image => image.complete || !image.offsetParent)");
        return this;
    }

    /** Does what costs the connection, and waits until the server has greeted the page anew. */
    public Tab liveAgainAfter(Runnable loss) {
        int before = greetings;
        loss.run();
        page.waitForCondition(() -> greetings > before, new Page.WaitForConditionOptions().setTimeout(60_000));
        return this;
    }

    public Tab lost() {
        page.waitForCondition(() -> !greeted);
        return this;
    }

    // ---- going about

    public Page page() {
        return page;
    }

    public String user() {
        return user;
    }

    /** Goes by another port than the server's, as of a {@link Line}. */
    Tab via(int other) {
        port = other;
        return this;
    }

    private String url(String path) {
        return port == 0 ? scene.url(path) : scene.url(path).replace(":" + scene.server().httpPort(), ":" + port);
    }

    /** Loads a place, as of {@code /chats}. */
    public Tab open(String path) {
        return go(url(path));
    }

    /** Loads a chat with somebody of this server. */
    public Tab chat(String with) {
        return open("/chats/" + with + "@" + scene.server().domain());
    }

    private Tab go(String url) {
        greeted = false;
        page.navigate(url, new Page.NavigateOptions().setWaitUntil(WaitUntilState.LOAD));
        return script && page.locator("body[data-page]").count() > 0 ? live() : this;
    }

    public Tab reload() {
        return go(page.url());
    }

    /** Through the form; ends with the chats and a live page. */
    public Tab logIn(String who) {
        return logIn(who, Scene.PASSWORD, false);
    }

    public Tab logIn(String who, String password, boolean keep) {
        open("/login");
        user = who;
        box("Username").fill(who);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
        if (keep) {
            page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("Keep me logged in")).check();
        }
        greeted = false;
        button("Log in").click();
        page.waitForURL(url("/") + "*");
        link("Feed").waitFor();
        return open("/chats");
    }

    // ---- what is on it, by the names that people and their tools go by

    public Locator link(String name) {
        return named(AriaRole.LINK, name);
    }

    public Locator button(String name) {
        return named(AriaRole.BUTTON, name);
    }

    public Locator box(String name) {
        return named(AriaRole.TEXTBOX, name);
    }

    public Locator heading(String name) {
        return named(AriaRole.HEADING, name);
    }

    public Locator dialog(String name) {
        return named(AriaRole.DIALOG, name);
    }

    public Locator named(AriaRole role, String name) {
        return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The messages of the chat in the pane. */
    public Locator log() {
        return named(AriaRole.LOG, "Messages");
    }

    /** Those messages that have a text. */
    public Locator message(String text) {
        return log().getByRole(AriaRole.ARTICLE).filter(new Locator.FilterOptions().setHas(page.getByText(text,
            new Page.GetByTextOptions().setExact(true))));
    }

    /** The row of somebody in the list. */
    public Locator row(String name) {
        return page.locator("#list").getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHas(link(name)));
    }

    /** The entry of the main navigation, with its count. */
    public Locator entry(String name) {
        return page.getByRole(AriaRole.NAVIGATION).getByRole(AriaRole.LISTITEM)
            .filter(new Locator.FilterOptions().setHas(link(name)));
    }

    /** Opens the menu of the person and logs out there. */
    public Tab logOut() {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Me:")).click();
        button("Log out").first().click();
        button("Log in").waitFor();
        return this;
    }

    /** Writes into the chat in the pane and sends. */
    public Tab say(String text) {
        box("Message").fill(text);
        button("Send").click();
        return this;
    }
}
