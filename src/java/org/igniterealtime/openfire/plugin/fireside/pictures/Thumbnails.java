package org.igniterealtime.openfire.plugin.fireside.pictures;

/**
 * What is shown in place of a picture.
 *
 * @param small no side longer than {@link Thumbnailer#SMALL}
 * @param large no side longer than {@link Thumbnailer#LARGE}; the small one again where the picture is no larger
 * @param placeholder a {@code data:} address of a PNG of at most 24 pixels and 180 bytes, to be shown stretched until the
 *     thumbnail is there
 * @param colour the average, {@code 0xRRGGBB}
 */
public record Thumbnails(Shape shape, Thumbnail small, Thumbnail large, String placeholder, int colour) implements Drawn {
}
