package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.archive.Archive;
import org.igniterealtime.openfire.plugin.fireside.archive.Spoken;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.MessageModel;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Sight;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Stretch;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Talk;
import org.xmpp.packet.JID;

/** Rooms as those look through them who are inside. */
final class RoomTalk implements Talk<Spoken> {
    private final Archive archive;
    private final RoomView view;

    RoomTalk(Archive archive, RoomView view) {
        this.archive = archive;
        this.view = view;
    }

    @Override
    public Optional<Refusal> refused(Session session, JID room) {
        return view.isInside(session, room) ? Optional.empty() : Optional.of(Refusal.of(Refusal.Kind.FORBIDDEN, "rooms.notInside"));
    }

    @Override
    public Optional<Sight> sight(Page page, JID room) {
        return RoomView.shown(page).filter(showing -> showing.room().equals(room.toString())).map(RoomView.Showing::sight);
    }

    @Override
    public Stretch.Source<Spoken> source(Session session, JID room) {
        return source(archive, room.toString());
    }

    static Stretch.Source<Spoken> source(Archive archive, String room) {
        return new Stretch.Source<>() {
            @Override
            public List<Spoken> before(long id, int most) {
                return archive.room(room, id, most);
            }

            @Override
            public List<Spoken> after(long id, int most) {
                return archive.roomAfter(room, id, most);
            }
        };
    }

    @Override
    public List<Spoken> thread(Session session, JID room, long id, int most) {
        Optional<Spoken> asked = archive.findInRoom(room.toString(), id);
        Optional<Spoken> root = asked.flatMap(said -> said.bearing().root() == 0 ? asked : archive.findInRoom(room.toString(), said.bearing().root()));
        List<Spoken> thread = new ArrayList<>();
        root.ifPresent(first -> {
            thread.add(first);
            thread.addAll(archive.roomThread(room.toString(), first.id(), most));
        });
        return thread;
    }

    @Override
    public List<Spoken> files(Session session, JID room, long before, int most) {
        return archive.contents().roomFiles(room.toString(), before, most);
    }

    @Override
    public void prepare(List<Spoken> messages) {
        // Nothing more is known of them than what they say.
    }

    @Override
    public List<MessageModel> models(Session session, Page page, JID room, List<Spoken> messages) {
        return view.models(session, room.toString(), messages, page.locale());
    }
}
