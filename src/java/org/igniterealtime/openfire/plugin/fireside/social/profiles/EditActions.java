package org.igniterealtime.openfire.plugin.fireside.social.profiles;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;

/** What a page may do with one's own profile: save it. */
final class EditActions {
    private static final List<String> LINES = List.of("name", "nickname", "pronouns", "place", "organisation", "title", "website");

    private final OwnProfile own;

    EditActions(OwnProfile own) {
        this.own = own;
    }

    CompletionStage<Optional<Refusal>> save(Session session, Page page, Call call) {
        Optional<Refusal> wrong = check(call);
        if (wrong.isPresent()) {
            return Action.refused(wrong.get());
        }
        CompletableFuture<Optional<Refusal>> saved = session.data("profile", () -> own.old(session))
            .thenCompose(old -> own.read(session, old)).thenCompose(before -> own.save(session, before, wanted(call, before.profile()),
            banner(call).orElse(Banner.NONE), call.field("visible").equals("everybody")));
        return saved.exceptionally(nobodyAnswers -> Optional.of(Refusal.unavailable("profiles.notSaved")));
    }

    static Optional<Refusal> check(Call call) {
        if (LINES.stream().anyMatch(field -> length(call, field) > Profile.SHORT) || length(call, "about") > Profile.ABOUT) {
            return Optional.of(Refusal.of(Refusal.Kind.TOO_LARGE, "profiles.tooLong"));
        }
        if (!line(call, "website").isEmpty() && website(call).isEmpty()) {
            return Optional.of(Refusal.invalid("profiles.badWebsite"));
        }
        if (!call.field("banner").isBlank() && banner(call).isEmpty()) {
            return Optional.of(Refusal.invalid("profiles.badBanner"));
        }
        return isBirthday(call.field("birthday")) ? Optional.empty() : Optional.of(Refusal.invalid("profiles.badBirthday"));
    }

    private static int length(Call call, String field) {
        return call.field(field).codePointCount(0, call.field(field).length());
    }

    private static boolean isBirthday(String text) {
        try {
            return text.isEmpty() || !LocalDate.parse(text).isAfter(LocalDate.now().plusDays(1));
        } catch (DateTimeParseException none) {
            return false;
        }
    }

    private static String line(Call call, String field) {
        return Profile.line(call.field(field));
    }

    private static Optional<String> website(Call call) {
        return About.Website.of(line(call, "website")).map(About.Website::href).filter(href -> href.regionMatches(true, 0, "http", 0, 4));
    }

    private static Optional<Banner> banner(Call call) {
        return Banner.of(call.field("banner").strip());
    }

    /** What a form says, and what of a profile no form shows. */
    static Profile wanted(Call call, Profile before) {
        String birthday = call.field("birthday").equals(About.formDate(before.birthday())) ? before.birthday() : call.field("birthday");
        return new Profile(line(call, "name"), line(call, "nickname"), Profile.words(XmlText.clean(call.field("about"))), websites(call, before), line(call, "place"),
            birthday, line(call, "pronouns"), line(call, "organisation"), line(call, "title"));
    }

    private static List<String> websites(Call call, Profile before) {
        List<String> others = before.websites().subList(Math.min(1, before.websites().size()), before.websites().size());
        List<String> websites = new ArrayList<>(line(call, "website").equals(before.website()) ? List.of(before.website()) : website(call).stream().toList());
        websites.addAll(others);
        websites.removeIf(String::isEmpty);
        return List.copyOf(websites);
    }
}
