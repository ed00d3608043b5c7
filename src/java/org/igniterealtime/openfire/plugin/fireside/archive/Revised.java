package org.igniterealtime.openfire.plugin.fireside.archive;

import java.util.List;

/**
 * Messages of a room are other ones by now.
 *
 * @param by what was said about them
 * @param messages as they are now; none where it changed nothing
 */
public record Revised(Spoken by, List<Spoken> messages) {
}
