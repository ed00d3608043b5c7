/** What the admin sees of Fireside in the console: figures, what waits, what was lost. Imports the root for the running plugin. */
package org.igniterealtime.openfire.plugin.fireside.desk.admin;
