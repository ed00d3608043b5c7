package org.igniterealtime.openfire.plugin.fireside.host;

import java.util.List;
import org.xmpp.packet.JID;

/**
 * One item of an account's roster (RFC 6121 §2.1), as the host holds it.
 *
 * @param jid bare
 * @param name the name that the account gave it, or empty
 * @param groups its groups, shared ones of the host included, in the host's order
 * @param subscription {@code none}, {@code to}, {@code from} or {@code both}
 * @param asked we asked to see its presence and have no answer yet
 * @param asking it asks to see ours and has no answer yet
 * @param shared it comes from a shared group, so it can be neither removed nor moved
 */
public record Contact(JID jid, String name, List<String> groups, String subscription, boolean asked, boolean asking,
                      boolean shared) {

    /** Whether the roster shows it: a mere request of somebody else does not make a contact. */
    public boolean listed() {
        return !subscription.equals("none") || asked || !asking;
    }

    /** Whether we may see its presence. */
    public boolean visible() {
        return subscription.equals("to") || subscription.equals("both");
    }

    /** Whether it may see ours. */
    public boolean seesOwner() {
        return subscription.equals("from") || subscription.equals("both");
    }

    /** Whether it asks to see ours, and is somebody whom we asked for theirs. */
    public boolean wanted() {
        return asking && (visible() || asked);
    }
}
