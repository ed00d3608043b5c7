package org.igniterealtime.openfire.plugin.fireside.desk.media;

import java.util.List;

/**
 * What a message says and carries.
 *
 * @param files at most {@link AttachmentStanza#MOST}
 * @param text its words, without what only stands for the files
 */
public record Carried(List<Attachment> files, String text) {
}
