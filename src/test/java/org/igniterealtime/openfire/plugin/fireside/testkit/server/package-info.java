/**
 * What runs inside the server's JVM. Only this package is copied onto its class path: it imports Openfire and the
 * JDK, nothing of the project and no test library.
 */
package org.igniterealtime.openfire.plugin.fireside.testkit.server;
