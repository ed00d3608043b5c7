package org.igniterealtime.openfire.plugin.fireside.files;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.igniterealtime.openfire.plugin.fireside.files.FileReply.Said;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.host.HostConnections;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.testkit.EmbeddedDatabase;
import org.igniterealtime.openfire.plugin.fireside.testkit.HostPool;

/** Files on a real disk and a database, the embedded one if no other is named, with a clock that can be set forward. */
final class Shelf extends Clock implements AutoCloseable {
    static final String ALICE = "alice@x";
    static final String BOB = "bob@x";

    final HostPool database;
    final Storage storage;
    final Files files;
    final FileHttp http;
    FileLimits limits = new FileLimits(1000, 5000, 3000, List.of("*"), Duration.ofMinutes(15), Duration.ZERO);
    private Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    Shelf(Path folder) throws Exception {
        this(folder, new EmbeddedDatabase());
    }

    Shelf(Path folder, HostPool database) throws Exception {
        this.database = database;
        this.storage = new DiskStorage(folder);
        this.files = new Files(new Database(new HostConnections()), storage, () -> limits, new Stamp(this), this);
        this.http = new FileHttp(files, this);
        files.begin();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Uploads as promised. @return the slot */
    Slot upload(String owner, String name, String type, String content) throws NoSlot {
        Slot slot = files.slot(owner, name, type, content.length());
        Said said = put(slot, content);
        if (said.status() != 201) {
            throw new AssertionError("Not uploaded: " + said);
        }
        return slot;
    }

    Said put(Slot slot, String content, String... headers) {
        FileReply reply = begin(slot, content.length(), headers);
        return reply instanceof FileReply.Taking taking ? end(taking, content) : (Said) reply;
    }

    FileReply begin(Slot slot, long length, String... headers) {
        Map<String, String> all = new LinkedHashMap<>(Map.of("Authorization", "Bearer " + slot.secret()));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return http.answer(new FileRequest("PUT", decoded(slot), all, length));
    }

    static Said end(FileReply.Taking taking, String content) {
        try {
            taking.take(ByteBuffer.wrap(content.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
        return taking.end();
    }

    Said get(Slot slot, String... headers) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return (Said) http.answer(new FileRequest("GET", decoded(slot), all, -1));
    }

    static String decoded(Slot slot) {
        return java.net.URLDecoder.decode(slot.path(), java.nio.charset.StandardCharsets.UTF_8);
    }

    static String text(Said said) throws Exception {
        if (said.body() == null) {
            return "";
        }
        try (var channel = said.body().channel()) {
            ByteBuffer bytes = ByteBuffer.allocate((int) said.body().length());
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                continue;
            }
            return new String(bytes.array(), 0, bytes.position(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public void close() throws Exception {
        database.close();
    }
}
