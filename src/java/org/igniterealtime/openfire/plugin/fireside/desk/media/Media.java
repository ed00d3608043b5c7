package org.igniterealtime.openfire.plugin.fireside.desk.media;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What pages know of files, wherever these are. */
public final class Media {
    /**
     * Where a page loads a picture from: from us, whoever has it.
     *
     * @param small at most 320 pixels wide or high, where it could be drawn smaller
     * @param large at most 1280 pixels, likewise
     */
    public record Source(String small, String large) {
    }

    Media() {
    }

    /** Answers from memory; for views. @return empty for an address that no page can show */
    public Optional<Source> picture(String url) {
        return url.isEmpty() ? Optional.empty() : Optional.of(new Source(url, url));
    }

    /**
     * What we know ourselves of a file that somebody here attaches: of one of ours name, type, size, measures and placeholder, which
     * then count more than what was said.
     *
     * @return completed with what is known; with what was given, of a file elsewhere; never with an exception
     */
    public CompletionStage<Attachment> complete(Attachment said) {
        return CompletableFuture.completedStage(said);
    }
}
