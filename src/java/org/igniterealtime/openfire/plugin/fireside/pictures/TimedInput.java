package org.igniterealtime.openfire.plugin.fireside.pictures;

import java.io.IOException;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Bytes for a decoder, until its time is over. No thread watches: a decoder that works reads.
 *
 * <p>COMPAT: at its end TwelveMonkeys 3.13.1 throws and catches an exception for each symbol, which takes minutes and gigabytes
 * where a picture has many and its data are few. So WebP never ends: zeros follow.
 */
final class TimedInput extends ImageInputStreamImpl {
    private static final int READS = 256;
    private static final long ENDLESS = 1L << 40;

    private final byte[] bytes;
    private final boolean zerosFollow;
    private final Deadline deadline;
    private int reads;

    TimedInput(byte[] bytes, boolean zerosFollow, Deadline deadline) {
        this.bytes = bytes;
        this.zerosFollow = zerosFollow;
        this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
        look();
        if (streamPos < bytes.length) {
            return bytes[(int) streamPos++] & 0xff;
        }
        streamPos += zerosFollow ? 1 : 0;
        return zerosFollow ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        look();
        int given = (int) Math.max(0, Math.min(count, bytes.length - streamPos));
        if (given > 0) {
            System.arraycopy(bytes, (int) streamPos, into, from, given);
        }
        if (zerosFollow) {
            Arrays.fill(into, from + given, from + count, (byte) 0);
            given = count;
        } else if (given == 0 && count > 0) {
            return -1;
        }
        streamPos += given;
        return given;
    }

    @Override
    public long length() {
        return zerosFollow ? ENDLESS : bytes.length;
    }

    private void look() throws IOException {
        checkClosed();
        bitOffset = 0;
        if (reads++ % READS == 0) {
            deadline.check();
        }
    }
}
