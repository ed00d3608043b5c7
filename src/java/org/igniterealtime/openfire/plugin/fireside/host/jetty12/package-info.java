/**
 * The web mount for Jetty 12 with its ee8 environment (Openfire 5). Compiled against that Jetty alone, and loaded only where the host has it.
 */
package org.igniterealtime.openfire.plugin.fireside.host.jetty12;
