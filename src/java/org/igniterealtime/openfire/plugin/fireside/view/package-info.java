/**
 * Velocity with everything escaped but {@link org.igniterealtime.openfire.plugin.fireside.view.SafeHtml}, texts in people's
 * languages, icons and assets; the {@link org.igniterealtime.openfire.plugin.fireside.view.Sanitiser} for the words of others
 * and {@link org.igniterealtime.openfire.plugin.fireside.view.Markdown} for what people type. Imports {@code xmpp}.
 */
package org.igniterealtime.openfire.plugin.fireside.view;
