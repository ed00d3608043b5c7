package org.igniterealtime.openfire.plugin.fireside.archive;

/** A message of a room is in the archive, or safe on the spool. */
public record Said(Spoken message) {
}
