package org.igniterealtime.openfire.plugin.fireside.files;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.component.Offer;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Forms;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.StanzaErrors;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError;

/** Slots as clients ask for them (XEP-0363 §4 to §6, §8). */
public final class SlotRequests implements Offer {
    private static final int NAME = 1024;

    private final Files files;
    private final Predicate<JID> may;
    private final Supplier<String> address;

    /**
     * @param may who may upload: bare JIDs. May block
     * @param address of the files on the web, with a slash at its end
     */
    public SlotRequests(Files files, Predicate<JID> may, Supplier<String> address) {
        this.files = files;
        this.may = may;
        this.address = address;
    }

    @Override
    public Set<String> namespaces() {
        return Set.of(Ns.UPLOAD);
    }

    @Override
    public List<Identity> identities() {
        return List.of(new Identity("store", "file", "Fireside"));
    }

    @Override
    public void describe(Element query) {
        Forms.add(query, "result", Ns.UPLOAD).text("max-file-size", Long.toString(files.limits().size()));
    }

    @Override
    public Optional<IQ> to(IQ request, JID as) {
        return Optional.of(answer(request, as));
    }

    private IQ answer(IQ request, JID as) {
        Element wanted = request.getChildElement();
        if (!wanted.getName().equals("request")) {
            return StanzaErrors.answer(request, as, PacketError.Condition.feature_not_implemented);
        }
        JID owner = request.getFrom().asBareJID();
        if (!may.test(owner)) {
            return StanzaErrors.answer(request, as, PacketError.Condition.not_allowed);
        }
        String name = wanted.attributeValue("filename", "");
        long size = size(wanted.attributeValue("size", ""));
        String said = wanted.attributeValue("content-type", "");
        Optional<String> type = said.isBlank() ? Optional.of("") : MediaTypes.base(said);
        if (request.getType() != IQ.Type.get || name.isBlank() || name.length() > NAME || size < 1 || type.isEmpty()) {
            return StanzaErrors.answer(request, as, PacketError.Condition.bad_request);
        }
        try {
            return given(request, as, files.slot(owner.toString(), name, type.get(), size));
        } catch (NoSlot no) {
            return refused(request, as, no);
        }
    }

    // xs:positiveInteger; one of more digits is too large for anything.
    private static long size(String text) {
        String digits = text.strip();
        return !digits.matches("\\+?\\d{1,60}") ? 0 : digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    private IQ given(IQ request, JID as, Slot slot) {
        IQ answer = IQ.createResultIQ(request);
        answer.setFrom(as);
        String url = address.get() + slot.path();
        Element given = answer.setChildElement("slot", Ns.UPLOAD);
        Element put = given.addElement("put");
        put.addAttribute("url", url);
        Element header = put.addElement("header");
        header.addAttribute("name", "Authorization");
        header.setText("Bearer " + slot.secret());
        given.addElement("get").addAttribute("url", url);
        return answer;
    }

    private static IQ refused(IQ request, JID as, NoSlot no) {
        boolean never = no.reason() == NoSlot.Reason.TOO_LARGE || no.reason() == NoSlot.Reason.TYPE;
        IQ answer = StanzaErrors.answer(request, as, never ? PacketError.Condition.not_acceptable : PacketError.Condition.resource_constraint);
        if (no.reason() == NoSlot.Reason.TOO_LARGE) {
            StanzaErrors.add(answer, "file-too-large", Ns.UPLOAD).addElement("max-file-size").setText(Long.toString(no.most()));
        }
        if (no.retry() != null) {
            // Rounded up: who asks at that time gets it.
            StanzaErrors.add(answer, "retry", Ns.UPLOAD).addAttribute("stamp", no.retry().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1).toString());
        }
        return answer;
    }
}
