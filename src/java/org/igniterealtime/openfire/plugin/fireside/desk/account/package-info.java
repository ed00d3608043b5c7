/** A person's own page: presence, look, the browsers that are logged in. Imports the platform. */
package org.igniterealtime.openfire.plugin.fireside.desk.account;
