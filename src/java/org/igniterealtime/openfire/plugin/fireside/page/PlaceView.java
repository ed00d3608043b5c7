package org.igniterealtime.openfire.plugin.fireside.page;

import java.util.Locale;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;

/** How a feature shows its places: first the stores are read, then what was read is drawn. */
@FunctionalInterface
public interface PlaceView {
    /**
     * In the data lane; may block on the database. Decides anew what the person may see.
     *
     * @param withList whether the list beside the pane is wanted too
     */
    Drawing read(Session session, Place place, boolean withList);

    /** In the session's mailbox. */
    @FunctionalInterface
    interface Drawing {
        /** @param before what the feature remembered of the page, where its list stays as it is; else null */
        Drawn draw(Locale locale, Object before);
    }

    /**
     * @param list null when it was not wanted
     * @param title of the document, without what is counted in front of it
     * @param shown what the feature wants to remember of the page, small
     */
    record Drawn(SafeHtml list, SafeHtml pane, String title, Object shown) {
    }
}
