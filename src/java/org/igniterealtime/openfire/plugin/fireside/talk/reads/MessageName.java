package org.igniterealtime.openfire.plugin.fireside.talk.reads;

/**
 * A message, as everybody who has it can name it (XEP-0359 §3).
 *
 * @param by bare JID of the account or the room that gave it its id
 */
public record MessageName(String by, String id) {
}
