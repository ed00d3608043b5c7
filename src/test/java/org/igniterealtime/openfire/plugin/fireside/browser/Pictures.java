package org.igniterealtime.openfire.plugin.fireside.browser;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures to send. */
final class Pictures {
    private Pictures() {
    }

    /** A hill at dusk. */
    static byte[] png(int width, int height) {
        return written(drawn(width, height), "png");
    }

    static byte[] jpeg(int width, int height) {
        return written(drawn(width, height), "jpeg");
    }

    /** The same, of so many bytes as a photograph has. */
    static byte[] noise(int width, int height) {
        BufferedImage image = drawn(width, height);
        Random random = new Random(1);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, image.getRGB(x, y) ^ random.nextInt(1 << 24) & 0x1f1f1f);
            }
        }
        return written(image, "png");
    }

    private static BufferedImage drawn(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setPaint(new GradientPaint(0, 0, new Color(250, 180, 90), 0, height, new Color(60, 50, 90)));
        pen.fillRect(0, 0, width, height);
        pen.setColor(new Color(30, 60, 50));
        pen.fillOval(-width / 4, height / 2, width, height);
        pen.dispose();
        return image;
    }

    private static byte[] written(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
