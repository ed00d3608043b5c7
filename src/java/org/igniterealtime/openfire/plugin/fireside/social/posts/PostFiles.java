package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Attachment;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Gallery;
import org.igniterealtime.openfire.plugin.fireside.desk.media.MediaFeature;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Shown;

/**
 * The files of a post, for {@code posts/files.vm}: pictures side by side, each with its room, and what is played or handed over.
 *
 * @param rest the others, for {@code media/attachments.vm}
 */
public record PostFiles(List<Picture> pictures, Gallery rest) {
    /** With nothing in it. */
    public static final PostFiles NONE = new PostFiles(List.of(), Gallery.NONE);

    /** Pictures that a feed shows of a post; the others are behind the last of them. */
    private static final int SEEN = 4;

    /**
     * A picture with what a browser chooses by.
     *
     * @param width pixels of the whole, at most as many as are ever sent
     * @param sources of {@code srcset}, or empty where there is one
     */
    public record Picture(Shown shown, int width, int height, String sources) {
        private static final int SMALL = 320;
        private static final int LARGE = 1_280;
        /** Nothing is so narrow that nobody can hit it, nor so long that it is a line. */
        private static final int STEEPEST = 4;
        private static final int UNMEASURED_WIDTH = 640;
        private static final int UNMEASURED_HEIGHT = 480;

        static Picture of(Shown shown, Attachment file) {
            if (!shown.measured()) {
                return new Picture(shown, UNMEASURED_WIDTH, UNMEASURED_HEIGHT, "");
            }
            int large = scaled(file.width(), file, LARGE);
            String sources = shown.small().equals(shown.large()) ? ""
                : shown.small() + ' ' + scaled(file.width(), file, SMALL) + "w, " + shown.large() + ' ' + large + 'w';
            int high = scaled(file.height(), file, LARGE);
            return new Picture(shown, Math.max(large, high / STEEPEST), Math.max(high, large / STEEPEST), sources);
        }

        private static int scaled(int side, Attachment file, int most) {
            double scale = Math.min(1, (double) most / Math.max(file.width(), file.height()));
            return Math.max(1, (int) Math.round(side * scale));
        }

        /** For templates: what it shows, or empty where nobody has said it. */
        public String alt() {
            return shown.alt();
        }
    }

    static PostFiles of(List<Attachment> files, MediaFeature media, Locale locale) {
        if (files.isEmpty()) {
            return NONE;
        }
        List<Picture> pictures = new ArrayList<>();
        List<Attachment> others = new ArrayList<>();
        for (Attachment file : files.stream().map(Attachment::guessed).toList()) {
            Optional<Shown> picture = media.gallery(List.of(file), locale).pictures().stream().findFirst();
            picture.ifPresentOrElse(shown -> pictures.add(Picture.of(shown, file)), () -> others.add(file));
        }
        return new PostFiles(List.copyOf(pictures), media.gallery(others, locale));
    }

    /** For templates: whether there is nothing. */
    public boolean isEmpty() {
        return pictures.isEmpty() && rest.isEmpty();
    }

    /** For templates: how pictures stand: {@code n1} to {@code n4}, the last of them of more as well. */
    public String arrangement() {
        return "n" + Math.min(SEEN, pictures.size());
    }

    /** For templates: pictures that a feed does not show. */
    public int more() {
        return Math.max(0, pictures.size() - SEEN);
    }
}
