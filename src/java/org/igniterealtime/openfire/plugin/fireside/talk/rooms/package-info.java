/**
 * Rooms (XEP-0045), here and elsewhere: entering and leaving them, who is in them, what they say; somebody's list of rooms,
 * in step with his other clients (XEP-0402, XEP-0048, XEP-0469, XEP-0492). A room is held once, however many
 * look at it. Who is writing in one (XEP-0085 §5.5), whom a text means (XEP-0372 §3.2). Imports the platform, {@code social.people},
 * {@code social.notices}, {@code desk.media}, {@code talk.messages}, {@code talk.attention} and {@code talk.reads}.
 */
package org.igniterealtime.openfire.plugin.fireside.talk.rooms;
