package org.igniterealtime.openfire.plugin.fireside.desk.account;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.igniterealtime.openfire.plugin.fireside.feature.Feature;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Live;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.page.PlaceView;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Login;
import org.igniterealtime.openfire.plugin.fireside.session.Preferences;
import org.igniterealtime.openfire.plugin.fireside.session.PreferencesChanged;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.session.Signals;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;

/** Registers the place {@code me}, the look, what the world finds, and the revoking of log-ins. */
public final class AccountFeature implements Feature {
    private static final Set<String> THEMES = Set.of("auto", "light", "dark");

    private Platform platform;

    /** A browser that is logged in, for {@code account/logins.vm}. */
    public record LoginRow(String id, String device, String address, String since, String seen, boolean current, boolean kept) {
    }

    /** What the page remembers. */
    private record Showing() {
    }

    @Override
    public void register(Platform rooms) {
        platform = rooms;
        rooms.shell().placeWithPane("me", this::read);
        rooms.actions().on("account/theme", this::theme);
        rooms.actions().on("account/public", this::publicity);
        rooms.actions().on("account/found", this::found);
        rooms.actions().on("account/cards", this::cards);
        rooms.actions().on("account/revoke", this::revoke);
        new AccountCommands(rooms).register();
    }

    private PlaceView.Drawing read(Session session, Place place, boolean withList) {
        List<LoginRow> logins = platform.logins().of(session.person().username()).stream().map(login -> row(session, login)).toList();
        return (locale, before) -> new PlaceView.Drawn(withList ? SafeHtml.NONE : null, platform.views().render("account/pane", locale,
            Map.of("me", platform.shell().me(session.person()), "logins", logins, "chosen", session.person().preferences(), "searched", platform.settings().peopleSearch(),
            "public", platform.server().webAddress() + platform.views().context() + "/@" + session.person().username())),
            platform.views().texts().of(locale, "account.title"), new Showing());
    }

    private LoginRow row(Session session, Login login) {
        return new LoginRow(login.id(), Device.name(login.device()), login.address(), DateTimeFormatter.ISO_INSTANT.format(login.since()),
            DateTimeFormatter.ISO_INSTANT.format(login.seen()), login.id().equals(session.login().id()), login.kept());
    }

    private CompletionStage<Optional<Refusal>> theme(Session session, Page page, Call call) {
        String theme = call.field("theme");
        if (!THEMES.contains(theme)) {
            return Action.refused(Refusal.invalid("live.malformed"));
        }
        return save(session, session.person().preferences().wearing(theme));
    }

    private CompletionStage<Optional<Refusal>> publicity(Session session, Page page, Call call) {
        return save(session, session.person().preferences().publishing(call.field("listed").equals("true"), call.field("open").equals("true")));
    }

    private CompletionStage<Optional<Refusal>> found(Session session, Page page, Call call) {
        return save(session, session.person().preferences().found(call.field("findable").equals("true")));
    }

    private CompletionStage<Optional<Refusal>> cards(Session session, Page page, Call call) {
        return save(session, session.person().preferences().carding(call.field("cards").equals("true")));
    }

    private CompletionStage<Optional<Refusal>> save(Session session, Preferences chosen) {
        return session.data("preferences", () -> {
            platform.preferences().save(session.person().username(), chosen);
            session.person().preferences(chosen);
            platform.events().publish(new PreferencesChanged(session.person().username()));
            platform.sessions().signal(session.person().username(), new Signals.PreferencesSeen(chosen));
            return Optional.<Refusal>empty();
        });
    }

    private CompletionStage<Optional<Refusal>> revoke(Session session, Page page, Call call) {
        String id = call.field("id");
        return session.data("logins", () -> {
            if (!platform.logins().end(session.person().username(), id)) {
                return Optional.of(Refusal.of(Refusal.Kind.MISSING, "logins.gone"));
            }
            platform.sessions().end(id, Live.OVER, "revoked");
            session.run(() -> platform.shell().refresh(session, page, false));
            return Optional.<Refusal>empty();
        });
    }
}
