package org.igniterealtime.openfire.plugin.fireside.mam;

import org.xmpp.packet.JID;

/**
 * A part of an archive.
 *
 * @param after keys are above this one
 * @param before keys are below this one
 * @param with to or from whom, or null
 */
record Span(long after, long before, JID with) {
    Span above(long key) {
        return new Span(Math.max(after, key), before, with);
    }

    Span below(long key) {
        return new Span(after, Math.min(before, key), with);
    }

    boolean has(long key) {
        return key > after && key < before;
    }
}
