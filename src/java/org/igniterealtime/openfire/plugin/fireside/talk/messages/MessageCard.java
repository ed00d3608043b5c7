package org.igniterealtime.openfire.plugin.fireside.talk.messages;

import org.igniterealtime.openfire.plugin.fireside.desk.media.Card;

/** What is below a message that has a link, for {@code messages/card.vm}. @param id of its element @param card null while it is looked for */
public record MessageCard(String id, Card card) {
}
