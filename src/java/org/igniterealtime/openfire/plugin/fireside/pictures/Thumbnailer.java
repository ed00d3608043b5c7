package org.igniterealtime.openfire.plugin.fireside.pictures;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Looks at pictures that anybody may have made. Never throws for what is in them. For many threads at once, which it blocks
 * while it works and while others have the memory: meant for a lane.
 *
 * <p>It has no threads. A decoder is stopped where it reads and where it has done a row; between two of those it works on no
 * more pixels, frames and scans than the limits allow. A thread that watches would free nobody: Java cannot end another one.
 */
public final class Thumbnailer {
    /** Pixels of the longer side of a small thumbnail, at most. */
    public static final int SMALL = 320;
    /** Pixels of the longer side of a large thumbnail, at most. */
    public static final int LARGE = 1280;

    private static final int UNIT = 1 << 16;

    private final Limits limits;
    private final Semaphore memory;

    public Thumbnailer(Limits limits) {
        this.limits = limits;
        this.memory = new Semaphore(limits.memory() / UNIT, true);
    }

    /** @param bytes the whole file; nothing is decoded */
    public Measured measure(byte[] bytes) {
        try {
            return Anatomy.of(bytes, limits).shape();
        } catch (Misshapen misshapen) {
            return misshapen.unfit();
        }
    }

    /** @param bytes the whole file; of an animation the first frame is drawn */
    public Drawn draw(byte[] bytes) {
        try {
            return draw(Anatomy.of(bytes, limits));
        } catch (Misshapen misshapen) {
            return misshapen.unfit();
        } catch (IOException | RuntimeException broken) { // whatever a decoder throws at what it cannot read
            return new Unfit(Unfit.Reason.MALFORMED, String.valueOf(broken));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return new Unfit(Unfit.Reason.BUSY, "interrupted");
        }
    }

    private Thumbnails draw(Anatomy anatomy) throws IOException, InterruptedException {
        Deadline deadline = new Deadline(limits.time());
        Decoding decoding = new Decoding(anatomy, LARGE);
        long units = decoding.memory() / UNIT + 1;
        if (units > limits.memory() / UNIT) {
            throw new Misshapen(Unfit.Reason.TOO_MANY_PIXELS, "decoding it takes " + decoding.memory() + " bytes");
        }
        if (!memory.tryAcquire((int) units, deadline.left(), TimeUnit.NANOSECONDS)) {
            throw new Misshapen(Unfit.Reason.BUSY, "others have the memory");
        }
        try {
            Pixels large = Scaling.within(decoding.run(deadline), LARGE).upright(anatomy.shape().orientation());
            return thumbnails(anatomy.shape(), large);
        } finally {
            memory.release((int) units);
        }
    }

    private static Thumbnails thumbnails(Shape shape, Pixels large) throws IOException {
        Pixels small = Scaling.within(large, SMALL);
        Thumbnail drawn = Drawing.thumbnail(small);
        boolean same = small.width() == large.width() && small.height() == large.height();
        return new Thumbnails(shape, drawn, same ? drawn : Drawing.thumbnail(large), Drawing.placeholder(small), small.colour());
    }
}
