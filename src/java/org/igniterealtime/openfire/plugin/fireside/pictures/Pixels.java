package org.igniterealtime.openfire.plugin.fireside.pictures;

/** A small picture in memory, row after row, {@code 0xAARRGGBB}. */
record Pixels(int width, int height, int[] argb) implements Rows {
    @Override
    public void row(int y, int[] into) {
        System.arraycopy(argb, y * width, into, 0, width);
    }

    boolean opaque() {
        for (int pixel : argb) {
            if (pixel >>> 24 != 0xff) {
                return false;
            }
        }
        return true;
    }

    /** @param orientation 1 to 8, as EXIF counts them: how it was stored; @return it upright */
    Pixels upright(int orientation) {
        if (orientation == 1) {
            return this;
        }
        boolean turned = orientation > 4;
        int across = turned ? height : width;
        int down = turned ? width : height;
        int[] upright = new int[argb.length];
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                int column = turned ? y : x;
                int line = turned ? x : y;
                boolean backwards = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
                boolean upwards = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
                upright[y * across + x] = argb[(upwards ? height - 1 - line : line) * width + (backwards ? width - 1 - column : column)];
            }
        }
        return new Pixels(across, down, upright);
    }

    /** {@code 0xRRGGBB}, what is transparent left out; a grey where all is. */
    int colour() {
        Pixels one = Scaling.to(this, 1, 1);
        return one.argb()[0] >>> 24 == 0 ? 0x808080 : one.argb()[0] & 0xffffff;
    }
}
