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
        own = new OwnFiles(rooms.server()::webAddress, rooms.views().context() + FilePages.PATH);
        List.of(Ns.OUT_OF_BAND, Ns.FILE_SHARING).forEach(rooms.disco()::add);
        rooms.web().form("/slot", new SlotAnswers(rooms, new OwnSlots(rooms, own))::answer);
        rooms.actions().on("media/discard", this::discard);
        new Uploads(rooms, media, own).register();
    }

    // What was attached and taken away again before it was sent.
    private CompletionStage<Optional<Refusal>> discard(Session session, Page page, Call call) {
        Optional<String> id = own.id(call.field("url"));
        if (id.isEmpty()) {
            return Action.done();
        }
        return session.data("files", () -> {
            platform.uploads().delete(session.person().jid().toString(), id.get());
            return Optional.<Refusal>empty();
        });
    }
}
