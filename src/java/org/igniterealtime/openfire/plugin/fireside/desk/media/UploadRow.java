package org.igniterealtime.openfire.plugin.fireside.desk.media;

/**
 * A file that somebody uploaded, for {@code media/uploads.vm}.
 *
 * @param href its path
 * @param icon of what it is
 * @param look the path of a small picture of it, or empty
 * @param size in words
 * @param at when, ISO 8601
 */
public record UploadRow(String id, String href, String name, String icon, String look, String size, String at) {
}
