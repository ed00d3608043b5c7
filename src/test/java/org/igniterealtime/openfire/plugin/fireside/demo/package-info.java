/** The people of {@code bin/demo}: who they are, what they have said, their pictures, and the clients that answer for them. */
package org.igniterealtime.openfire.plugin.fireside.demo;
