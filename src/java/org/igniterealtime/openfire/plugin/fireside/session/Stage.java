package org.igniterealtime.openfire.plugin.fireside.session;

import java.util.Locale;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Page;

/** What a session needs of the rooms that draw. */
public interface Stage {
    /** Draws a page afresh from the stores, at the place where it is. Called in the session's mailbox. */
    void redraw(Session session, Page page);

    /** A refusal in words for people. */
    String words(Refusal refusal, Locale locale);
}
