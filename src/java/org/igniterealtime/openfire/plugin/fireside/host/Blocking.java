package org.igniterealtime.openfire.plugin.fireside.host;

import org.jivesoftware.openfire.privacy.PrivacyList;
import org.jivesoftware.openfire.privacy.PrivacyListManager;
import org.xmpp.packet.Packet;

/** What an account has blocked (XEP-0016 default list, which XEP-0191 edits). May read the database: lanes call it. */
public final class Blocking {
    /** Whether the account's default list keeps the packet from it. */
    public boolean blocks(String username, Packet packet) {
        PrivacyList list = PrivacyListManager.getInstance().getDefaultPrivacyList(username);
        return list != null && list.shouldBlockPacket(packet);
    }
}
