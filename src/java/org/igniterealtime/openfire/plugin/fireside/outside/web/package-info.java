/**
 * The web server of the process outside a server: HTTP/1.1 by Apache HttpCore, which the fetcher goes out with too. Few threads
 * for all connections; what blocks is done in a lane, a piece at a time, so that who is slow holds no thread and no more memory
 * than a piece. Imports {@code files}, {@code work}.
 */
package org.igniterealtime.openfire.plugin.fireside.outside.web;
