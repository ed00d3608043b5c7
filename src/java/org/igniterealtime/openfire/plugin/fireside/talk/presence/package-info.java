/** What a person shows of himself: presence and own words (RFC 6121 §4.7), alike in all his browsers. Imports the platform. */
package org.igniterealtime.openfire.plugin.fireside.talk.presence;
