package org.igniterealtime.openfire.plugin.fireside.commands;

import java.util.Locale;
import org.xmpp.packet.JID;

/** Something that a client can have done in one or more forms. */
public interface Command {
    /** Its node (XEP-0050 §2.1). */
    String node();

    /** What lists call it. */
    String title(Locale locale);

    /** Who may see and use it; asked at each stage. Blocks. @param who full */
    boolean mayUse(JID who);

    /** Its beginning. Blocks. @param asked without values */
    Stage begin(Asked asked);
}
