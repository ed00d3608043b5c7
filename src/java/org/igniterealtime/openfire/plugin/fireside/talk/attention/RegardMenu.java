package org.igniterealtime.openfire.plugin.fireside.talk.attention;

import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.view.Views;
import java.util.Locale;

/**
 * What the menu of a chat or a room says of how it is regarded, for {@code attention/menu.vm}.
 *
 * @param of whose actions it uses: {@code chat} or {@code rooms}
 * @param level the one that holds, by its word
 * @param names whether to be told of one's name alone is a choice
 */
public record RegardMenu(String of, String jid, boolean pinned, String level, boolean names) {
    /** The same on a page that shows it already. */
    public Patch patch(Views views, Locale locale) {
        return Patch.of("replace", "regard", views.render("attention/menu", locale, "regard", this).html());
    }
}
