package org.igniterealtime.openfire.plugin.fireside.desk.media;

/**
 * What is shown below words that have a link in them, for {@code media/card.vm}. All of it is what somebody else's page says of itself.
 *
 * @param url http or https: the link as it was written, not where it was led on to
 * @param title may be empty where there is a picture
 * @param text may be empty
 * @param site who says so, or else the host
 * @param picture a path of ours, or empty
 * @param alt what is on it, where nothing else is said; or empty
 */
public record Card(String url, String title, String text, String site, String picture, String alt) {
}
