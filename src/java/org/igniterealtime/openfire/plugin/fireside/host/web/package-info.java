/**
 * The web mount without a word of Jetty: what the pages and the live socket see of the host's HTTP-bind server.
 * Openfire 4.2 to 4.7 bring Jetty 9, 4.8 and 4.9 Jetty 10, 5.0 and later Jetty 12 with its ee8 environment;
 * {@link org.igniterealtime.openfire.plugin.fireside.host.web.WebMounts} finds which. Imports nothing of the project.
 */
package org.igniterealtime.openfire.plugin.fireside.host.web;
