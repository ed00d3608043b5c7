package org.igniterealtime.openfire.plugin.fireside.live;

/**
 * A notification that a page's browser is to show.
 *
 * @param tag what it is about: a newer one takes its place
 * @param path where it leads
 */
public record Ring(String tag, String title, String text, String path) {
    String json() {
        return "{\"tag\":" + Json.quote(tag) + ",\"title\":" + Json.quote(title) + ",\"text\":" + Json.quote(text) + ",\"path\":" + Json.quote(path) + '}';
    }
}
