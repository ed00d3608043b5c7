/**
 * Who is told of what happens in nodes, and how (XEP-0060 §7.1.2, §7.2.2, §8.2 to §8.6; XEP-0163 §4): one stanza for each
 * address that subscribed, and one for each resource of a contact that wants it. Web sessions of Fireside take the events
 * in process, and no stanza.
 * Imports {@code caps}, {@code component}, {@code event}, {@code pubsub}, {@code work}, {@code xmpp}.
 */
package org.igniterealtime.openfire.plugin.fireside.notify;
