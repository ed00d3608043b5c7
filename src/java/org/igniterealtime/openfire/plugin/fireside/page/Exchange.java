package org.igniterealtime.openfire.plugin.fireside.page;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request that is answered later, from whatever thread: no Jetty thread waits for lanes or mailboxes. The answer itself is
 * written on Jetty's threads, since a slow reader must hold nobody of ours.
 */
public final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final int WORTH_PACKING = 1024;
    private static final long PATIENCE_MILLIS = 30_000;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final AsyncContext async;
    private final boolean packs;
    private final String version;
    private final String known;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final AtomicBoolean answered = new AtomicBoolean();

    Exchange(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
        String encodings = request.getHeader("Accept-Encoding");
        this.packs = encodings != null && encodings.contains("gzip");
        this.version = request.getParameter("v");
        this.known = request.getHeader("If-None-Match");
        this.async = request.startAsync();
        async.setTimeout(PATIENCE_MILLIS);
    }

    /** Read it before the servlet's call returns; afterwards only what was read is safe. */
    public HttpServletRequest request() {
        return request;
    }

    /** The parameter {@code v} of an address that changes with its content, or null. */
    public String version() {
        return version;
    }

    /**
     * An answer header; set before the answer goes. It is kept until then: the response of a request that has timed out
     * may be another request's by now, and must not get its cookie.
     */
    public Exchange header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Whether an answer has gone, or is on its way. */
    boolean answered() {
        return answered.get();
    }

    public void html(int status, SafeHtml html) {
        header("Cache-Control", "no-store");
        send(status, "text/html;charset=utf-8", html.html().getBytes(StandardCharsets.UTF_8), true);
    }

    /**
     * What everybody may see and keep for a moment: asked for again by its digest, it is not sent again (RFC 9110 §8.8.3).
     *
     * @param type with its character set
     */
    public void open(String type, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        String tag = "\"" + digest(bytes) + "\"";
        // A proxy that packs makes a weak tag of it.
        header("ETag", tag).header("Cache-Control", "public, no-cache").header("Vary", "Accept-Encoding, Accept-Language");
        if (known != null && known.contains(tag)) {
            empty(304);
        } else {
            send(200, type, bytes, true);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public void redirect(String location) {
        header("Location", location).header("Cache-Control", "no-store");
        send(303, null, new byte[0], false);
    }

    public void empty(int status) {
        send(status, null, new byte[0], false);
    }

    /** @param pack whether the content gets smaller by it */
    public void send(int status, String type, byte[] content, boolean pack) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        boolean packing = pack && packs && content.length > WORTH_PACKING;
        try {
            async.start(() -> write(status, type, content, packing));
        } catch (IllegalStateException timedOutMeanwhile) {
            LOG.debug("An answer came too late", timedOutMeanwhile);
        }
    }

    private void write(int status, String type, byte[] content, boolean packing) {
        try {
            response.setStatus(status);
            headers.forEach(response::setHeader);
            if (type != null) {
                response.setContentType(type);
            }
            if (packing) {
                response.setHeader("Content-Encoding", "gzip");
                response.setHeader("Vary", headers.getOrDefault("Vary", "Accept-Encoding"));
                try (OutputStream out = new GZIPOutputStream(response.getOutputStream(), 8192)) {
                    out.write(content);
                }
            } else {
                response.setContentLength(content.length);
                response.getOutputStream().write(content);
            }
        } catch (IOException goneAway) {
            LOG.debug("A reader went away", goneAway);
        } finally {
            async.complete();
        }
    }
}
