/**
 * The web mount for Jetty 9.2 (Openfire 4.2) and 9.4 (4.3 to 4.7). Compiled against that Jetty alone, and loaded only where the host has it.
 */
package org.igniterealtime.openfire.plugin.fireside.host.jetty9;
