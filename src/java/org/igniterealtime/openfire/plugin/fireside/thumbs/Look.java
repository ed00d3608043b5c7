package org.igniterealtime.openfire.plugin.fireside.thumbs;

import org.igniterealtime.openfire.plugin.fireside.pictures.Kind;

/**
 * What a picture looks like.
 *
 * @param kind by its bytes
 * @param width pixels as it is shown, upright
 * @param height pixels, likewise
 * @param placeholder a {@code data:} address of a tiny picture, to be shown stretched until the picture is there
 */
public record Look(Kind kind, boolean animated, int width, int height, String placeholder, Part small, Part large) {
    /** A thumbnail within the file of both. @param type its media type @param at where it begins @param length bytes */
    record Part(String type, int at, int length) {
    }
}
