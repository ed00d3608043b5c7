package org.igniterealtime.openfire.plugin.fireside.fetch;

import java.time.Duration;

/**
 * The bounds of every fetch.
 *
 * @param redirects followed in one fetch
 * @param head bytes before the content, at each hop
 * @param connect the time to wait for one address to take a connection
 * @param whole the time for all of a fetch
 * @param each connections to one address at once
 * @param all connections at once
 */
public record Limits(int redirects, int head, Duration connect, Duration whole, int each, int all) {
    public static final Limits USUAL = new Limits(5, 64 << 10, Duration.ofSeconds(3), Duration.ofSeconds(10), 4, 32);
}
