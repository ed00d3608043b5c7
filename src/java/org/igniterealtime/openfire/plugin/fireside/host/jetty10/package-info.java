/**
 * The web mount for Jetty 10 (Openfire 4.8 and 4.9). Compiled against that Jetty alone, and loaded only where the host has it.
 */
package org.igniterealtime.openfire.plugin.fireside.host.jetty10;
