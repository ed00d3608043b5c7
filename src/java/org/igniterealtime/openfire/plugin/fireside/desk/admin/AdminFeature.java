package org.igniterealtime.openfire.plugin.fireside.desk.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.FiresidePlugin;
import org.igniterealtime.openfire.plugin.fireside.commands.Asked;
import org.igniterealtime.openfire.plugin.fireside.commands.Layout;
import org.igniterealtime.openfire.plugin.fireside.commands.Stage;
import org.igniterealtime.openfire.plugin.fireside.feature.Feature;
import org.igniterealtime.openfire.plugin.fireside.feature.LocalCommand;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.session.Signals;
import org.igniterealtime.openfire.plugin.fireside.view.Links;
import org.igniterealtime.openfire.plugin.fireside.view.Texts;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;

/** Registers what an admin can do from any client (XEP-0050), and shows what the server announces. */
public final class AdminFeature implements Feature {
    private static final int LONGEST = 5_000;

    private static final Map<String, String> LIMITS = Map.of("size", "commands.limitSize", "day", "commands.limitDay", "quota", "commands.limitQuota");

    private Platform platform;
    private Texts texts;

    @Override
    public void register(Platform rooms) {
        platform = rooms;
        texts = rooms.views().texts();
        rooms.signals().on(Signals.Announced.class, (session, said) -> session.show(any -> true, locale -> List.of(Patch.of("append", "announcements",
            rooms.views().render("admin/announcement", locale, Map.of("subject", said.subject(), "words", Links.html(said.body()))).html()))));
        rooms.commands().add(new LocalCommand(rooms, "commands.figures", true, this::figures));
        rooms.commands().add(new LocalCommand(rooms, "commands.announce", true, this::announce));
        rooms.commands().add(new LocalCommand(rooms, "commands.endSessions", true, this::endSessions));
        rooms.commands().add(new LocalCommand(rooms, "commands.giveBack", true, this::giveBack));
        rooms.commands().add(new LocalCommand(rooms, "commands.limits", true, this::limits));
    }

    private String of(Asked asked, String key, Object... arguments) {
        return texts.of(asked.locale(), key, arguments);
    }

    // ---- figures

    private Stage figures(Asked asked) {
        FiresidePlugin plugin = FiresidePlugin.running();
        if (plugin == null) {
            return new Stage.Failed(of(asked, "commands.starting"));
        }
        Locale locale = asked.locale();
        List<List<String>> rows = new ArrayList<>();
        plugin.figures().forEach((name, value) -> rows.add(List.of(texts.of(locale, "admin." + name), value.toString())));
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("figure", of(asked, "admin.figure"));
        columns.put("value", of(asked, "admin.value"));
        return new Stage.Done("", Layout.result(of(asked, "commands.figures")).table(columns, rows).element());
    }

    // ---- announce

    private Stage announce(Asked asked) {
        Stage.Form[] form = new Stage.Form[1];
        form[0] = new Stage.Form(Layout.form(of(asked, "commands.announce"), of(asked, "commands.announceHint"))
            .line("subject", of(asked, "commands.subject"), "", false).lines("body", of(asked, "commands.words"), "", true).element(), true, written -> {
                String body = XmlText.clean(written.text("body")).strip();
                String subject = XmlText.clean(written.value("subject"));
                if (body.length() > LONGEST || subject.length() > LONGEST) {
                    return form[0].again(of(written, "posts.tooLong", LONGEST));
                }
                platform.server().announce(subject, body);
                return new Stage.Done(of(written, "commands.announced"));
            });
        return form[0];
    }

    // ---- the sessions of somebody

    private Stage endSessions(Asked asked) {
        Stage.Form[] form = new Stage.Form[1];
        form[0] = new Stage.Form(Layout.form(of(asked, "commands.endSessions"), of(asked, "commands.endSessionsHint"))
            .line("account", of(asked, "commands.account"), "", true).element(), true, written -> {
                Optional<String> username = platform.accounts().username(written.value("account"))
                    .filter(name -> platform.accounts().find(name).isPresent());
                if (username.isEmpty()) {
                    return form[0].again(of(written, "commands.noAccount"));
                }
                try {
                    platform.logins().endAll(username.get());
                } finally {
                    platform.sessions().endAll(username.get(), "an admin has ended it");
                }
                return new Stage.Done(of(written, "commands.ended"));
            });
        return form[0];
    }

    // ---- what is at the host, and what is here

    private Stage giveBack(Asked asked) {
        return new Stage.Form(Layout.form(of(asked, "commands.giveBack"), of(asked, "commands.giveBackHint", platform.settings().giveBack()))
            .flag("start", of(asked, "commands.start"), false).element(), true, written -> {
                if (written.flag("start")) {
                    platform.settings().startGiveBack();
                }
                return new Stage.Done(written.flag("start") ? of(written, "commands.started") : "");
            });
    }

    // ---- limits

    private Stage limits(Asked asked) {
        Stage.Form[] form = new Stage.Form[1];
        Layout layout = Layout.form(of(asked, "commands.limits"), of(asked, "commands.limitsHint"));
        platform.settings().fileLimits().forEach((name, megabytes) -> layout.line(name, of(asked, LIMITS.get(name)), megabytes.toString(), true));
        form[0] = new Stage.Form(layout.element(), true, written -> {
            Map<String, Integer> chosen = new LinkedHashMap<>();
            for (String name : platform.settings().fileLimits().keySet()) {
                if (!written.value(name).matches("[0-9]{1,7}") || Integer.parseInt(written.value(name)) < 1) {
                    return form[0].again(of(written, "commands.badLimit", of(written, LIMITS.get(name))));
                }
                chosen.put(name, Integer.parseInt(written.value(name)));
            }
            platform.settings().fileLimits(chosen);
            return new Stage.Done(of(written, "commands.saved"));
        });
        return form[0];
    }
}
