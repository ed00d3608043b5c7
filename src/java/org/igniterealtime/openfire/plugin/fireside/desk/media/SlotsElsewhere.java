package org.igniterealtime.openfire.plugin.fireside.desk.media;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.annex.Annex;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError;

/** Slots of the component outside the server, asked for in the account's own name, as any client of it would (XEP-0363 §4). */
final class SlotsElsewhere implements Slots {
    /** Those that a slot may have with it (§5). */
    private static final Set<String> HEADERS = Set.of("Authorization", "Cookie", "Expires");
    private static final int MEGA = 1 << 20;

    private final Annex annex;

    SlotsElsewhere(Annex annex) {
        this.annex = annex;
    }

    @Override
    public CompletionStage<Answer> ask(JID owner, Wanted wanted) {
        IQ request = new IQ(IQ.Type.get);
        Element file = request.setChildElement("request", Ns.UPLOAD);
        file.addAttribute("filename", wanted.name());
        file.addAttribute("size", Long.toString(wanted.size()));
        if (!wanted.type().isEmpty()) {
            file.addAttribute("content-type", wanted.type());
        }
        return annex.ask(request, owner.asBareJID()).handle((answer, fault) -> fault != null ? new Refused(Refusal.unavailable("media.away"))
            : answer.getType() == IQ.Type.result ? given(answer.getChildElement()) : new Refused(why(answer)));
    }

    /** Takes away what somebody uploaded. @param url of one of the component's files */
    CompletionStage<Optional<Refusal>> discard(JID owner, String url) {
        IQ request = new IQ(IQ.Type.set);
        request.setChildElement("delete", Ns.FILES).addAttribute("id", url.replaceFirst(".*/files/([^/]*).*", "$1"));
        // That there is no such file any more is as good.
        return annex.ask(request, owner.asBareJID()).handle((answer, fault) -> fault == null ? Optional.empty() : Optional.of(Refusal.unavailable("media.away")));
    }

    // Where the page may not send anything it is not sent.
    private Answer given(Element slot) {
        Element put = slot == null ? null : Xml.child(slot, "put", Ns.UPLOAD);
        Element get = slot == null ? null : Xml.child(slot, "get", Ns.UPLOAD);
        if (put == null || get == null || !annex.has(put.attributeValue("url", "")) || !annex.has(get.attributeValue("url", ""))) {
            return new Refused(Refusal.unavailable("media.away"));
        }
        Map<String, String> headers = new LinkedHashMap<>();
        Xml.children(put, "header", Ns.UPLOAD).stream().filter(header -> HEADERS.contains(header.attributeValue("name")))
            .forEach(header -> headers.put(header.attributeValue("name"), header.getText().replaceAll("[\\r\\n]", "")));
        return new Given(put.attributeValue("url"), get.attributeValue("url"), headers);
    }

    private static Refusal why(IQ answer) {
        PacketError error = answer.getError();
        Element large = Xml.child(error.getElement(), "file-too-large", Ns.UPLOAD);
        if (large != null) {
            String most = large.elementTextTrim("max-file-size");
            return Refusal.of(Refusal.Kind.TOO_LARGE, "media.tooLarge", most != null && most.matches("\\d{1,18}") ? Long.parseLong(most) / MEGA : 0);
        }
        if (error.getCondition() == PacketError.Condition.not_acceptable) {
            return Refusal.of(Refusal.Kind.FORBIDDEN, "media.badType");
        }
        if (error.getCondition() == PacketError.Condition.resource_constraint) {
            boolean passes = Xml.child(error.getElement(), "retry", Ns.UPLOAD) != null;
            return passes ? Refusal.of(Refusal.Kind.TOO_MANY, "media.enoughToday") : Refusal.of(Refusal.Kind.FORBIDDEN, "media.full");
        }
        return Refusal.unavailable("media.away");
    }
}
