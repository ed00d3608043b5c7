package org.igniterealtime.openfire.plugin.fireside.pictures;

/**
 * A picture before it is decoded.
 *
 * @param bare a file of the same format with what a decoder needs for the first frame, and nothing else
 * @param first where that frame is in the picture
 * @param memory bytes that decoding it takes for each pixel of the frame, by estimate, apart from the subsampled result
 * @param inks components of a JPEG; 0 for other kinds
 * @param inked how a JPEG of four components mixes them: Adobe's transform, 0 or 2, or -1 where it says nothing
 */
record Anatomy(Shape shape, byte[] bare, Place first, double memory, int inks, int inked) {

    /** A frame in its picture, in pixels. */
    record Place(int x, int y, int width, int height) {
        static Place all(int width, int height) {
            return new Place(0, 0, width, height);
        }

        // Not the record's own equals: the JDK keeps a class whose record it compared until it compares another one.
        boolean fills(Shape shape) {
            return x == 0 && y == 0 && width == shape.width() && height == shape.height();
        }
    }

    /** @throws Misshapen also for what is beyond the limits, or no picture that is decoded here */
    static Anatomy of(byte[] bytes, Limits limits) throws Misshapen {
        Kind kind = Kind.of(bytes);
        if (kind == Kind.AVIF || kind == Kind.HEIC) {
            throw new Misshapen(Unfit.Reason.NO_READER, kind.type());
        }
        if (!kind.drawn()) {
            throw new Misshapen(Unfit.Reason.NO_PICTURE, kind.type());
        }
        if (bytes.length > limits.bytes()) {
            throw new Misshapen(Unfit.Reason.TOO_LARGE, bytes.length + " bytes");
        }
        return switch (kind) {
            case JPEG -> JpegAnatomy.of(new Bytes(bytes), limits);
            case GIF -> GifAnatomy.of(new Bytes(bytes), limits);
            case WEBP -> WebpAnatomy.of(new Bytes(bytes), limits);
            default -> PngAnatomy.of(new Bytes(bytes), limits);
        };
    }
}
