package org.igniterealtime.openfire.plugin.fireside.route;

import java.time.Instant;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;
import org.xmpp.packet.JID;

/**
 * A one-to-one message that the server has routed, whoever sent it: a web session, another client, another server.
 *
 * @param id given when the routing began; ids rise in that order (see {@code Stamp})
 * @param from full JID of the sender
 * @param to the address it was sent to, bare or full
 * @param stanzaId its {@code id} attribute, or empty
 * @param body its text, or empty when it carries none
 * @param receiptOf the id that a receipt acknowledges (XEP-0184 §5.2), or empty
 * @param displayed the id up to which a marker says that it was displayed (XEP-0333 §4), or empty
 * @param stanza the whole stanza as XML
 * @param meaning what it is about
 */
public record RoutedMessage(long id, Instant at, JID from, JID to, String stanzaId, String body, String receiptOf,
                            String displayed, String stanza, Meaning meaning) {
}
