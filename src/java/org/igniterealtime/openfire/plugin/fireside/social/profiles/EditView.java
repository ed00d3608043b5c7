package org.igniterealtime.openfire.plugin.fireside.social.profiles;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.page.PlaceView;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;

/** The place {@code profile}: what I say of myself, to be changed. */
public final class EditView implements PlaceView {
    static final String SECTION = "profile";
    /** The host answers for its own accounts at once; else the form comes when it does. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final Platform platform;
    private final OwnProfile own;
    // For when it comes late, and until it is said that it has changed.
    private final Cache<String, Own> read = Caffeine.newBuilder().maximumSize(2_000).expireAfterWrite(Duration.ofMinutes(5)).executor(Runnable::run).build();

    /** What the page remembers. */
    private record Showing() {
    }

    /** For {@code profiles/edit.vm}. @param birthday as a form has it */
    public record Writing(String name, String nickname, String pronouns, String about, String website, String place, String birthday, String organisation,
                          String title, String banner, boolean everybody) {
        static Writing of(Own own) {
            Profile profile = own.profile();
            return new Writing(profile.name(), profile.nickname(), profile.pronouns(), profile.about(), profile.website(), profile.place(),
                About.formDate(profile.birthday()), profile.organisation(), profile.title(), own.banner().address(), own.everybody());
        }
    }

    EditView(Platform platform, OwnProfile own) {
        this.platform = platform;
        this.own = own;
    }

    /** An account says something else of itself. */
    void forget(String username) {
        read.invalidate(username);
    }

    @Override
    public Drawing read(Session session, Place place, boolean withList) {
        Optional<Writing> writing = Optional.ofNullable(read.getIfPresent(session.person().username())).or(() -> ask(session)).map(Writing::of);
        return (locale, before) -> new Drawn(withList ? SafeHtml.NONE : null, writing.map(said -> platform.views().render("profiles/edit", locale,
            Map.of("w", said, "jid", session.person().jid().toString(), "longest", Profile.ABOUT, "short", Profile.SHORT)))
            .orElseGet(() -> platform.views().render("profiles/wait", locale, Map.of())), platform.views().texts().of(locale, "profiles.edit"), new Showing());
    }

    private Optional<Own> ask(Session session) {
        CompletableFuture<Own> asked = own.read(session, own.old(session));
        Optional<Own> said = wait(asked);
        if (said.isEmpty()) {
            asked.thenAccept(late -> {
                read.put(session.person().username(), late);
                session.run(() -> session.pages().stream().filter(EditView::shows).forEach(page -> page.whenDrawn(() ->
                    platform.shell().refresh(session, page, false))));
            });
        }
        return said;
    }

    private static Optional<Own> wait(CompletableFuture<Own> asked) {
        try {
            return asked.thenApply(Optional::of).completeOnTimeout(Optional.empty(), AT_ONCE.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException unanswered) {
            throw new Outage(unanswered);
        }
    }

    private static boolean shows(Page page) {
        return page.place().section().equals(SECTION);
    }
}
