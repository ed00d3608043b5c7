package org.igniterealtime.openfire.plugin.fireside.fetch;

import java.util.Set;

/**
 * What to fetch.
 *
 * @param url of whatever origin
 * @param types of content, in lower case; any when empty
 * @param bytes at most, as they come and unpacked
 * @param cut what is larger is not refused, but read so far
 */
public record Wanted(String url, Set<String> types, int bytes, boolean cut) {
    public Wanted {
        types = Set.copyOf(types);
    }
}
