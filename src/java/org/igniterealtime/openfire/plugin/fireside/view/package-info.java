/**
 * Velocity with everything escaped but {@link org.igniterealtime.openfire.plugin.fireside.view.SafeHtml}, texts in people's
 * languages, icons and assets. Imports nothing of the project.
 */
package org.igniterealtime.openfire.plugin.fireside.view;
