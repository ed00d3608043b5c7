/**
 * Ad-hoc commands (XEP-0050): what any client can do in plain forms. Keeps the sessions of those who are in the middle of one.
 * Portable: nothing here knows of Openfire. Imports {@code component}, {@code xmpp}.
 */
package org.igniterealtime.openfire.plugin.fireside.commands;
