package org.igniterealtime.openfire.plugin.fireside.demo;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** A small drawn portrait, the same for the same name every time: the demo needs faces, and nobody's photograph. */
final class Portrait {
    private static final int SIZE = 128;
    private static final int[] SKINS = {0xf3d3b8, 0xe4b38f, 0xc98f65, 0x9a6444, 0x6f4630, 0xf7dcc8};
    private static final int[] HAIRS = {0x2b211c, 0x4a3226, 0x7a4a28, 0xb4793f, 0xd9b36a, 0x9b9b9b, 0x8c2f1f};
    private static final int[] CLOTHES = {0x2f6f73, 0xb5482a, 0x5b4b8a, 0x3c6e3c, 0x9a3b5a, 0x365f9c, 0xc08a1e};

    private final Random random;
    private final Graphics2D g;
    private final BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);

    private Portrait(String name) {
        random = new Random(name.hashCode() * 31L);
        g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    }

    /** A PNG of 128 by 128 pixels. */
    static byte[] of(String name) {
        Portrait portrait = new Portrait(name);
        portrait.draw();
        return png(portrait.image);
    }

    /** A PNG of 640 by 160 pixels: hills under an evening sky. */
    static byte[] banner(String name) {
        Random random = new Random(name.hashCode() * 17L);
        BufferedImage image = new BufferedImage(640, 160, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        float hue = random.nextFloat();
        g.setPaint(new GradientPaint(0, 0, Color.getHSBColor(hue, 0.35f, 0.95f), 0, 160, Color.getHSBColor(hue + 0.12f, 0.45f, 0.85f)));
        g.fillRect(0, 0, 640, 160);
        for (int row = 0; row < 3; row++) {
            g.setColor(Color.getHSBColor(hue + 0.4f, 0.3f, 0.6f - row * 0.15f));
            for (int x = 0; x < 640; x++) {
                int top = (int) (80 + row * 22 + 14 * Math.sin(x / (60.0 + row * 25) + row * 2 + hue * 6));
                g.drawLine(x, top, x, 160);
            }
        }
        g.dispose();
        return png(image);
    }

    private static byte[] png(BufferedImage image) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void draw() {
        float hue = random.nextFloat();
        g.setPaint(new GradientPaint(0, 0, Color.getHSBColor(hue, 0.32f, 0.95f), SIZE, SIZE, Color.getHSBColor(hue + 0.08f, 0.5f, 0.75f)));
        g.fillRect(0, 0, SIZE, SIZE);
        Color skin = new Color(pick(SKINS));
        Color hair = new Color(pick(HAIRS));
        boolean longHair = random.nextBoolean();
        if (longHair) {
            g.setColor(hair);
            g.fill(new Ellipse2D.Double(33, 24, 62, 92));
        }
        g.setColor(new Color(pick(CLOTHES)));
        g.fill(new Ellipse2D.Double(14, 98, 100, 70));
        g.setColor(skin.darker());
        g.fillRoundRect(55, 80, 18, 26, 12, 12);
        g.setColor(skin);
        g.fill(new Ellipse2D.Double(40, 34, 48, 58));
        hair(hair, longHair);
        face();
        g.dispose();
    }

    private void hair(Color hair, boolean longHair) {
        g.setColor(hair);
        Path2D top = new Path2D.Double(new Arc2D.Double(38, 26, 52, 52, 0, 180, Arc2D.OPEN));
        double dip = 40 + random.nextInt(12);
        top.curveTo(50, dip, 70, dip - 8, 90, 52);
        top.closePath();
        g.fill(top);
        if (!longHair && random.nextInt(3) == 0) {
            g.fill(new Ellipse2D.Double(52, 14, 24, 22));
        }
    }

    private void face() {
        g.setColor(new Color(0x33261f));
        g.fill(new Ellipse2D.Double(52, 60, 5, 6));
        g.fill(new Ellipse2D.Double(71, 60, 5, 6));
        g.setStroke(new java.awt.BasicStroke(2.2f, java.awt.BasicStroke.CAP_ROUND, java.awt.BasicStroke.JOIN_ROUND));
        g.draw(new Arc2D.Double(55, 66, 18, 14, 200, 140, Arc2D.OPEN));
        if (random.nextInt(3) == 0) {
            g.draw(new Ellipse2D.Double(47, 56, 14, 13));
            g.draw(new Ellipse2D.Double(67, 56, 14, 13));
            g.drawLine(61, 61, 67, 61);
        }
    }

    private int pick(int[] colours) {
        return colours[random.nextInt(colours.length)];
    }
}
