package org.igniterealtime.openfire.plugin.fireside.social.people;

import java.util.Locale;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;
import org.xmpp.packet.JID;

/** What another feature shows on somebody's page. */
@FunctionalInterface
public interface PersonSection {
    /** In the data lane; may block. @param jid bare, of whose page it is */
    Drawing read(Session viewer, JID jid);

    /** What was read, to be drawn in the session's mailbox. */
    @FunctionalInterface
    interface Drawing {
        SafeHtml draw(Locale locale);
    }

    /** Nothing to show. */
    Drawing NOTHING = locale -> SafeHtml.NONE;
}
