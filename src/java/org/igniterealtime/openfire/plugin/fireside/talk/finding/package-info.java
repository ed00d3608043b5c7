/**
 * Finding messages: those of one's own archive, and those of the rooms in which one is. An index on disk tells which there may be,
 * newest first; what somebody is shown of it is read from the archive then, and decided each time. The index can be thrown away: it is
 * made anew of the tables.
 * Imports {@code archive}, {@code desk.directory}, {@code desk.media}, {@code desk.search}, {@code event}, {@code feature}, {@code host}, {@code live}, {@code page},
 * {@code route}, {@code session}, {@code social.people}, {@code store}, {@code talk.messages}, {@code talk.rooms}, {@code work} and {@code xmpp}.
 */
package org.igniterealtime.openfire.plugin.fireside.talk.finding;
