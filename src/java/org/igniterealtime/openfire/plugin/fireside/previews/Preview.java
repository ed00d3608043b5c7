package org.igniterealtime.openfire.plugin.fireside.previews;

/**
 * What a link shows. All of it is what somebody else's page says of itself: text, never HTML.
 *
 * @param url where the page was in the end, after redirects
 * @param title a line of up to 200 characters, or empty
 * @param text a line of up to 400 characters, or empty
 * @param site a line of up to 80 characters: who says so, or else the host
 * @param picture or null
 */
public record Preview(String url, String title, String text, String site, Picture picture) {
    /**
     * A picture that the page names, not looked at yet.
     *
     * @param url http or https, of whatever host
     * @param about what is on it, a line of up to 200 characters, or empty
     * @param width in pixels as the page says, 0 when it says no sensible size
     * @param height likewise; neither without the other
     */
    public record Picture(String url, String about, int width, int height) {
    }
}
