/**
 * What only a real browser shows: people in Chromium, against the real server and Smack over TCP.
 * {@link org.igniterealtime.openfire.plugin.fireside.browser.Scene} sets the stage,
 * {@link org.igniterealtime.openfire.plugin.fireside.browser.Tab} is one page of a person, driven by what it can be
 * called by (roles and accessible names), {@link org.igniterealtime.openfire.plugin.fireside.browser.NativeClient} is
 * somebody on an ordinary XMPP client.
 */
package org.igniterealtime.openfire.plugin.fireside.browser;
