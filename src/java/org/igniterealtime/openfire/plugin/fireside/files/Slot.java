package org.igniterealtime.openfire.plugin.fireside.files;

/**
 * Leave to upload one file.
 *
 * @param path of its addresses, below where files are: encoded, {@code <id>/<name>}
 * @param secret what the upload has to show, as {@code Authorization: Bearer <secret>}
 */
public record Slot(String id, String path, String secret) {
}
