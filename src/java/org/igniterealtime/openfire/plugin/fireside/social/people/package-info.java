/**
 * People: the roster with its groups (RFC 6121 §2), requests (§3), how somebody is shown, pictures (XEP-0084, XEP-0054,
 * XEP-0153; colours XEP-0392). Other features may import it. Imports the platform.
 */
package org.igniterealtime.openfire.plugin.fireside.social.people;
