package org.igniterealtime.openfire.plugin.fireside.archive;

import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;

/**
 * What a message has to do with another one in the same archive.
 *
 * @param kind all but words are no message of their own: they are kept for those who read the archive, and show in what they change
 * @param parent id of the message that it answers or changes, 0 for none
 * @param root id of the one with which the thread of answers began, 0 for none
 * @param quoted the message that it answers, as it is now; null for none
 */
public record Bearing(Meaning.Kind kind, long parent, long root, Quoted quoted) {
    public static final Bearing NONE = new Bearing(Meaning.Kind.WORDS, 0, 0, null);

    static Bearing orNone(Bearing bearing) {
        return bearing == null ? NONE : bearing;
    }
}
