/**
 * Rooms (XEP-0045), here and elsewhere: entering and leaving them, who is in them, what they say. A room is held once, however many
 * look at it. Who is writing in one (XEP-0085 §5.5), whom a text means (XEP-0372 §3.2). Imports the platform, {@code social.people},
 * {@code social.notices}, {@code talk.messages} and {@code desk.media}.
 */
package org.igniterealtime.openfire.plugin.fireside.talk.rooms;
