package org.igniterealtime.openfire.plugin.fireside.archive;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What could not be written while the database was down, on disk, a JSON object a line, in order and bounded. A line is
 * forced to disk before it counts as kept. Only the archive's writer uses it.
 */
final class Spool {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final Map<String, Class<? extends Change>> KINDS = Map.of("message", Change.Message.class,
        "late", Change.Late.class, "said", Change.Said.class, "state", Change.State.class, "displayed", Change.Displayed.class, "read", Change.Read.class);

    private final Gson gson = new Gson();
    private final Path file;
    private final LongSupplier bound;
    private long bytes;

    Spool(Path file, LongSupplier bound) {
        this.file = file;
        this.bound = bound;
        this.bytes = wholeLines(file);
    }

    // What a crash cut short is cut off: appended to, it would spoil the next line.
    private static long wholeLines(Path file) {
        if (!Files.exists(file)) {
            return 0;
        }
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            long end = content.length();
            while (end > 0 && !endsLine(content, end)) {
                end--;
            }
            content.setLength(end);
            return end;
        } catch (IOException diskFailed) {
            throw new UncheckedIOException(diskFailed);
        }
    }

    private static boolean endsLine(RandomAccessFile content, long end) throws IOException {
        content.seek(end - 1);
        return content.read() == '\n';
    }

    boolean isEmpty() {
        return bytes == 0;
    }

    long bytes() {
        return bytes;
    }

    /** @return how many of them, from the first on, are on disk now; the others found no room */
    int add(List<Change> changes) {
        StringBuilder lines = new StringBuilder();
        long size = bytes;
        int kept = 0;
        for (Change change : changes) {
            String line = line(change);
            int length = line.getBytes(StandardCharsets.UTF_8).length;
            if (size + length > bound.getAsLong()) {
                break;
            }
            lines.append(line);
            size += length;
            kept++;
        }
        return append(lines.toString()) ? kept : 0;
    }

    private boolean append(String lines) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // From where the last whole line ends: a line cut short by a full disk is overwritten.
            channel.position(bytes);
            ByteBuffer buffer = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
            int length = buffer.remaining();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.truncate(bytes + length);
            channel.force(true);
            bytes += length;
            return true;
        } catch (IOException diskFailed) {
            LOG.error("The spool {} cannot be written", file, diskFailed);
            return false;
        }
    }

    /**
     * All that is kept, oldest first. A line that was cut short by a crash is left out: it was never acknowledged.
     *
     * @throws Outage when the disk fails; nothing must be cleared then
     */
    List<Change> read() {
        List<Change> changes = new ArrayList<>();
        if (isEmpty()) {
            return changes;
        }
        // Letters cut in two by a crash are read as something else, not as the end of all.
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                parse(line, changes);
            }
        } catch (IOException diskFailed) {
            LOG.error("The spool {} cannot be read", file, diskFailed);
            throw new Outage(diskFailed);
        }
        return changes;
    }

    private void parse(String line, List<Change> changes) {
        int blank = line.indexOf(' ');
        Class<? extends Change> kind = blank < 0 ? null : KINDS.get(line.substring(0, blank));
        try {
            Change change = kind == null ? null : gson.fromJson(line.substring(blank + 1), kind);
            if (change != null) {
                changes.add(change);
            }
        } catch (JsonParseException cutShort) {
            LOG.warn("A line of the spool is unreadable and left out");
        }
    }

    private String line(Change change) {
        String kind = change.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
        return kind + ' ' + gson.toJson(change) + '\n';
    }

    void clear() {
        try {
            Files.deleteIfExists(file);
            bytes = 0;
        } catch (IOException diskFailed) {
            LOG.error("The spool {} cannot be removed", file, diskFailed);
        }
    }
}
