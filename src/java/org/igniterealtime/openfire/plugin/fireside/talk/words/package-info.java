/**
 * The words of messages, alike in chats and rooms: styled (XEP-0393), a few emoji alone large, the beginning of what is long and the rest
 * for who asks. Other features may import it. Imports the platform and {@code desk.media}.
 */
package org.igniterealtime.openfire.plugin.fireside.talk.words;
