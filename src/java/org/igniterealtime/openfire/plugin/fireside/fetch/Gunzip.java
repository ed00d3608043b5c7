package org.igniterealtime.openfire.plugin.fireside.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * The first member of a gzip file (RFC 1952). GZIPInputStream goes on to the next one by calling itself, so that many empty ones
 * overflow the stack.
 */
final class Gunzip extends InflaterInputStream {
    private static final int CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    Gunzip(InputStream in) throws IOException {
        super(headed(in), new Inflater(true), 8192);
    }

    private static InputStream headed(InputStream in) throws IOException {
        if (next(in) != 0x1f || next(in) != 0x8b || next(in) != 8) {
            throw new ZipException("No gzip");
        }
        int flags = next(in);
        skip(in, 6);
        if ((flags & RESERVED) != 0) {
            throw new ZipException("Unknown flags");
        }
        if ((flags & EXTRA) != 0) {
            skip(in, next(in) + (next(in) << 8));
        }
        for (int texts = Integer.bitCount(flags & (NAME | COMMENT)); texts > 0; texts--) {
            while (next(in) != 0) {
                continue;
            }
        }
        skip(in, (flags & CHECKSUM) != 0 ? 2 : 0);
        return in;
    }

    private static int next(InputStream in) throws IOException {
        int read = in.read();
        if (read < 0) {
            throw new EOFException();
        }
        return read;
    }

    private static void skip(InputStream in, int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next(in);
        }
    }

    /** Lets go of the memory outside the heap; the stream below is its owner's. */
    @Override
    public void close() {
        inf.end();
    }
}
