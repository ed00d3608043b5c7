package org.igniterealtime.openfire.plugin.fireside.page;

/**
 * Somebody as lists and heads show them.
 *
 * @param jid bare
 * @param initials one or two letters, for who has no picture
 * @param hue 0 to 23, the same for a JID everywhere (XEP-0392)
 * @param picture its address, or null
 * @param show {@code online}, {@code away}, {@code dnd}, {@code xa}, {@code offline}; null when it is not known
 */
public record Face(String jid, String name, String initials, int hue, String picture, String show) {
    /** With another picture. */
    public Face pictured(String address) {
        return new Face(jid, name, initials, hue, address, show);
    }

    public Face with(String newShow) {
        return new Face(jid, name, initials, hue, picture, newShow);
    }
}
