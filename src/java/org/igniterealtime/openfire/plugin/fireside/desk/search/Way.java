package org.igniterealtime.openfire.plugin.fireside.desk.search;

/**
 * The way to a part, for {@code search/ways.vm}.
 *
 * @param id of the part
 * @param everywhere likewise, where the first one leads to one chat alone
 * @param count how many there are of it that one may see, with a plus where there are more; or empty
 */
public record Way(String id, String href, String everywhere, String count, boolean current) {
}
