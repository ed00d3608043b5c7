package org.igniterealtime.openfire.plugin.fireside.social.notices;

import org.igniterealtime.openfire.plugin.fireside.page.Face;

/**
 * A notice, for {@code notices/row.vm}.
 *
 * @param face of who did it, last
 * @param words what happened, without who did it, or with how many others
 * @param excerpt what was said, or what it was said of
 * @param href where it leads
 */
public record NoticeRow(String id, Face face, String kind, String words, String excerpt, String href, String at, boolean seen) {
}
