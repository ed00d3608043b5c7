/**
 * {@code bin/bench}: what Fireside costs and how fast it is, on a real server, beside what the host does by itself and the
 * budgets of the project. Prints; asserts nothing.
 */
package org.igniterealtime.openfire.plugin.fireside.bench;
