package org.igniterealtime.openfire.plugin.fireside.social.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.view.Bidi;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/**
 * What people of other servers are called, as their vCard says (XEP-0054): asked for as the viewer when he first sees them, and
 * remembered for him alone.
 */
final class Names {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int LONGEST = 100;
    private static final String UNKNOWN = "";

    private record Asked(String viewer, String jid) {
    }

    private final BiConsumer<Person, JID> learnt;
    private final Cache<Asked, String> names = Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(Duration.ofHours(6))
        .executor(Runnable::run).build();

    /** @param learnt hears of each name that has come */
    Names(BiConsumer<Person, JID> learnt) {
        this.learnt = learnt;
    }

    /** What is known. */
    Optional<String> known(Person viewer, String bare) {
        return Optional.ofNullable(names.getIfPresent(new Asked(viewer.username(), bare))).filter(name -> !name.isEmpty());
    }

    /** The same; what is not known is asked for. Returns at once. */
    Optional<String> of(Person viewer, JID jid) {
        Asked asked = new Asked(viewer.username(), jid.toString());
        if (!viewer.sessions().isEmpty() && names.asMap().putIfAbsent(asked, UNKNOWN) == null) {
            ask(viewer, jid, asked);
        }
        return known(viewer, jid.toString());
    }

    private void ask(Person viewer, JID jid, Asked asked) {
        IQ request = new IQ(IQ.Type.get);
        request.setTo(jid);
        request.setChildElement("vCard", Ns.VCARD);
        viewer.sessions().stream().findFirst().ifPresent(session -> session.ask(request, PATIENCE).thenAccept(answer ->
            name(answer).ifPresent(name -> {
                names.put(asked, name);
                learnt.accept(viewer, jid);
            })));
    }

    private static Optional<String> name(IQ answer) {
        Element card = answer.getType() == IQ.Type.result ? answer.getChildElement() : null;
        if (card == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(card.elementText("FN")).or(() -> Optional.ofNullable(card.elementText("NICKNAME")))
            .map(name -> XmlText.clean(name).replaceAll("\\s+", " ").strip())
            .map(name -> Bidi.balanced(name.substring(0, name.offsetByCodePoints(0, Math.min(LONGEST, name.codePointCount(0, name.length()))))))
            .filter(name -> !name.isEmpty());
    }
}
