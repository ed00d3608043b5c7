package org.igniterealtime.openfire.plugin.fireside.files;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.igniterealtime.openfire.plugin.fireside.files.FileReply.Body;
import org.igniterealtime.openfire.plugin.fireside.files.FileReply.Said;
import org.igniterealtime.openfire.plugin.fireside.files.StoredFile.State;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What HTTP says of files: PUT as XEP-0363 §5 wants it, GET and HEAD with parts and conditions (RFC 9110 §13, §14). What somebody
 * uploaded is shown in a place without rights: no script of it runs, and it is part of no page of ours.
 */
public final class FileHttp {
    private static final Logger LOG = LoggerFactory.getLogger(FileHttp.class);
    private static final Pattern PATH = Pattern.compile("([0-9a-f]{32})/([^/]+)");
    private static final Pattern BEARER = Pattern.compile("Bearer +([A-Za-z0-9_-]{1,100})", Pattern.CASE_INSENSITIVE);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US).withZone(ZoneOffset.UTC);
    /** A browser need not ask again so long; what is deleted is seen no longer by who has seen it. */
    private static final Duration FRESH = Duration.ofDays(1);

    private final Files files;
    private final Clock clock;

    public FileHttp(Files files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /** Answers, or takes in an upload. May block; throws nothing but for faults. */
    public FileReply answer(FileRequest request) {
        try {
            return switch (request.method()) {
                case "GET", "HEAD" -> get(request);
                case "PUT" -> put(request);
                case "OPTIONS" -> said(204, new LinkedHashMap<>(Map.of("Allow", "GET, HEAD, PUT, OPTIONS")));
                default -> said(405, new LinkedHashMap<>(Map.of("Allow", "GET, HEAD, PUT, OPTIONS")));
            };
        } catch (Outage down) {
            LOG.debug("No answer for a file", down);
            return said(503);
        } catch (IOException failed) {
            LOG.warn("The files on disk cannot be used", failed);
            return said(request.method().equals("PUT") ? 507 : 500);
        }
    }

    private Optional<StoredFile> named(FileRequest request) {
        Matcher path = PATH.matcher(request.path());
        return path.matches() ? files.find(path.group(1)).filter(file -> FileName.segment(file.name()).equals(path.group(2))) : Optional.empty();
    }

    // ---- PUT

    private FileReply put(FileRequest request) throws IOException {
        Optional<StoredFile> named = named(request);
        if (named.isEmpty()) {
            return refused(404);
        }
        StoredFile file = named.get();
        int no = whyNot(file, request);
        if (no != 0) {
            return refused(no);
        }
        Optional<Storage.Writing> writing = files.begin(file);
        return writing.isPresent() ? new Upload(files, file, type(file, request), writing.get()) : refused(409);
    }

    /** The status that refuses an upload, or 0. Who does not show the secret learns nothing of the file. */
    private int whyNot(StoredFile file, FileRequest request) {
        Matcher bearer = BEARER.matcher(Optional.ofNullable(request.header("Authorization")).orElse("").strip());
        if (!bearer.matches() || !Files.shows(file, bearer.group(1))) {
            return 403;
        }
        if (file.state() != State.PROMISED) {
            return 409;
        }
        if (request.length() < 0) {
            return 411;
        }
        if (request.length() != file.size()) {
            return request.length() > file.size() ? 413 : 400;
        }
        // RFC 9110 §14.5: part of a file must not be taken for all of it.
        if (request.header("Content-Range") != null) {
            return 400;
        }
        String encoding = request.header("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return 415;
        }
        String said = request.header("Content-Type");
        String type = type(file, request);
        boolean asPromised = said == null || said.isBlank() || MediaTypes.base(said).filter(type::equals).isPresent();
        return asPromised && files.limits().allows(type) ? 0 : 415;
    }

    // What the slot says; where it says nothing, what comes with the upload.
    private static String type(StoredFile file, FileRequest request) {
        return file.type().isEmpty() ? MediaTypes.base(Optional.ofNullable(request.header("Content-Type")).orElse("")).orElse(MediaTypes.BYTES)
            : file.type();
    }

    // Nobody reads the rest of what was sent: another request could not be told from it.
    private static Said refused(int status) {
        return said(status, new LinkedHashMap<>(Map.of("Connection", "close")));
    }

    // ---- GET and HEAD

    private Said get(FileRequest request) throws IOException {
        Optional<StoredFile> named = named(request).filter(each -> each.state() == State.KEPT);
        if (named.isEmpty()) {
            return said(404);
        }
        StoredFile file = named.get();
        Map<String, String> headers = headers(file);
        if (fails(file, request)) {
            return said(412);
        }
        if (isKnown(file, request)) {
            return said(304, headers);
        }
        ByteRange range = isMeant(file, request) ? ByteRange.of(request.header("Range"), file.size()) : null;
        if (range == ByteRange.NOWHERE) {
            return said(416, new LinkedHashMap<>(Map.of("Content-Range", "bytes */" + file.size())));
        }
        describe(file, headers);
        if (range == null) {
            return sent(200, file, new ByteRange(0, file.size() - 1), request, headers);
        }
        headers.put("Content-Range", "bytes " + range.first() + "-" + range.last() + "/" + file.size());
        return sent(206, file, range, request, headers);
    }

    private Said sent(int status, StoredFile file, ByteRange range, FileRequest request, Map<String, String> headers) throws IOException {
        headers.put("Content-Length", Long.toString(range.length()));
        secure(headers);
        if (request.method().equals("HEAD")) {
            return new Said(status, headers, null);
        }
        SeekableByteChannel channel;
        try {
            channel = files.read(file);
        } catch (NoSuchFileException deletedMeanwhile) {
            return said(404);
        }
        try {
            return new Said(status, headers, new Body(channel.position(range.first()), range.length()));
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    private static void describe(StoredFile file, Map<String, String> headers) {
        headers.put("Content-Type", MediaTypes.served(file.type()));
        headers.put("Content-Disposition", FileName.disposition(MediaTypes.isShown(file.type()) ? "inline" : "attachment", file.name()));
    }

    private Map<String, String> headers(StoredFile file) {
        Duration fresh = FRESH;
        if (file.expires() > 0) {
            Duration left = Duration.between(clock.instant(), Instant.ofEpochMilli(file.expires()));
            fresh = left.compareTo(FRESH) < 0 ? left : FRESH;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ETag", tag(file));
        headers.put("Last-Modified", DATE.format(file.createdAt()));
        headers.put("Accept-Ranges", "bytes");
        headers.put("Cache-Control", "private, max-age=" + Math.max(0, fresh.toSeconds()) + ", immutable");
        return headers;
    }

    private static String tag(StoredFile file) {
        return '"' + file.digest() + '"';
    }

    // RFC 9110 §13.2.2, the first two steps.
    private static boolean fails(StoredFile file, FileRequest request) {
        String match = request.header("If-Match");
        if (match != null) {
            return !match.strip().equals("*") && !lists(match, tag(file));
        }
        return date(request.header("If-Unmodified-Since")).filter(since -> modified(file).isAfter(since)).isPresent();
    }

    // The next two.
    private static boolean isKnown(StoredFile file, FileRequest request) {
        String none = request.header("If-None-Match");
        if (none != null) {
            return none.strip().equals("*") || lists(none.replace("W/", ""), tag(file));
        }
        return date(request.header("If-Modified-Since")).filter(since -> !modified(file).isAfter(since)).isPresent();
    }

    // The last one: a part of something else is not asked for.
    private static boolean isMeant(StoredFile file, FileRequest request) {
        String meant = request.header("If-Range");
        return meant == null || meant.strip().equals(tag(file)) || date(meant).filter(modified(file)::equals).isPresent();
    }

    private static boolean lists(String tags, String tag) {
        for (String each : tags.split(",")) {
            if (each.strip().equals(tag)) {
                return true;
            }
        }
        return false;
    }

    private static Instant modified(StoredFile file) {
        return file.createdAt().truncatedTo(ChronoUnit.SECONDS);
    }

    private static Optional<Instant> date(String header) {
        try {
            return header == null ? Optional.empty() : Optional.of(Instant.from(DATE.parse(header.strip())));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    // ---- what every answer says

    static Said said(int status) {
        return said(status, new LinkedHashMap<>());
    }

    private static Said said(int status, Map<String, String> headers) {
        if (status != 304 && status != 204) {
            headers.put("Content-Length", "0");
        }
        headers.putIfAbsent("Cache-Control", "no-store");
        secure(headers);
        return new Said(status, headers, null);
    }

    // Read and uploaded by web clients of other origins too; a cookie has no meaning here.
    private static void secure(Map<String, String> headers) {
        headers.put("Content-Security-Policy", "sandbox; default-src 'none'");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Resource-Policy", "cross-origin");
        headers.put("Access-Control-Allow-Origin", "*");
        headers.put("Access-Control-Allow-Methods", "GET, HEAD, PUT, OPTIONS");
        headers.put("Access-Control-Allow-Headers", "Authorization, Content-Type, If-Range, Range");
        headers.put("Access-Control-Expose-Headers", "Accept-Ranges, Content-Disposition, Content-Range, ETag");
        headers.put("Access-Control-Max-Age", "7200");
    }
}
