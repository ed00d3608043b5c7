/**
 * Whether every reference of the plugin's classes resolves on each host: against the jars of Openfire 4.2.0, which
 * the build has from Maven Central, and against the members of 5.1.1 kept in {@code openfire-5.1.1-members.txt},
 * since no later Openfire is on Maven Central.
 */
package org.igniterealtime.openfire.plugin.fireside.link;
