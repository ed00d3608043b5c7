package org.igniterealtime.openfire.plugin.fireside.desk.media;

/**
 * A file, for {@code media/attachments.vm}.
 *
 * @param href where it can be had: a path of ours, or an address elsewhere
 * @param own whether it is ours
 * @param small where the page loads a picture from; empty for anything else
 * @param large likewise, to be shown alone
 * @param width of the room that is kept for it, in pixels of the page
 * @param measured whether that room has its shape
 * @param seconds that it is played, or 0
 * @param icon of what it is
 * @param size in words, or empty
 */
public record Shown(String href, boolean own, String small, String large, int width, int height, boolean measured, long seconds, String name, String icon,
                    String size, String alt, String placeholder) {
}
