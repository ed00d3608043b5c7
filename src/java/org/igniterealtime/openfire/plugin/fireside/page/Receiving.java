package org.igniterealtime.openfire.plugin.fireside.page;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.servlet.ReadListener;
import javax.servlet.ServletInputStream;
import org.igniterealtime.openfire.plugin.fireside.files.FileReply;

/** An upload: what has come is taken in the lane, and nothing waits for what has not. */
final class Receiving implements ReadListener {
    private static final int PIECE = 1 << 15;
    /** Pieces in one turn, so that who sends fast leaves room for others. */
    private static final int TURN = 16;

    private final Transfer transfer;
    private final FileReply.Taking taking;
    private ServletInputStream in;
    private boolean over;

    Receiving(Transfer transfer, FileReply.Taking taking) {
        this.transfer = transfer;
        this.taking = taking;
    }

    void begin() throws IOException {
        transfer.holds(taking::cut);
        in = transfer.request().getInputStream();
        in.setReadListener(this);
    }

    @Override
    public void onDataAvailable() {
        transfer.inLane(this::take);
    }

    // Jetty calls again only after it has been told false: until then this is the only reader.
    private void take() throws IOException {
        // Not kept: an upload that waits holds nothing.
        byte[] piece = new byte[PIECE];
        for (int i = 0; i < TURN; i++) {
            if (over || transfer.isOver() || !in.isFinished() && !in.isReady()) {
                return;
            }
            int read = in.isFinished() ? -1 : in.read(piece);
            if (read < 0 || !taking.take(ByteBuffer.wrap(piece, 0, read))) {
                finish();
                return;
            }
        }
        transfer.inLane(this::take);
    }

    @Override
    public void onAllDataRead() {
        transfer.inLane(this::finish);
    }

    private void finish() throws IOException {
        if (!over) {
            over = true;
            new Sending(transfer, taking.end()).begin();
        }
    }

    @Override
    public void onError(Throwable cause) {
        transfer.cut(cause);
    }
}
