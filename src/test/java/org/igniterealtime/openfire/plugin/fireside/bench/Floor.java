package org.igniterealtime.openfire.plugin.fireside.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/**
 * What the machine makes of it at the same time, ten times a second: a text there and back through a bare echo on the server's
 * Jetty, and a commit's worth of bytes to the server's disk.
 */
final class Floor implements AutoCloseable, Sockets.Listener {
    private static final long PERIOD = 100_000_000;

    private final Samples echo = new Samples();
    private final Samples disk = new Samples();
    private final FileChannel file;
    private final Sockets.Socket socket;
    private final Thread thread;
    private volatile boolean ending;

    /** Needs the echo mounted. */
    Floor(World world) throws IOException {
        file = FileChannel.open(world.server.home().resolve("bench.sync"), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        socket = world.sockets.open(URI.create("ws://" + world.base().getAuthority() + "/echo/"), "", this);
        thread = new Thread(this::run, "bench-floor");
        thread.start();
    }

    private void run() {
        while (!ending) {
            socket.send(String.valueOf(System.nanoTime()));
            long before = System.nanoTime();
            try {
                file.write(ByteBuffer.wrap(new byte[600]));
                file.force(true);
            } catch (IOException failed) {
                return;
            }
            disk.add(System.nanoTime() - before);
            LockSupport.parkNanos(PERIOD);
        }
    }

    @Override
    public void text(Sockets.Socket from, byte[] bytes, int offset, int length, long at) {
        echo.add(at - Long.parseLong(new String(bytes, offset, length, StandardCharsets.US_ASCII)));
    }

    @Override
    public void closed(int code) {
        // Asked for.
    }

    @Override
    public void close() throws IOException, InterruptedException {
        ending = true;
        thread.join();
        socket.close();
        file.close();
    }

    @Override
    public String toString() {
        return "meanwhile an echo " + echo + "; the disk " + disk;
    }
}
