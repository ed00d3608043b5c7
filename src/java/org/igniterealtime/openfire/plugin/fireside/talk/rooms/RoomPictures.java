package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.muc.RoomAbout;
import org.igniterealtime.openfire.plugin.fireside.muc.Rooms;
import org.igniterealtime.openfire.plugin.fireside.muc.Seat;
import org.igniterealtime.openfire.plugin.fireside.page.Exchange;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.social.people.People;
import org.igniterealtime.openfire.plugin.fireside.social.people.Picture;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/**
 * Pictures of rooms (XEP-0486, in the vCard of XEP-0054): fetched once a room for those who are in it; who is not asks the room
 * himself.
 */
final class RoomPictures {
    static final String SEGMENT = "room-picture";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int BYTES = 32 << 20;
    private static final int HASH = 12;

    private final Platform platform;
    private final Rooms rooms;
    private final Cache<String, Picture> pictures = Caffeine.newBuilder().maximumWeight(BYTES)
        .weigher((String room, Picture picture) -> picture.bytes().length + 300).executor(Runnable::run).build();

    RoomPictures(Platform platform, Rooms rooms) {
        this.platform = platform;
        this.rooms = rooms;
    }

    /** How lists and heads show a room. */
    Face face(String room, String name, RoomAbout about) {
        Face face = People.named(room, name);
        return about.picture().isEmpty() ? face : face.pictured(platform.views().context() + "/" + SEGMENT + "/"
            + URLEncoder.encode(room, StandardCharsets.UTF_8) + "?v=" + about.picture().substring(0, HASH));
    }

    // ---- from the room

    /** What a room says of itself, with the picture that it has. */
    CompletionStage<RoomAbout> read(Session session, JID room, RoomAbout about) {
        Picture known = pictures.getIfPresent(room.toString());
        if (!about.pictured() || known != null && known.hash().equals(about.picture())) {
            return CompletableFuture.completedStage(about);
        }
        return fetch(session, room).thenApply(picture -> {
            picture.ifPresentOrElse(found -> pictures.put(room.toString(), found), () -> pictures.invalidate(room.toString()));
            return about.with(picture.map(Picture::hash).orElse(""));
        });
    }

    private static CompletionStage<Optional<Picture>> fetch(Session session, JID room) {
        return session.ask(request(IQ.Type.get, room), PATIENCE).thenApply(answer -> vcard(answer).map(vcard -> Xml.child(vcard, "PHOTO", Ns.VCARD))
            .flatMap(photo -> Picture.ofBase64(photo.elementTextTrim("BINVAL")))).exceptionally(nobodyAnswers -> Optional.empty());
    }

    private static IQ request(IQ.Type type, JID room) {
        IQ iq = new IQ(type);
        iq.setTo(room);
        iq.setChildElement("vCard", Ns.VCARD);
        return iq;
    }

    private static Optional<Element> vcard(IQ answer) {
        return answer.getType() == IQ.Type.result && answer.getChildElement() != null && Xml.is(answer.getChildElement(), "vCard", Ns.VCARD)
            ? Optional.of(answer.getChildElement()) : Optional.empty();
    }

    // ---- to the room

    /**
     * Gives a room another picture; what else its vCard says stays.
     *
     * @param picture empty for none any more
     * @return the room's answer
     */
    CompletionStage<IQ> give(Session session, JID room, Optional<Picture> picture) {
        return session.ask(request(IQ.Type.get, room), PATIENCE).thenCompose(answer -> {
            IQ set = request(IQ.Type.set, room);
            vcard(answer).ifPresent(before -> Xml.children(before).stream().filter(each -> !each.getName().equals("PHOTO"))
                .forEach(each -> set.getChildElement().add(each.createCopy())));
            picture.ifPresent(given -> {
                Element photo = set.getChildElement().addElement("PHOTO");
                photo.addElement("TYPE").setText(given.type());
                photo.addElement("BINVAL").setText(Base64.getEncoder().encodeToString(given.bytes()));
            });
            return session.ask(set, PATIENCE);
        });
    }

    // ---- to browsers

    void answer(Exchange exchange, String username, String rest) {
        Optional<JID> room = jid(rest);
        Optional<Session> session = platform.sessions().person(username).flatMap(person -> person.sessions().stream().findFirst());
        if (room.isEmpty() || session.isEmpty()) {
            exchange.empty(404);
            return;
        }
        boolean versioned = exchange.version() != null;
        Picture known = isInside(session.get(), room.get()) ? pictures.getIfPresent(room.get().toString()) : null;
        (known != null ? CompletableFuture.completedStage(Optional.of(known)) : fetch(session.get(), room.get())).thenAccept(picture -> {
            exchange.header("Cache-Control", versioned && picture.isPresent() ? "private, max-age=31536000, immutable" : "private, max-age=300");
            picture.ifPresentOrElse(found -> exchange.send(200, found.type(), found.bytes(), false), () -> exchange.empty(404));
        });
    }

    private boolean isInside(Session session, JID room) {
        return rooms.find(room.toString()).filter(each -> session.person().sessions().stream()
            .anyMatch(mine -> each.seat(mine).filter(Seat::inside).isPresent())).isPresent();
    }

    private static Optional<JID> jid(String rest) {
        try {
            return Jids.bare(URLDecoder.decode(rest.replace("+", "%2B"), StandardCharsets.UTF_8)).filter(jid -> jid.getNode() != null);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
