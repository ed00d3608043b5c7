package org.igniterealtime.openfire.plugin.fireside.host;

import org.jivesoftware.openfire.auth.AuthToken;

/**
 * Says to the host that an account has been authenticated.
 * COMPAT: AuthToken(String) is public up to Openfire 4.7 and protected since 4.8; a subclass links with both.
 */
final class AccountToken extends AuthToken {
    AccountToken(String username) {
        super(username);
    }
}
