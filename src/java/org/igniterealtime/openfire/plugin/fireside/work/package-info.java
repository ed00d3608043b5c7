/**
 * How work is done beside the threads that must not wait: lanes for what may block, the one timer, what waits for somebody, and
 * where bugs end. Portable: nothing here knows of Openfire. Imports nothing of the project.
 */
package org.igniterealtime.openfire.plugin.fireside.work;
