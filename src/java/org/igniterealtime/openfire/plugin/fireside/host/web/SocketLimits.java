package org.igniterealtime.openfire.plugin.fireside.host.web;

import java.time.Duration;

/**
 * Limits of a socket, fixed when it is mounted.
 *
 * @param maxTextBytes largest text message in bytes of UTF-8, uncompressed; a larger one closes with 1009
 * @param idle         closes a socket on which nothing came or went for so long
 * @param compress     whether permessage-deflate (RFC 7692) is agreed to when the browser offers it; never on
 *                     Jetty 9.2, whose makers took it out as unstable
 */
public record SocketLimits(int maxTextBytes, Duration idle, boolean compress) {
}
