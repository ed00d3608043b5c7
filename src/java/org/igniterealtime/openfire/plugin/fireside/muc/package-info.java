/**
 * The rooms (XEP-0045) in which somebody here is, each held once, as they tell of themselves by what is delivered to sessions; and
 * their stanzas. Whether a room elsewhere still knows
 * one is asked of it (XEP-0410). Imports {@code session}, {@code xmpp}.
 */
package org.igniterealtime.openfire.plugin.fireside.muc;
