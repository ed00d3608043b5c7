package org.igniterealtime.openfire.plugin.fireside.desk.search;

import org.igniterealtime.openfire.plugin.fireside.page.Face;

/**
 * Somebody who was found, for {@code search/person.vm}.
 *
 * @param address bare JID
 * @param nick what he calls himself besides, or empty
 * @param about his first words about himself, or empty
 * @param contact whether he is a contact of the viewer's
 */
public record PersonFound(Face face, String address, String nick, String about, boolean contact) {
}
