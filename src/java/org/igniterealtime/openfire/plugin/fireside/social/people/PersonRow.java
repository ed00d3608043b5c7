package org.igniterealtime.openfire.plugin.fireside.social.people;

import org.igniterealtime.openfire.plugin.fireside.page.Face;

/** A contact in the list, for {@code people/row.vm}. */
public record PersonRow(String id, String jid, String href, Face face, String name, String statusText, boolean current,
                        boolean pending) {
}
