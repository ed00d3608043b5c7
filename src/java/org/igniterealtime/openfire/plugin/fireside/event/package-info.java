/**
 * Typed events inside the process: what the server routed, what the archive kept, who came and went.
 * Imports nothing of the project.
 */
package org.igniterealtime.openfire.plugin.fireside.event;
