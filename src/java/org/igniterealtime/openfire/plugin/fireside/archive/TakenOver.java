package org.igniterealtime.openfire.plugin.fireside.archive;

import java.util.List;

/** Messages are in the archive that a room said before anybody here kept them. */
public record TakenOver(List<Spoken> messages) {
}
