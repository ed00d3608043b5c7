/**
 * What the tests, the demo and the bench stand on: a real Openfire in its own JVM
 * ({@link org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer}), throw-away database servers
 * ({@link org.igniterealtime.openfire.plugin.fireside.testkit.DatabaseServer}), and the list of Openfire 5.1's members.
 * Never on the plugin's own class path.
 */
package org.igniterealtime.openfire.plugin.fireside.testkit;
