package org.igniterealtime.openfire.plugin.fireside.route;

import java.time.Instant;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;
import org.xmpp.packet.JID;

/**
 * A one-to-one message that the host hands out of its offline store. It was routed long before, as a
 * {@link RoutedMessage} when the plugin ran then.
 *
 * @param id under which the archive of whom it is for was to keep it, as it was told then (XEP-0359 §3); 0 where it was told nothing
 * @param at when the host stored it; never in the future
 * @param stanzaId its {@code id} attribute, or empty
 * @param stanza the whole stanza as XML
 * @param meaning what it is about
 */
public record LateMessage(long id, Instant at, JID from, JID to, String stanzaId, String body, String stanza, Meaning meaning) {
}
