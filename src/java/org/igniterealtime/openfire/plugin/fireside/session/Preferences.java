package org.igniterealtime.openfire.plugin.fireside.session;

/**
 * What a person has chosen.
 *
 * @param show {@code online}, {@code away}, {@code xa} or {@code dnd}
 * @param status own words, or empty
 * @param theme {@code auto}, {@code light} or {@code dark}
 */
public record Preferences(String show, String status, String theme) {
    public static final Preferences NONE = new Preferences("online", "", "auto");
}
