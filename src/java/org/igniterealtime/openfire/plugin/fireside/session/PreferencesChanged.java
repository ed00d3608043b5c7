package org.igniterealtime.openfire.plugin.fireside.session;

/** Somebody has chosen something else, and it is kept. */
public record PreferencesChanged(String username) {
}
