package org.igniterealtime.openfire.plugin.fireside.page;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletResponse;
import org.igniterealtime.openfire.plugin.fireside.files.FileReply;
import org.igniterealtime.openfire.plugin.fireside.files.FileReply.Said;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An answer, with part of a file if it has one: read in the lane as far as the other end takes it. */
final class Sending implements WriteListener {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
    private static final int PIECE = 1 << 15;
    private static final int TURN = 16;

    private final Transfer transfer;
    private final Said said;
    private ServletOutputStream out;
    private byte[] piece;
    private long left;

    Sending(Transfer transfer, Said said) {
        this.transfer = transfer;
        this.said = said;
    }

    void begin() throws IOException {
        FileReply.Body body = said.body();
        if (body != null) {
            transfer.holds(() -> close(body.channel()));
        }
        HttpServletResponse response = transfer.response();
        response.setStatus(said.status());
        said.headers().forEach(response::setHeader);
        if (body == null) {
            transfer.end();
            return;
        }
        left = body.length();
        piece = new byte[(int) Math.min(PIECE, left)];
        out = response.getOutputStream();
        out.setWriteListener(this);
    }

    private static void close(SeekableByteChannel channel) {
        try {
            channel.close();
        } catch (IOException failed) {
            LOG.debug("A file that was sent cannot be closed", failed);
        }
    }

    @Override
    public void onWritePossible() {
        transfer.inLane(this::send);
    }

    // As in Receiving: called again only after it has been told false. What was given may not be changed before it is told true.
    private void send() throws IOException {
        for (int i = 0; i < TURN; i++) {
            if (transfer.isOver() || !out.isReady()) {
                return;
            }
            if (left == 0) {
                transfer.end();
                return;
            }
            int read = said.body().channel().read(ByteBuffer.wrap(piece, 0, (int) Math.min(piece.length, left)));
            if (read < 0) {
                throw new IOException("A file is shorter than it was");
            }
            left -= read;
            out.write(piece, 0, read);
        }
        transfer.inLane(this::send);
    }

    @Override
    public void onError(Throwable cause) {
        transfer.cut(cause);
    }
}
