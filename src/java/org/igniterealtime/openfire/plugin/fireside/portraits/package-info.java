/**
 * The vCards of this server's rooms, with their pictures (XEP-0486), where the host keeps none. Imports {@code store} and {@code work}.
 */
package org.igniterealtime.openfire.plugin.fireside.portraits;
