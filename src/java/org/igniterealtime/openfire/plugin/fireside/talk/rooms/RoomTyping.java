package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.RateLimit;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Drawn;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.muc.Occupant;
import org.igniterealtime.openfire.plugin.fireside.muc.Room;
import org.igniterealtime.openfire.plugin.fireside.muc.RoomStanza;
import org.igniterealtime.openfire.plugin.fireside.muc.Rooms;
import org.igniterealtime.openfire.plugin.fireside.muc.Seat;
import org.igniterealtime.openfire.plugin.fireside.page.Shell;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;

/** While somebody writes in a room: that he does, said and shown, and the names that he may mean. */
final class RoomTyping {
    private static final Set<String> STATES = Set.of("composing", "paused", "active");
    /** Names offered at once. */
    private static final int NAMES = 10;
    private static final int LONGEST_NAME = 100;
    /** Those of whom a line speaks by name. */
    private static final int NAMED = 2;
    private static final List<String> SEVERAL = List.of("", "", "");

    private final Platform platform;
    private final Rooms rooms;
    private final Writing writing;
    // Of one session in one room; more is no person's writing.
    private final RateLimit limit = new RateLimit(20, Duration.ofSeconds(20));

    /** @param drawn by the language and the names */
    private record WritingChanged(Room room, List<String> nicks, Drawn<Line> drawn) {
    }

    private record Line(Locale locale, List<String> names) {
    }

    RoomTyping(Platform platform, Rooms rooms) {
        this.platform = platform;
        this.rooms = rooms;
        this.writing = new Writing(platform.sessions().clock(), this::changed);
    }

    void register() {
        platform.actions().on("rooms/typing", (session, page, call) -> typing(session, call));
        platform.actions().on("rooms/names", this::names);
        platform.signals().on(WritingChanged.class, this::show);
    }

    Writing writing() {
        return writing;
    }

    // ---- said

    private CompletionStage<Optional<Refusal>> typing(Session session, Call call) {
        Optional<Room> room = room(session, call);
        if (room.isEmpty() || !STATES.contains(call.field("state"))) {
            return Action.refused(Refusal.invalid("live.malformed"));
        }
        boolean heard = room.get().size() > 1 && room.get().size() <= Writing.LARGE && room.get().seat(session).map(Seat::maySpeak).orElse(false);
        if (heard && limit.allows(session.jid() + " " + room.get().jid())) {
            session.send(RoomStanza.writing(room.get().jid(), call.field("state")), "room " + room.get().jid());
        }
        return Action.done();
    }

    private Optional<Room> room(Session session, Call call) {
        return Jids.bare(call.field("to")).flatMap(jid -> rooms.find(jid.toString())).filter(room -> room.seat(session).filter(Seat::inside).isPresent());
    }

    // ---- shown

    private void changed(Room room) {
        WritingChanged event = new WritingChanged(room, writing.writing(room), new Drawn<>());
        room.sessions().forEach(session -> session.signal(event));
    }

    private void show(Session session, WritingChanged event) {
        String mine = event.room().seat(session).map(Seat::nick).orElse("");
        List<String> others = event.nicks().stream().filter(nick -> !nick.equals(mine)).toList();
        // Who they are makes no other line then.
        List<String> names = others.size() > NAMED ? SEVERAL : others;
        Shell.each(session, RoomView.Showing.class, (page, showing) -> {
            if (showing.room().equals(event.room().jid().toString())) {
                Line line = new Line(page.locale(), names);
                event.drawn().by(line, () -> List.of(draw(line))).forEach(page::patch);
            }
        });
    }

    private Patch draw(Line line) {
        return Patch.of("replace", "typing", platform.views().render("rooms/typing", line.locale(), Map.of("names", line.names())).html());
    }

    // ---- names

    private CompletionStage<Optional<Refusal>> names(Session session, Page page, Call call) {
        String start = call.field("start");
        Optional<Room> room = room(session, call);
        if (room.isEmpty() || start.length() > LONGEST_NAME) {
            return Action.refused(Refusal.invalid("live.malformed"));
        }
        List<String> nicks = offered(room.get(), room.get().seat(session).map(Seat::nick).orElse(""), start);
        StringBuilder html = new StringBuilder();
        nicks.forEach(nick -> html.append(platform.views().render("rooms/name", page.locale(), "nick", nick).html()));
        page.patch(Patch.of("update", "mention-names", html.toString()));
        return Action.done();
    }

    // Those first whose name begins so, then those of whom another word does.
    private static List<String> offered(Room room, String mine, String start) {
        String wanted = start.toLowerCase(Locale.ROOT);
        List<String> others = room.occupants().stream().map(Occupant::nick).filter(nick -> !nick.equals(mine)).toList();
        return Stream.concat(others.stream().filter(nick -> nick.toLowerCase(Locale.ROOT).startsWith(wanted)),
            others.stream().filter(nick -> nick.toLowerCase(Locale.ROOT).contains(' ' + wanted))).distinct().limit(NAMES).toList();
    }
}
