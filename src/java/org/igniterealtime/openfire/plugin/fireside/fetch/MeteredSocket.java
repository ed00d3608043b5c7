package org.igniterealtime.openfire.plugin.fireside.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * A socket of which nobody reads longer than to the deadline, and no more than is allowed, whatever protocol lies above. It goes
 * straight to its address, also where the JVM has a proxy.
 */
final class MeteredSocket extends Socket {
    private final Deadline deadline;
    private long allowed;
    private Reason beyond = Reason.HEAD;

    MeteredSocket(Deadline deadline) {
        super(Proxy.NO_PROXY);
        this.deadline = deadline;
    }

    /** @param bytes more from now on @param reason what it means when more than that comes */
    void allow(long bytes, Reason reason) {
        allowed = bytes;
        beyond = reason;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new Metered(super.getInputStream());
    }

    private final class Metered extends FilterInputStream {
        Metered(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        // Each reading by itself: who sends a byte now and then would never let a socket's own timeout come.
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (allowed <= 0) {
                throw new Stopped(beyond);
            }
            setSoTimeout(deadline.left());
            try {
                int read = super.read(bytes, offset, (int) Math.min(length, allowed));
                allowed -= Math.max(0, read);
                deadline.left();
                return read;
            } catch (SocketTimeoutException late) {
                throw new Stopped(Reason.SLOW);
            }
        }
    }
}
