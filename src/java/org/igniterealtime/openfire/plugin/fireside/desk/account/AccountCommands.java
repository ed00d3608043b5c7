package org.igniterealtime.openfire.plugin.fireside.desk.account;

import java.text.NumberFormat;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.igniterealtime.openfire.plugin.fireside.commands.Asked;
import org.igniterealtime.openfire.plugin.fireside.commands.Layout;
import org.igniterealtime.openfire.plugin.fireside.commands.Stage;
import org.igniterealtime.openfire.plugin.fireside.feature.LocalCommand;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.files.StoredFile;
import org.igniterealtime.openfire.plugin.fireside.live.Live;
import org.igniterealtime.openfire.plugin.fireside.session.Login;
import org.igniterealtime.openfire.plugin.fireside.view.Texts;

/** One's own browsers and files, from any client (XEP-0050). */
final class AccountCommands {
    private static final int FILES = 50;
    private static final long MEGABYTE = 1 << 20;

    private final Platform platform;
    private final Texts texts;

    AccountCommands(Platform platform) {
        this.platform = platform;
        this.texts = platform.views().texts();
    }

    void register() {
        platform.commands().add(new LocalCommand(platform, "commands.sessions", false, this::sessions));
        platform.commands().add(new LocalCommand(platform, "commands.storage", false, this::storage));
    }

    private Stage sessions(Asked asked) {
        Locale locale = asked.locale();
        Map<String, String> logins = new LinkedHashMap<>();
        platform.logins().of(asked.who().getNode()).forEach(login -> logins.put(login.id(), words(login, locale)));
        if (logins.isEmpty()) {
            return new Stage.Done(texts.of(locale, "commands.noSessions"));
        }
        return new Stage.Form(Layout.form(texts.of(locale, "commands.sessions"), texts.of(locale, "commands.sessionsHint"))
            .choice("end", texts.of(locale, "commands.endOne"), "", false, logins).element(), true, this::end);
    }

    private String words(Login login, Locale locale) {
        return texts.of(locale, "commands.session", Device.name(login.device()), login.address(),
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM).withLocale(locale).format(login.seen().atOffset(ZoneOffset.UTC)));
    }

    private Stage end(Asked chosen) {
        String id = chosen.value("end");
        if (id.isEmpty()) {
            return new Stage.Done("");
        }
        if (!platform.logins().end(chosen.who().getNode(), id)) {
            return new Stage.Failed(texts.of(chosen.locale(), "logins.gone"));
        }
        platform.sessions().end(id, Live.OVER, "revoked");
        return new Stage.Done(texts.of(chosen.locale(), "commands.ended"));
    }

    private Stage storage(Asked asked) {
        Locale locale = asked.locale();
        String owner = asked.who().toBareJID();
        List<StoredFile> newest = platform.uploads().of(owner, Long.MAX_VALUE, FILES);
        String used = texts.of(locale, "commands.used", megabytes(platform.uploads().bytes(owner), locale), megabytes(platform.uploads().limits().quota(), locale));
        if (newest.isEmpty()) {
            return new Stage.Done(used);
        }
        Map<String, String> files = new LinkedHashMap<>();
        newest.forEach(file -> files.put(file.id(), texts.of(locale, "commands.file", file.name(), megabytes(file.size(), locale),
            DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale).format(file.createdAt().atOffset(ZoneOffset.UTC)))));
        return new Stage.Form(Layout.form(texts.of(locale, "commands.storage"), used)
            .choice("delete", texts.of(locale, "commands.deleteOne"), "", false, files).element(), true, this::delete);
    }

    private Stage delete(Asked chosen) {
        String id = chosen.value("delete");
        if (id.isEmpty()) {
            return new Stage.Done("");
        }
        return platform.uploads().delete(chosen.who().toBareJID(), id) ? new Stage.Done(texts.of(chosen.locale(), "commands.deleted"))
            : new Stage.Failed(texts.of(chosen.locale(), "commands.noFile"));
    }

    private static String megabytes(long bytes, Locale locale) {
        NumberFormat format = NumberFormat.getInstance(locale);
        format.setMaximumFractionDigits(1);
        return format.format((double) bytes / MEGABYTE);
    }
}
