package org.igniterealtime.openfire.plugin.fireside.talk.chat;

import org.igniterealtime.openfire.plugin.fireside.page.Face;

/** A chat in the list, for {@code chat/row.vm}. @param kind of what was said last, as {@code text} @param preview of it @param pinned whether it stands before the others */
public record ChatRow(String id, String jid, String href, Face face, String name, String kind, String preview, boolean mine, String at, int unread,
                      boolean current, boolean typing, boolean pinned, boolean muted) {
}
