package org.igniterealtime.openfire.plugin.fireside.host;

import java.util.Optional;
import org.dom4j.Element;
import org.jivesoftware.openfire.vcard.VCardManager;

/** The vCards (XEP-0054) of local accounts, of the host's own table or of a directory. Calls may block: lanes make them. */
public final class VCards {
    /** @param username of an account, or of nobody @return the host's own element: read it, and change a copy */
    public Optional<Element> of(String username) {
        return Optional.ofNullable(VCardManager.getInstance().getVCard(username));
    }

    /** Whether they come from where the host cannot write. */
    public boolean readOnly() {
        return VCardManager.getProvider().isReadOnly();
    }
}
