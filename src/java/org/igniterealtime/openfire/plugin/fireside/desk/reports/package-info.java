/**
 * Reports of people to those who run the server: made on a page, or with another client's block (XEP-0377), read in the admin console.
 * Imports the platform, {@code social.people}, {@code desk.media} for what a message says, and the root for the running plugin.
 */
package org.igniterealtime.openfire.plugin.fireside.desk.reports;
