package org.igniterealtime.openfire.plugin.fireside.desk.media;

import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.page.PlaceView;
import org.igniterealtime.openfire.plugin.fireside.page.Shell;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;

/** The place {@code uploads}: what somebody has uploaded, with whatever client, what of it takes how much room, and how it is deleted. */
final class Uploads implements PlaceView {
    private static final String SECTION = "uploads";
    private static final int PAGE = 30;

    private final Platform platform;
    private final Media media;
    private final Library library;

    /** What a page remembers. */
    private record Showing() {
    }

    /** Somebody's files are others now. */
    private record Changed() {
    }

    Uploads(Platform platform, Media media, Library library) {
        this.platform = platform;
        this.media = media;
        this.library = library;
    }

    void register() {
        platform.shell().placeWithPane(SECTION, this);
        platform.actions().on("uploads/delete", this::delete);
        platform.signals().on(Changed.class, (session, changed) -> Shell.each(session, Showing.class,
            (page, showing) -> platform.shell().refresh(session, page, false)));
    }

    @Override
    public Drawing read(Session session, Place place, boolean withList) {
        Library.Listing listing = library.list(session.person().jid(), before(place), PAGE + 1);
        List<Library.Owned> page = listing.files();
        List<Library.Owned> files = page.subList(0, Math.min(PAGE, page.size()));
        long used = listing.used();
        long quota = listing.quota();
        return (locale, before) -> {
            Map<String, Object> model = new HashMap<>();
            model.put("rows", files.stream().map(file -> row(file, locale)).toList());
            model.put("used", used == 0 ? "0" : Sizes.words(used, platform.views().texts(), locale));
            model.put("quota", Sizes.words(quota, platform.views().texts(), locale));
            model.put("part", Math.min(100, used * 100 / quota));
            model.put("newest", place.before().isEmpty());
            model.put("older", page.size() <= PAGE ? "" : platform.views().context()
                + new Place(SECTION, "", cursor(files.get(PAGE - 1).created())).path());
            return new Drawn(withList ? SafeHtml.NONE : null, platform.views().render("media/uploads", locale, model),
                platform.views().texts().of(locale, "uploads.title"), new Showing());
        };
    }

    private static long before(Place place) {
        // Sixteen digits may be more than there are.
        return place.before().isEmpty() || place.before().charAt(0) > '7' ? Long.MAX_VALUE : Long.parseLong(place.before(), 16);
    }

    private static String cursor(long created) {
        return String.format("%016x", created);
    }

    private UploadRow row(Library.Owned file, Locale locale) {
        FileKind kind = FileKind.of(new Attachment(file.url(), file.name(), file.type(), file.size(), 0, 0, "", ""));
        // Of some clients no file says what it is; what was drawn is a picture.
        boolean picture = kind == FileKind.PICTURE || platform.thumbs().known(file.id()).isPresent();
        Optional<Media.Source> look = picture ? media.picture(file.url()) : Optional.empty();
        return new UploadRow(file.id(), file.href(), file.name(), picture ? FileKind.PICTURE.icon() : kind.icon(), look.map(Media.Source::small).orElse(""),
            Sizes.words(file.size(), platform.views().texts(), locale), DateTimeFormatter.ISO_INSTANT.format(file.at()));
    }

    private CompletionStage<Optional<Refusal>> delete(Session session, Page page, Call call) {
        String id = call.field("id");
        return session.data("files", () -> {
            boolean deleted = library.delete(session.person().jid(), id);
            platform.sessions().signal(session.person().username(), new Changed());
            return deleted ? Optional.<Refusal>empty() : Optional.of(Refusal.of(Refusal.Kind.MISSING, "uploads.gone"));
        });
    }
}
