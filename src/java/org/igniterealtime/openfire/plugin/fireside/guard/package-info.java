/**
 * Refusals, rate limits and the check of a request's origin. Imports nothing of the project.
 */
package org.igniterealtime.openfire.plugin.fireside.guard;
