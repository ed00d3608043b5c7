package org.igniterealtime.openfire.plugin.fireside.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;

/**
 * What compressing frames (RFC 7692) would gain and cost: real frames of a chat through the very streams of zlib that a socket
 * would keep, a deflater and an inflater. In this JVM, since the server's own Jetty 9.2 has it taken out.
 */
final class CompressionPart {
    private static final int MESSAGES = 60;
    private static final int SOCKETS = 300;

    private final World world;
    private final Table table;

    CompressionPart(World world, Table table) {
        this.world = world;
        this.table = table;
    }

    void run() throws Exception {
        List<byte[]> frames = frames();
        long plain = frames.stream().mapToLong(frame -> frame.length).sum();
        byte[] out = new byte[1 << 20];
        List<Deflater> deflaters = new ArrayList<>();
        List<Inflater> inflaters = new ArrayList<>();
        long before = resident();
        long packed = 0;
        long start = System.nanoTime();
        for (int i = 0; i < SOCKETS; i++) {
            Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
            Inflater inflater = new Inflater(true);
            for (byte[] frame : frames) {
                deflater.setInput(frame);
                int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
                // RFC 7692 §7.2.1: the four bytes of the flush do not travel.
                packed += length - 4;
                inflater.setInput(out, 0, length);
                inflater.inflate(new byte[frame.length]);
            }
            deflaters.add(deflater);
            inflaters.add(inflater);
        }
        double micros = (System.nanoTime() - start) / 1e3 / SOCKETS / frames.size();
        long each = (resident() - before) / SOCKETS;
        packed /= SOCKETS;
        deflaters.forEach(Deflater::end);
        inflaters.forEach(Inflater::end);
        table.row("compression of a socket's frames, native memory", String.format("%.0f KB", each / 1024.0),
            String.format("%,d bytes become %,d in %d frames; %.0f us a frame", plain, packed, frames.size(), micros), "15 KB a page");
    }

    /** What a page gets while a chat goes on. */
    private List<byte[]> frames() throws Exception {
        List<byte[]> frames = Collections.synchronizedList(new ArrayList<>());
        Tab tab = world.open(World.PREFIX + 0, world.logIn(World.PREFIX + 0), "/chats/writer@" + world.server.domain());
        tab.watch((bytes, from, length, at) -> frames.add(Arrays.copyOfRange(bytes, from, from + length)));
        try (Writer writer = new Writer(world.server, "writer", World.PASSWORD)) {
            for (int i = 0; i < MESSAGES; i++) {
                int before = frames.size();
                writer.send(tab.user, "c" + i, "What people write is short, and number " + i + " is no exception.");
                Await.until(Duration.ofSeconds(10), () -> frames.size() > before);
            }
        }
        world.logOut(List.of(tab));
        world.awaitSessions(1);
        return List.copyOf(frames);
    }

    /** Bytes of this process that are in memory. */
    private static long resident() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/self/status")).stream().filter(each -> each.startsWith("VmRSS")).findFirst().orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    }
}
