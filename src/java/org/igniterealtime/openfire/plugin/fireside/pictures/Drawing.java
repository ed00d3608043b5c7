package org.igniterealtime.openfire.plugin.fireside.pictures;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes pixels as files. */
final class Drawing {
    private static final float QUALITY = 0.82f;
    private static final int DOTS = 24;

    private Drawing() {
    }

    static Thumbnail thumbnail(Pixels pixels) throws IOException {
        String format = pixels.opaque() ? "jpeg" : "png";
        return new Thumbnail("image/" + format, pixels.width(), pixels.height(), write(pixels, format));
    }

    /**
     * A PNG of a few pixels: a browser shows it without a script and smooths it when it stretches it. A ThumbHash or a BlurHash
     * is 30 bytes, but needs a script, or a server that makes a PNG of it; the head of a JPEG alone has 600 bytes.
     */
    static String placeholder(Pixels pixels) throws IOException {
        double scale = Math.min(1, Math.sqrt((double) DOTS / pixels.width() / pixels.height()));
        int width = Math.max(1, Math.min(DOTS, (int) (pixels.width() * scale)));
        int height = Math.max(1, Math.min(DOTS, (int) (pixels.height() * scale)));
        Pixels few = Scaling.to(pixels, width, height);
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(write(few, "png"));
    }

    private static byte[] write(Pixels pixels, String format) throws IOException {
        BufferedImage image = new BufferedImage(pixels.width(), pixels.height(),
            pixels.opaque() ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        image.getRaster().setDataElements(0, 0, pixels.width(), pixels.height(), pixels.argb());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageWriter writer = Codecs.writer(format);
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(file)) {
            writer.setOutput(output);
            ImageWriteParam how = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }
}
