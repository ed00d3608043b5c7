package org.igniterealtime.openfire.plugin.fireside.host;

/** A local account is being removed; what is kept of it goes. Published in a lane, where the database may be asked. */
public record AccountGone(String username) {
}
