package org.igniterealtime.openfire.plugin.fireside.pictures;

/**
 * A small, still, upright picture of our own making: no byte of it is the sender's.
 *
 * @param type {@code image/jpeg}, or {@code image/png} where something shines through
 * @param width pixels
 * @param height pixels
 */
public record Thumbnail(String type, int width, int height, byte[] bytes) {
}
