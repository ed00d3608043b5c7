package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.guard.RateLimit;
import org.igniterealtime.openfire.plugin.fireside.muc.Room;
import org.igniterealtime.openfire.plugin.fireside.muc.RoomAbout;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.IQ;

/** Asks rooms what they are (XEP-0045 §6.4): once a room, whoever of us is in it, and again when it says that it has changed. */
final class Descriptions {
    private static final Logger LOG = LoggerFactory.getLogger(Descriptions.class);
    /** A room that says so all the time is asked so often at most, in so long. */
    private final RateLimit changes = new RateLimit(20, Duration.ofMinutes(5));

    private final RoomPictures pictures;
    private final RoomQuestions questions;
    private final BiConsumer<Room, String> told;

    /** @param told called with a room of which there is something else to say, and what it called itself before, on any thread */
    Descriptions(RoomPictures pictures, RoomQuestions questions, BiConsumer<Room, String> told) {
        this.pictures = pictures;
        this.questions = questions;
        this.told = told;
    }

    /** Somebody is in a room. Returns at once. */
    void wanted(Session session, Room room) {
        read(session, room, false);
    }

    /** It says something else of itself. Returns at once. */
    void changed(Session session, Room room) {
        if (changes.allows(room.jid().toString())) {
            read(session, room, true);
        }
    }

    private void read(Session session, Room room, boolean anew) {
        if (room.beginReading(anew)) {
            questions.ask(session, room.jid()).thenCompose(answer -> whole(session, room, answer)).whenComplete((about, fault) -> {
                if (fault != null) {
                    LOG.debug("{} does not say what it is", room.jid(), fault);
                } else if (!about.equals(room.about())) {
                    String before = room.about().name();
                    room.describe(about);
                    told.accept(room, before);
                }
                if (room.endReading()) {
                    read(session, room, true);
                }
            });
        }
    }

    // A room that says nothing of itself any more stays what it was.
    private CompletionStage<RoomAbout> whole(Session session, Room room, IQ answer) {
        Element query = answer.getType() == IQ.Type.result ? answer.getChildElement() : null;
        if (query == null) {
            return CompletableFuture.completedStage(room.about());
        }
        RoomAbout said = RoomAbout.read(query);
        room.open(said.has("muc_nonanonymous"));
        return pictures.read(session, room.jid(), said);
    }
}
