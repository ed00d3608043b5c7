package org.igniterealtime.openfire.plugin.fireside.desk.media;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.igniterealtime.openfire.plugin.fireside.feature.Feature;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.page.FilePages;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;

/** Registers what people do with files. */
public final class MediaFeature implements Feature {
    private Platform platform;
    private OwnFiles own;
    private Optional<SlotsElsewhere> elsewhere;
    private final Media media = new Media(() -> platform, () -> own);
    private final Cards cards = new Cards(() -> platform);

    /** For the features whose words have files. */
    public Media media() {
        return media;
    }

    /** For the features whose words have links. */
    public Cards cards() {
        return cards;
    }

    /** Files as pages show them. Answers from memory. */
    public Gallery gallery(List<Attachment> files, Locale locale) {
        return Gallery.of(files, media::picture, own, platform.views().texts(), locale);
    }

    @Override
    public void register(Platform rooms) {
        platform = rooms;
        own = new OwnFiles(rooms.server()::webAddress, rooms.views().context() + FilePages.PATH,
            url -> rooms.annex().filter(annex -> annex.has(url)).isPresent());
        elsewhere = rooms.annex().map(SlotsElsewhere::new);
        rooms.web().form("/slot", new SlotAnswers(rooms, elsewhere.<Slots>map(each -> each).orElseGet(() -> new OwnSlots(rooms, own)))::answer);
        List.of(Ns.OUT_OF_BAND, Ns.FILE_SHARING).forEach(rooms.disco()::add);
        rooms.actions().on("media/discard", this::discard);
        new Uploads(rooms, media, rooms.annex().<Library>map(LibraryElsewhere::new).orElseGet(() -> new OwnLibrary(rooms.uploads(), own))).register();
    }

    // What was attached and taken away again before it was sent.
    private CompletionStage<Optional<Refusal>> discard(Session session, Page page, Call call) {
        String url = call.field("url");
        if (platform.annex().filter(annex -> annex.has(url)).isPresent()) {
            return elsewhere.orElseThrow().discard(session.person().jid(), url);
        }
        Optional<String> id = own.id(url);
        if (id.isEmpty()) {
            return Action.done();
        }
        return session.data("files", () -> {
            platform.uploads().delete(session.person().jid().toString(), id.get());
            return Optional.<Refusal>empty();
        });
    }
}
