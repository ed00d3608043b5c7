package org.igniterealtime.openfire.plugin.fireside.thumbs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.igniterealtime.openfire.plugin.fireside.pictures.Drawn;
import org.igniterealtime.openfire.plugin.fireside.pictures.Kind;
import org.igniterealtime.openfire.plugin.fireside.pictures.Limits;
import org.igniterealtime.openfire.plugin.fireside.pictures.Thumbnailer;
import org.igniterealtime.openfire.plugin.fireside.pictures.Thumbnails;
import org.igniterealtime.openfire.plugin.fireside.pictures.Unfit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws files that anybody may have uploaded. Blocks: in a lane. */
public final class Artist {
    private static final Logger LOG = LoggerFactory.getLogger(Artist.class);

    private final Limits limits;
    private final Thumbnailer thumbnailer;

    public Artist(Limits limits) {
        this.limits = limits;
        this.thumbnailer = new Thumbnailer(limits);
    }

    /** Whether it is a picture to draw, by its beginning. */
    boolean reads(SeekableByteChannel file) throws IOException {
        long size = file.size();
        return size <= limits.bytes() && Kind.of(read(file, (int) Math.min(size, Kind.ENOUGH))).drawn();
    }

    /**
     * @param file which it {@link #reads}
     * @return a {@link Sheet}; no bytes where there is nothing to draw
     * @throws IOException when it cannot be told now
     */
    byte[] draw(SeekableByteChannel file) throws IOException {
        Drawn drawn = thumbnailer.draw(read(file, (int) Math.min(file.size(), limits.bytes())));
        if (drawn instanceof Thumbnails thumbnails) {
            return Sheet.of(thumbnails);
        }
        Unfit unfit = (Unfit) drawn;
        if (unfit.reason() == Unfit.Reason.BUSY) {
            throw new IOException(unfit.detail());
        }
        LOG.debug("An upload is not drawn: {}, {}", unfit.reason(), unfit.detail());
        return new byte[0];
    }

    private static byte[] read(SeekableByteChannel file, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes) >= 0) {
            continue;
        }
        if (bytes.hasRemaining()) {
            throw new IOException("A file is shorter than it was");
        }
        return bytes.array();
    }
}
