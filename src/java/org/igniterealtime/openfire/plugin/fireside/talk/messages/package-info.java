/**
 * Messages, one-to-one and of rooms alike: how they look, and what can be done with them: correct (XEP-0308), take back (XEP-0424), react
 * (XEP-0444), answer (XEP-0461). Other features may import it. Imports the platform, {@code talk.words}, {@code desk.media} and
 * {@code social.people}.
 */
package org.igniterealtime.openfire.plugin.fireside.talk.messages;
