package org.igniterealtime.openfire.plugin.fireside.pictures;

import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/** Decodes a bare picture, only every so many pixels of it where it is large. */
final class Decoding {
    private static final long ANYHOW = 12L * Thumbnailer.LARGE * Thumbnailer.LARGE;

    private final Anatomy anatomy;
    private final int step;

    /** @param side what will be wanted of it, pixels; what is decoded is up to three times that, so that it can be averaged */
    Decoding(Anatomy anatomy, int side) {
        this.anatomy = anatomy;
        this.step = Math.max(1, Math.max(anatomy.shape().width(), anatomy.shape().height()) / (side + side / 2));
    }

    /** Bytes that it takes, by estimate. */
    long memory() {
        Anatomy.Place frame = anatomy.first();
        long pixels = (long) frame.width() * frame.height();
        int each = anatomy.shape().kind() == Kind.PNG || anatomy.shape().kind() == Kind.APNG ? 8 : 4;
        return ANYHOW + anatomy.bare().length + (long) (pixels * anatomy.memory()) + pixels / step / step * each + frame.width() * 16L;
    }

    /** @throws IOException or any unchecked one: nobody knows what a decoder throws at a hostile picture */
    Rows run(Deadline deadline) throws IOException {
        ImageReader reader = Codecs.reader(anatomy.shape().kind());
        try (TimedInput input = new TimedInput(anatomy.bare(), anatomy.shape().kind() == Kind.WEBP, deadline)) {
            reader.setInput(input, true, true);
            reader.addIIOReadProgressListener(new Watch(deadline));
            ImageReadParam part = reader.getDefaultReadParam();
            part.setSourceSubsampling(step, step, 0, 0);
            Rows rows = rows(reader, part);
            deadline.check();
            return placed(rows);
        } finally {
            reader.dispose();
        }
    }

    private Rows rows(ImageReader reader, ImageReadParam part) throws IOException {
        if (anatomy.inks() == 4) {
            return new InkRows(reader.readRaster(0, part), anatomy.inked());
        }
        BufferedImage image = reader.read(0, part);
        return new RasterRows(image.getRaster(), image.getColorModel());
    }

    private Rows placed(Rows rows) {
        Shape shape = anatomy.shape();
        Anatomy.Place frame = anatomy.first();
        if (frame.fills(shape)) {
            return rows;
        }
        return new Placed(rows, frame.x() / step, frame.y() / step, (shape.width() + step - 1) / step, (shape.height() + step - 1) / step);
    }
}
