/**
 * What deserves a person's attention: how he regards a chat or a room (XEP-0469, XEP-0492), and which of his pages makes a sound or
 * shows a notification of what was said there. Other features may import it. Imports the platform.
 */
package org.igniterealtime.openfire.plugin.fireside.talk.attention;
