package org.igniterealtime.openfire.plugin.fireside.page;

/** The person whose page it is, for templates. */
public record Me(String jid, String username, Face face, String show, String status, String theme) {
}
