package org.igniterealtime.openfire.plugin.fireside.host;

/** An account has blocked somebody here, or no longer does. @param owner username */
public record BlocksChanged(String owner) {
}
