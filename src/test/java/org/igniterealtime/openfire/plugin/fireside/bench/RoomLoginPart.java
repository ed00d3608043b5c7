package org.igniterealtime.openfire.plugin.fireside.bench;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.LoadState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.igniterealtime.openfire.plugin.fireside.browser.ConverseSite;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.Chromium;
import org.opentest4j.TestAbortedException;

/**
 * In Chromium: from the log-in submitted by its form to all contacts and all rooms shown, for one of the people who are in many rooms while
 * all others are there. Beside it Converse, with the same account on the same server; its program has been loaded before, as have the
 * styles and scripts that our form asks for while somebody types.
 */
final class RoomLoginPart {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ME = World.PREFIX + 0;
    // The log-in is its own form's; with its rooms entered, all that it shows are there.
    private static final String START = """
        async ({address, without}) => {
            const style = document.createElement('link');
            style.rel = 'stylesheet';
            style.href = '/dist/converse.min.css';
            document.head.append(style);
            window.converse = (await import('/dist/converse.min.js')).default;
            converse.plugins.add('bench', {initialize() { window._converse = this._converse; }});
            converse.initialize({websocket_url: address, whitelisted_plugins: ['bench'], blacklisted_plugins: without, view_mode: 'fullscreen',
                discover_connection_methods: false, i18n: 'en', assets_path: '/dist/', loglevel: 'error', auto_join_rooms: window.rooms,
                roster_groups: false, show_background: false});
        }""";
    private static final String CONVERSE_CONTACTS = "count => window._converse?.state?.roster?.length >= count";
    private static final String CONVERSE_ROOMS = """
        () => (window._converse?.state?.chatboxes?.models ?? [])
            .filter(each => each.get('type') === 'chatroom' && each.session?.get('connection_status') === 5).length""";

    private final World world;
    private final ManyRooms many;
    private final Table table;
    private final int runs;

    RoomLoginPart(World world, ManyRooms many, Table table, int runs) {
        this.world = world;
        this.many = many;
        this.table = table;
        this.runs = runs;
    }

    void run() throws Exception {
        // All others are there, contacts and occupants alike; the first of them stands for the person himself.
        world.bare(1, world.people);
        for (int i = 1; i < many.people; i++) {
            world.server.command("bare-join", String.valueOf(i - 1), World.PREFIX + i, String.join(" ", many.of(i)));
        }
        try (Chromium chromium = Chromium.launch()) {
            fireside(chromium, false);
            fireside(chromium, true);
            converse(chromium, "Converse", List.of());
            converse(chromium, "Converse without OMEMO and vCards", List.of("converse-omemo", "converse-vcard"));
        } catch (TestAbortedException missing) {
            table.row("log-in in Chromium", "not run", missing.getMessage(), "");
        }
        world.endBare();
    }

    // ---- ours

    private void fireside(Chromium chromium, boolean counts) {
        Samples rooms = new Samples();
        Samples ready = new Samples();
        Samples inside = new Samples();
        for (int i = 0; i < (counts ? runs : 1); i++) {
            int before = world.occupants();
            try (BrowserContext context = chromium.browser().newContext(); Page page = context.newPage()) {
                page.navigate(world.base() + "/login?next=" + World.encoded(world.base().getPath() + "/rooms"));
                page.waitForLoadState(LoadState.NETWORKIDLE);
                page.fill("#username", ME);
                page.fill("#password", World.PASSWORD);
                long start = System.nanoTime();
                page.click("form.stack button", new Page.ClickOptions().setNoWaitAfter(true));
                page.waitForFunction("count => document.querySelectorAll('#rooms > .row').length >= count", ManyRooms.EACH);
                rooms.add(System.nanoTime() - start);
                page.click("#rail a[href$='/contacts']", new Page.ClickOptions().setNoWaitAfter(true));
                page.waitForFunction("count => document.querySelectorAll('#people .row').length >= count", world.contacts);
                ready.add(System.nanoTime() - start);
                await(before + ManyRooms.EACH);
                inside.add(System.nanoTime() - start);
                page.evaluate("() => document.querySelector('#me-logout').form.requestSubmit()");
                page.waitForSelector("#username");
            }
            await(before);
        }
        if (counts) {
            table.row("Chromium, log-in submitted to " + ManyRooms.EACH + " rooms and, a click later, " + world.contacts + " contacts shown", ready.toString(),
                "the rooms alone " + rooms + "; " + runs + " log-ins", "500 ms");
            table.row("Chromium, log-in submitted to all rooms entered", inside.toString(), "", "");
        }
    }

    // ---- Converse

    private void converse(Chromium chromium, String name, List<String> without) throws Exception {
        Samples contacts = new Samples();
        Samples ready = new Samples();
        String missed = "";
        try (ConverseSite site = ConverseSite.start()) {
            for (int i = 0; i < runs && missed.isEmpty(); i++) {
                int before = world.occupants();
                try (BrowserContext context = chromium.browser().newContext(); Page page = context.newPage()) {
                    page.navigate(site.url());
                    page.evaluate("rooms => window.rooms = rooms", many.of(0).stream().map(room -> Map.of("jid", room, "nick", ME)).toList());
                    page.evaluate(START, Map.of("address", world.server.url("/ws/").toString().replace("http:", "ws:"), "without", without));
                    page.fill("input[name=jid]", ME + "@" + world.server.domain());
                    page.fill("input[name=password]", World.PASSWORD);
                    long start = System.nanoTime();
                    page.click("converse-login-form [type=submit]", new Page.ClickOptions().setNoWaitAfter(true));
                    Page.WaitForFunctionOptions patience = new Page.WaitForFunctionOptions().setTimeout(PATIENCE.toMillis());
                    page.waitForFunction(CONVERSE_CONTACTS, world.contacts, patience);
                    contacts.add(System.nanoTime() - start);
                    try {
                        page.waitForFunction("count => (" + CONVERSE_ROOMS + ")() >= count", ManyRooms.EACH, patience);
                        ready.add(System.nanoTime() - start);
                    } catch (TimeoutError late) {
                        missed = "; then only " + page.evaluate(CONVERSE_ROOMS) + " rooms in " + PATIENCE.toSeconds() + " s";
                    }
                    // Without a word the server would keep its place for it (XEP-0198).
                    page.evaluate("() => window._converse.api.user.logout()");
                    await(before);
                }
            }
        }
        table.row("the same, " + name + ", its rooms entered", ready.toString(), "its contacts known " + contacts + "; " + runs + " log-ins" + missed, "");
    }

    private void await(int occupants) {
        if (!Await.until(PATIENCE, () -> world.occupants() == occupants)) {
            throw new IllegalStateException("In rooms are " + world.occupants() + " and not " + occupants);
        }
    }
}
