/**
 * The directory: people of this server who chose to be found, public rooms, and communities, by what they say of themselves. An
 * index on disk tells who and what there may be; who may see it is decided each time when it is shown. People are searched for by
 * other clients too (XEP-0055, with XEP-0004 and XEP-0059). The index is made anew of what there is at each start.
 * Imports {@code commands}, {@code component}, {@code event}, {@code feature}, {@code guard}, {@code host}, {@code pubsub}, {@code route}, {@code session},
 * {@code store}, {@code view}, {@code work} and {@code xmpp}.
 */
package org.igniterealtime.openfire.plugin.fireside.desk.directory;
