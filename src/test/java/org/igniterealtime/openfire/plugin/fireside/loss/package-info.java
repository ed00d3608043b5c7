/** Bad networks, bad input, a database that is down: what gets lost, and what must not. On the real server. */
package org.igniterealtime.openfire.plugin.fireside.loss;
