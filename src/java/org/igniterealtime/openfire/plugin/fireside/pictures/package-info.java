/**
 * What a file is by its bytes ({@link org.igniterealtime.openfire.plugin.fireside.pictures.Kind}), and thumbnails of
 * pictures by whomsoever ({@link org.igniterealtime.openfire.plugin.fireside.pictures.Thumbnailer}).
 *
 * <p>Each format is read in two steps. Its anatomy ({@code PngAnatomy} and its like) walks the headers over the whole file,
 * bounded and without decoding: it gives the {@link org.igniterealtime.openfire.plugin.fireside.pictures.Shape}, refuses what
 * is beyond the {@link org.igniterealtime.openfire.plugin.fireside.pictures.Limits}, and makes a bare picture of what a decoder
 * needs for the first frame. So no decoder ever sees a text, a colour profile, camera data, a second frame or what is behind
 * the end. Then the bare picture is decoded, subsampled.
 *
 * <p>Portable: neither Openfire nor a servlet. Imports nothing of the project.
 */
package org.igniterealtime.openfire.plugin.fireside.pictures;
