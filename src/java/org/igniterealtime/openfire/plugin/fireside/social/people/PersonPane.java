package org.igniterealtime.openfire.plugin.fireside.social.people;

import org.igniterealtime.openfire.plugin.fireside.page.Face;

/** Somebody's page, for {@code people/pane.vm}. */
public record PersonPane(String jid, Face face, String name, String statusText, String groups, String subscription,
                         boolean pending, boolean contact, boolean local, boolean shared, boolean self) {
}
