package org.igniterealtime.openfire.plugin.fireside.outside.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.igniterealtime.openfire.plugin.fireside.files.FileReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Part of a file on its way: a piece is read when the one before has gone. */
final class Outgoing {
    private static final Logger LOG = LoggerFactory.getLogger(Outgoing.class);
    private static final int PIECE = 1 << 15;

    private final FileReply.Body body;
    private final Consumer<Exchange.Work> lane;
    private final Runnable last;
    private final ByteBuffer piece;
    private long left;
    // Of whom the piece is: of who sends it, or of who reads the next.
    private volatile boolean ready;
    private volatile IOException failure;
    private volatile DataStreamChannel out;

    /** @param lane where the file is read @param last told when the last piece is about to go */
    Outgoing(FileReply.Body body, Consumer<Exchange.Work> lane, Runnable last) {
        this.body = body;
        this.lane = lane;
        this.last = last;
        this.left = body.length();
        this.piece = ByteBuffer.allocate((int) Math.min(PIECE, left));
    }

    /** Reads the next piece. Blocks. */
    void read() throws IOException {
        piece.clear().limit((int) Math.min(piece.capacity(), left));
        int read = body.channel().read(piece);
        if (read < 0) {
            throw new IOException("A file is shorter than it was");
        }
        left -= read;
        piece.flip();
        ready = true;
    }

    private void readOn() {
        try {
            read();
        } catch (IOException failed) {
            LOG.warn("A file cannot be read to its end", failed);
            failure = failed;
        }
        out.requestOutput();
    }

    int available() {
        return failure != null ? 1 : ready ? piece.remaining() : 0;
    }

    /** Sends as much as there is, and as the other end takes. Does not block. */
    void produce(DataStreamChannel channel) throws IOException {
        out = channel;
        if (failure != null) {
            // The connection ends: so the other end sees that something is missing.
            throw failure;
        }
        if (!ready) {
            return;
        }
        if (left == 0) {
            last.run();
        }
        channel.write(piece);
        if (piece.hasRemaining()) {
            return;
        }
        ready = false;
        if (left == 0) {
            channel.endStream();
        } else {
            lane.accept(this::readOn);
        }
    }

    void close() {
        try {
            body.channel().close();
        } catch (IOException failed) {
            LOG.debug("A file that was sent cannot be closed", failed);
        }
    }
}
