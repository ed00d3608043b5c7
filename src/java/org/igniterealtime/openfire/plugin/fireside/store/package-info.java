/**
 * The database: somebody's connections, in read and write transactions. Imports nothing of the project.
 */
package org.igniterealtime.openfire.plugin.fireside.store;
