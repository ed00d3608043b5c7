/**
 * Files that people upload (XEP-0363): slots and their rules, storage, and what HTTP says of it, in plain records, for whatever
 * web server brings the requests. Portable: nothing here knows of Openfire or of servlets. What was uploaded stays byte for byte.
 * Imports {@code component}, {@code event}, {@code store}, {@code xmpp}.
 */
package org.igniterealtime.openfire.plugin.fireside.files;
