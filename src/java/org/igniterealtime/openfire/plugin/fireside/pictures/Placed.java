package org.igniterealtime.openfire.plugin.fireside.pictures;

import java.util.Arrays;

/** A frame in its picture; beside it there is nothing, and what hangs over is cut off. */
record Placed(Rows frame, int x, int y, int width, int height) implements Rows {
    @Override
    public void row(int line, int[] argb) {
        Arrays.fill(argb, 0, width, 0);
        if (line >= y && line < y + frame.height() && x < width) {
            int[] row = new int[frame.width()];
            frame.row(line - y, row);
            System.arraycopy(row, 0, argb, x, Math.min(row.length, width - x));
        }
    }
}
