/**
 * Profiles: what people say of themselves, as vCard4 (XEP-0292, RFC 6351) and vcard-temp (XEP-0054), and the banner across their
 * page; shown on it and above what they write, and edited. Imports the platform and {@code social.people}; {@code social.posts}
 * may import it.
 */
package org.igniterealtime.openfire.plugin.fireside.social.profiles;
