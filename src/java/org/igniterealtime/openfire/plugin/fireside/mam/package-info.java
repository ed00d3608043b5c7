/**
 * What clients read of the archives of accounts and of the rooms of this server (XEP-0313 with {@code #extended}, XEP-0441), out of what
 * {@code archive} keeps; and what the host's log of a room holds of before, which is taken over into it.
 * Imports {@code archive}, {@code component}, {@code event}, {@code host}, {@code route}, {@code store}, {@code work} and {@code xmpp}.
 */
package org.igniterealtime.openfire.plugin.fireside.mam;
