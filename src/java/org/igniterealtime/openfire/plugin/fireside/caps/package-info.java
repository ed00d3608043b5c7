/**
 * What the resources that are available want to be told (XEP-0115 entity capabilities, XEP-0163 §4: {@code +notify}), learnt
 * from presence as it is routed, asked once a version, and forgotten when they leave. Of the many that want nothing of what
 * Fireside has, nothing is kept.
 * Imports {@code event}, {@code xmpp}.
 */
package org.igniterealtime.openfire.plugin.fireside.caps;
