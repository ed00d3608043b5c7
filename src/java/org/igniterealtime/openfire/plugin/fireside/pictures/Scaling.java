package org.igniterealtime.openfire.plugin.fireside.pictures;

/**
 * Makes pictures smaller: each pixel is the average of the area that it stands for. One row of the picture at a time is in
 * memory, so that what is small at the end never is large.
 */
final class Scaling {
    private final Rows from;
    private final int width;
    private final int height;
    private final int[] row;
    private final float[] squeezed;
    private final int[] argb;
    private float[] now;
    private float[] next;

    private Scaling(Rows from, int width, int height) {
        this.from = from;
        this.width = width;
        this.height = height;
        this.row = new int[from.width()];
        this.squeezed = new float[width * 4];
        this.now = new float[width * 4];
        this.next = new float[width * 4];
        this.argb = new int[width * height];
    }

    /** @return no side longer, its shape kept; as large as it is where it is no larger */
    static Pixels within(Rows from, int side) {
        int longest = Math.max(from.width(), from.height());
        return longest <= side ? to(from, from.width(), from.height())
            : to(from, part(from.width(), side, longest), part(from.height(), side, longest));
    }

    static int part(int length, int side, int longest) {
        return Math.max(1, Math.round((float) length * side / longest));
    }

    /** @param width no more than there are, as the height */
    static Pixels to(Rows from, int width, int height) {
        return new Scaling(from, width, height).run();
    }

    private Pixels run() {
        for (int y = 0; y < from.height(); y++) {
            from.row(y, row);
            squeeze();
            int line = (int) ((long) y * height / from.height());
            float share = share(y, line, from.height(), height);
            for (int i = 0; i < squeezed.length; i++) {
                now[i] += squeezed[i] * share;
                next[i] += squeezed[i] * (1 - share);
            }
            if ((long) (y + 1) * height / from.height() > line) {
                emit(line);
            }
        }
        return new Pixels(width, height, argb);
    }

    /** How much of something at that place falls into that part; the rest falls into the next one. */
    private static float share(int at, int part, int all, int parts) {
        return (float) Math.min(1, ((long) (part + 1) * all - (long) at * parts) / (double) parts);
    }

    private void squeeze() {
        java.util.Arrays.fill(squeezed, 0);
        for (int x = 0; x < row.length; x++) {
            int part = (int) ((long) x * width / row.length);
            float share = share(x, part, row.length, width);
            add(row[x], part, share);
            if (share < 1 && part + 1 < width) {
                add(row[x], part + 1, 1 - share);
            }
        }
    }

    private void add(int pixel, int part, float share) {
        float alpha = (pixel >>> 24) * share;
        squeezed[part * 4] += alpha;
        squeezed[part * 4 + 1] += alpha * (pixel >> 16 & 0xff);
        squeezed[part * 4 + 2] += alpha * (pixel >> 8 & 0xff);
        squeezed[part * 4 + 3] += alpha * (pixel & 0xff);
    }

    private void emit(int line) {
        float area = (float) row.length / width * from.height() / height;
        for (int x = 0; x < width; x++) {
            float alpha = now[x * 4];
            argb[line * width + x] = alpha <= 0 ? 0 : bounded(alpha / area) << 24 | bounded(now[x * 4 + 1] / alpha) << 16
                | bounded(now[x * 4 + 2] / alpha) << 8 | bounded(now[x * 4 + 3] / alpha);
        }
        float[] done = now;
        now = next;
        next = done;
        java.util.Arrays.fill(next, 0);
    }

    private static int bounded(float value) {
        return Math.max(0, Math.min(255, Math.round(value)));
    }
}
