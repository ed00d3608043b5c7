/**
 * Refusals and rate limits. Imports nothing of the project.
 */
package org.igniterealtime.openfire.plugin.fireside.guard;
