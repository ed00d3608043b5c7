package org.igniterealtime.openfire.plugin.fireside.page;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.igniterealtime.openfire.plugin.fireside.files.FileReply;
import org.igniterealtime.openfire.plugin.fireside.files.FileReply.Said;
import org.igniterealtime.openfire.plugin.fireside.work.Faults;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;

/**
 * Pictures that pages of ours show, whoever made them: thumbnails, and those of other servers. Whether somebody is logged in does
 * not matter, since open pages show them too; a name cannot be guessed and says of itself what may be had by it. No page of
 * another origin may show them, so that we are nobody's cache.
 */
public final class PicturePages implements Stream {
    /** Thumbnails of what people uploaded, below the context: {@code <size>/<id of the file>}. */
    public static final String THUMBS = "/thumbs/";
    /** Pictures of other servers: {@code <signed id>}. */
    public static final String REMOTE = "/remote/";

    /** Stands before the signed id of one that nobody is asked for: which is here, or is not shown. */
    public static final String KEPT = "kept/";

    /** A browser that found nothing may ask again so soon: what cannot be had now may be there then. */
    private static final Duration MISSING = Duration.ofMinutes(1);

    private final String path;
    private final Function<String, CompletionStage<Optional<Opening>>> source;
    private final Lane lane;
    private final Faults faults;

    /**
     * A picture that was found.
     *
     * @param type its media type by its bytes
     * @param tag changes with its content
     * @param fresh how long a browser need not ask again
     * @param body to be closed by who sends it
     */
    public record Picture(String type, String tag, Duration fresh, FileReply.Body body) {
    }

    /** Opens what was found, in the lane. */
    @FunctionalInterface
    public interface Opening {
        /** @return empty when it is gone meanwhile */
        Optional<Picture> open() throws IOException;
    }

    /** @param source finds a picture by what follows the path, of whatever origin; returns at once, and never fails */
    public PicturePages(String path, Function<String, CompletionStage<Optional<Opening>>> source, Lane lane, Faults faults) {
        this.path = path;
        this.source = source;
        this.lane = lane;
        this.faults = faults;
    }

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) {
        boolean head = request.getMethod().equals("HEAD");
        boolean asks = head || request.getMethod().equals("GET");
        String known = Optional.ofNullable(request.getHeader("If-None-Match")).orElse("");
        String name = request.getPathInfo().substring(path.length());
        Transfer transfer = Transfer.begin(request, response, lane, faults);
        if (!asks) {
            transfer.inLane(() -> new Sending(transfer, said(405, new LinkedHashMap<>(Map.of("Allow", "GET, HEAD")))).begin());
            return;
        }
        source.apply(name).thenAccept(found -> transfer.inLane(() -> {
            Optional<Picture> picture = found.isPresent() ? found.get().open() : Optional.empty();
            new Sending(transfer, picture.isPresent() ? answer(picture.get(), head, known) : missing()).begin();
        }));
    }

    private static Said answer(Picture picture, boolean head, String known) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        String tag = '"' + picture.tag() + '"';
        headers.put("ETag", tag);
        headers.put("Cache-Control", "private, max-age=" + Math.max(0, picture.fresh().toSeconds()));
        if (known.contains(tag) || head) {
            picture.body().channel().close();
        }
        if (known.contains(tag)) {
            return said(304, headers);
        }
        secure(headers);
        headers.put("Content-Type", picture.type());
        headers.put("Content-Length", Long.toString(picture.body().length()));
        return new Said(200, headers, head ? null : picture.body());
    }

    private static Said missing() {
        return said(404, new LinkedHashMap<>(Map.of("Cache-Control", "private, max-age=" + MISSING.toSeconds())));
    }

    private static Said said(int status, Map<String, String> headers) {
        if (status != 304) {
            headers.put("Content-Length", "0");
        }
        secure(headers);
        return new Said(status, headers, null);
    }

    private static void secure(Map<String, String> headers) {
        headers.put("Content-Security-Policy", "sandbox; default-src 'none'");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
    }
}
