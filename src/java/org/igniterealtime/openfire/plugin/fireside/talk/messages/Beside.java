package org.igniterealtime.openfire.plugin.fireside.talk.messages;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.view.Views;

/** Draws what stands beside a log, in its drawer: a thread, or the files that were sent. */
public final class Beside {
    /** Messages of a page of files. */
    static final int FILES = 30;

    private final Views views;
    private final String section;
    private final String talk;

    /** @param section of the places @param talk the first part of the actions */
    public Beside(Views views, String section, String talk) {
        this.views = views;
        this.section = section;
        this.talk = talk;
    }

    /** @param messages the first with all its answers; none where it is gone */
    Patch thread(String to, List<MessageModel> messages, Locale locale) {
        Map<String, Object> model = model(to);
        model.put("messages", messages.stream().map(MessageModel::besideLog).toList());
        // Who answers, answers the first; where that was taken back, the next one that is there.
        model.put("answered", messages.stream().filter(message -> message.gone() == null).findFirst().map(MessageModel::cursor).orElse(""));
        return Patch.of("update", "side", views.render("messages/thread", locale, model).html());
    }

    /** A message of the thread that is new, or says something else. */
    public static Patch inThread(MessageModel message, boolean added, Views views, Locale locale) {
        MessageModel beside = message.besideLog();
        return Patch.of(added ? "append" : "replace", added ? "thread" : beside.id(), views.render("messages/message", locale, "m", beside).html());
    }

    /** @param afresh whether the drawer shows nothing of it yet */
    List<Patch> gallery(String to, List<MessageModel> messages, boolean older, boolean afresh, Locale locale) {
        Map<String, Object> model = model(to);
        model.put("messages", messages);
        model.put("older", older);
        model.put("before", messages.isEmpty() ? "" : messages.get(messages.size() - 1).cursor());
        return afresh ? List.of(Patch.of("update", "side", views.render("messages/gallery", locale, model).html()))
            : List.of(Patch.of("append", "gallery", views.render("messages/shelf", locale, model).html()),
                Patch.of("replace", "gallery-older", views.render("messages/gallery-older", locale, model).html()));
    }

    private Map<String, Object> model(String to) {
        return new HashMap<>(Map.of("to", to, "talk", talk, "here", new Place(section, to).path()));
    }
}
