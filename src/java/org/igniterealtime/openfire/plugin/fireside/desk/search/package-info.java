/**
 * Search: one box for what people look for: people, posts, rooms and communities. Of posts an index on disk tells what there may be, newest first; what somebody is
 * shown of it is decided by the rule that his feed asks, each time. The index can be thrown away: it is made anew of the tables.
 * Imports {@code desk.directory}, {@code desk.search}, {@code feature}, {@code guard}, {@code host}, {@code live}, {@code page}, {@code pubsub}, {@code session},
 * {@code social.people}, {@code social.posts}, {@code store}, {@code view}, {@code work} and {@code xmpp}.
 */
package org.igniterealtime.openfire.plugin.fireside.desk.search;
