package org.igniterealtime.openfire.plugin.fireside.session;

/**
 * What a person has chosen.
 *
 * @param show {@code online}, {@code away}, {@code xa} or {@code dnd}
 * @param status own words, or empty
 * @param theme {@code auto}, {@code light} or {@code dark}
 * @param listed search engines may list the public page, the posts and the feed
 * @param open the public page says what the profile says to everybody
 * @param cards messages and posts show what their links lead to
 * @param findable people of this server may find the account by what it says of itself to everybody
 */
public record Preferences(String show, String status, String theme, boolean listed, boolean open, boolean cards, boolean findable) {
    /** Nothing chosen: what is public can be read by who has its address, and nobody is sent there. */
    public static final Preferences NONE = new Preferences("online", "", "auto", false, false, true, false);

    /** With another presence. */
    public Preferences showing(String otherShow, String otherStatus) {
        return new Preferences(otherShow, otherStatus, theme, listed, open, cards, findable);
    }

    /** With another look. */
    public Preferences wearing(String otherTheme) {
        return new Preferences(show, status, otherTheme, listed, open, cards, findable);
    }

    /** With another public page. */
    public Preferences publishing(boolean isListed, boolean isOpen) {
        return new Preferences(show, status, theme, isListed, isOpen, cards, findable);
    }

    /** With cards of links or without. */
    public Preferences carding(boolean wanted) {
        return new Preferences(show, status, theme, listed, open, wanted, findable);
    }

    /** Found by others, or not. */
    public Preferences found(boolean isFindable) {
        return new Preferences(show, status, theme, listed, open, cards, isFindable);
    }
}
