package org.igniterealtime.openfire.plugin.fireside.desk.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.igniterealtime.openfire.plugin.fireside.view.Texts;

/**
 * The files of a message or a post, for {@code media/attachments.vm}: what is seen, what is played, and what is handed over. Only what
 * we have ourselves, here or in the component outside, is played in place, since a page of ours asks nobody else (see
 * {@code FiresideServlet.POLICY}).
 */
public record Gallery(List<Shown> pictures, List<Shown> videos, List<Shown> sounds, List<Shown> others) {
    /** With nothing in it. */
    public static final Gallery NONE = new Gallery(List.of(), List.of(), List.of(), List.of());

    /** Pixels that a picture or video takes at most, and where its shape is not known. */
    private static final int WIDEST = 360;
    private static final int HIGHEST = 320;
    private static final int LEAST = 96;
    private static final int UNMEASURED_WIDTH = 320;
    private static final int UNMEASURED_HEIGHT = 240;

    /** @param pictures where a page loads them from @param own which files are ours */
    public static Gallery of(List<Attachment> files, Function<String, Optional<Media.Source>> pictures, OwnFiles own, Texts texts, Locale locale) {
        if (files.isEmpty()) {
            return NONE;
        }
        Gallery gallery = new Gallery(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Attachment file : files) {
            FileKind kind = FileKind.of(file);
            Optional<Media.Source> source = kind == FileKind.PICTURE ? pictures.apply(file.url()).map(each -> local(each, own)) : Optional.empty();
            boolean ours = own.plays(file.url());
            List<Shown> place = source.isPresent() ? gallery.pictures : ours && kind == FileKind.VIDEO ? gallery.videos
                : ours && kind == FileKind.AUDIO ? gallery.sounds : gallery.others;
            place.add(shown(file, kind, source, own.path(file.url()), Sizes.words(file.size(), texts, locale)));
        }
        return gallery;
    }

    /** For templates: whether there is nothing to show. */
    public boolean isEmpty() {
        return pictures.isEmpty() && videos.isEmpty() && sounds.isEmpty() && others.isEmpty();
    }

    // By whatever name the page came.
    private static Media.Source local(Media.Source source, OwnFiles own) {
        return new Media.Source(own.path(source.small()).orElse(source.small()), own.path(source.large()).orElse(source.large()));
    }

    private static Shown shown(Attachment file, FileKind kind, Optional<Media.Source> source, Optional<String> path, String size) {
        boolean measured = file.width() > 0 && file.height() > 0;
        double scale = measured ? Math.min(1, Math.min((double) WIDEST / file.width(), (double) HIGHEST / file.height())) : 1;
        int width = measured ? Math.max(LEAST, (int) Math.round(file.width() * scale)) : UNMEASURED_WIDTH;
        int height = measured ? Math.max(LEAST / 2, (int) Math.round(file.height() * scale)) : UNMEASURED_HEIGHT;
        return new Shown(path.orElse(file.url()), path.isPresent(), source.map(Media.Source::small).orElse(""), source.map(Media.Source::large).orElse(""),
            width, height, measured, (file.length() + 500) / 1000, file.name(), kind.icon(), size, file.alt(), file.placeholder());
    }
}
