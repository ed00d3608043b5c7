/** What a feature is, and the platform that it registers with. Imports the platform's rooms, never a feature. */
package org.igniterealtime.openfire.plugin.fireside.feature;
