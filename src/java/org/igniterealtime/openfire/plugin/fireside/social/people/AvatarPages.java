package org.igniterealtime.openfire.plugin.fireside.social.people;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.page.Exchange;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.xmpp.packet.JID;

/** {@code /avatar/<jid>}: somebody's picture for who is logged in, or his letters on his colour. */
final class AvatarPages {
    private final Platform platform;
    private final People people;
    private final Pictures pictures;

    AvatarPages(Platform platform, People people, Pictures pictures) {
        this.platform = platform;
        this.people = people;
        this.pictures = pictures;
    }

    void answer(Exchange exchange, String username, String rest) {
        Optional<JID> jid = jid(rest);
        Optional<Session> session = platform.sessions().person(username).flatMap(person -> person.sessions().stream().findFirst());
        if (jid.isEmpty() || session.isEmpty()) {
            exchange.empty(404);
            return;
        }
        boolean versioned = exchange.version() != null;
        pictures.of(session.get(), jid.get()).whenComplete((picture, fault) -> {
            // Letters in place of a picture that could not be had just now are not for ever.
            boolean lasting = versioned && fault == null && picture.isPresent();
            exchange.header("Cache-Control", lasting ? "private, max-age=31536000, immutable" : "private, max-age=300");
            if (fault == null && picture.isPresent()) {
                exchange.send(200, picture.get().type(), picture.get().bytes(), false);
            } else {
                Face face = people.remembered(session.get().person(), jid.get().toString())
                    .orElseGet(() -> new Face(jid.get().toString(), "", Hue.initials(jid.get().toString()), Hue.of(jid.get().toString()), null, null));
                exchange.send(200, "image/svg+xml", letters(face).getBytes(StandardCharsets.UTF_8), true);
            }
        });
    }

    private static Optional<JID> jid(String rest) {
        try {
            return Jids.bare(URLDecoder.decode(rest.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private String letters(Face face) {
        return platform.views().render("people/letters", java.util.Locale.ENGLISH, java.util.Map.of("face", face,
            "degrees", face.hue() * 15 + 7)).html();
    }
}
