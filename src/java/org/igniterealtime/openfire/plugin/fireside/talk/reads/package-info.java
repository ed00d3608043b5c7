/**
 * How far an account has read, in step with its other clients (XEP-0490): a node of the account, with an item for each chat and room.
 * Other features may import it. Imports the platform.
 */
package org.igniterealtime.openfire.plugin.fireside.talk.reads;
