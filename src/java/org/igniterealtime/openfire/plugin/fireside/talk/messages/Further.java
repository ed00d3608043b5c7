package org.igniterealtime.openfire.plugin.fireside.talk.messages;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.view.Views;

/** Draws what a log has further on, before what it shows and behind that. In the session's mailbox. */
public final class Further {
    private final Views views;
    private final String section;
    private final String talk;

    /** @param section of the places @param talk the first part of the actions */
    public Further(Views views, String section, String talk) {
        this.views = views;
        this.section = section;
        this.talk = talk;
    }

    /** Puts messages in front, and the way to what is earlier still before them. */
    public void before(Page page, Sight sight, String to, List<MessageModel> messages, boolean older) {
        String html = drawn(messages, page.locale());
        if (!html.isEmpty()) {
            page.patch(Patch.of("after", "older", html));
            page.patch(Patch.remove("unread-above"));
        }
        String first = messages.isEmpty() ? "" : messages.get(0).cursor();
        sight.beginAt(first);
        page.patch(Patch.of("replace", "older", views.render("messages/older", page.locale(), Map.of("older", older, "talk", talk, "to", to, "before", first)).html()));
    }

    /** Puts messages at the end, and behind them the way to what is later still; once there is nothing, what is said goes there. */
    public void after(Page page, Sight sight, String to, List<MessageModel> messages, boolean newer) {
        String html = drawn(messages, page.locale());
        if (!html.isEmpty()) {
            page.patch(Patch.of("before", "newer", html));
        }
        if (newer) {
            String last = messages.get(messages.size() - 1).cursor();
            sight.endAt(last);
            page.patch(Patch.of("replace", "newer", views.render("messages/newer", page.locale(), Map.of("talk", talk, "to", to, "after", last)).html()));
            return;
        }
        sight.endAt("");
        page.patch(Patch.remove("newer"));
        page.patch(Patch.remove("back-to-newest"));
        page.moved(new Place(section, to), views.context() + new Place(section, to).path());
    }

    private String drawn(List<MessageModel> messages, Locale locale) {
        StringBuilder html = new StringBuilder();
        messages.forEach(message -> html.append(views.render("messages/message", locale, "m", message).html()));
        return html.toString();
    }
}
