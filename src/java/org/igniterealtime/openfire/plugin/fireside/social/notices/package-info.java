/**
 * Notices: what somebody should know that is no message: liked, commented, answered, mentioned, shared, followed. Other features
 * may import it and add some. Imports the platform and {@code social.people}.
 */
package org.igniterealtime.openfire.plugin.fireside.social.notices;
