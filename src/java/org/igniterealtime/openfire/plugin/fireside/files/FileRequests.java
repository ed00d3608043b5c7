package org.igniterealtime.openfire.plugin.fireside.files;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.component.Offer;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.StanzaErrors;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError;

/**
 * A person's own files, which XEP-0363 has no request for: {@code <files/>} gets what he has and what he may have, newest first and
 * a page at a time; {@code <delete id='…'/>} is set to delete one. Whose they are is who asks.
 */
public final class FileRequests implements Offer {
    private static final int MOST = 50;
    /** Or nothing. */
    private static final String STAMP = "[0-9]{0,18}|[0-8][0-9]{18}";

    private final Files files;
    private final Predicate<JID> may;
    private final Supplier<String> address;

    /**
     * @param may whose files are here: bare JIDs. May block
     * @param address of the files on the web, with a slash at its end
     */
    public FileRequests(Files files, Predicate<JID> may, Supplier<String> address) {
        this.files = files;
        this.may = may;
        this.address = address;
    }

    @Override
    public Set<String> namespaces() {
        return Set.of(Ns.FILES);
    }

    @Override
    public Optional<IQ> to(IQ request, JID as) {
        return Optional.of(answer(request, as));
    }

    private IQ answer(IQ request, JID as) {
        Element wanted = request.getChildElement();
        JID owner = request.getFrom().asBareJID();
        if (!may.test(owner)) {
            return StanzaErrors.answer(request, as, PacketError.Condition.not_allowed);
        }
        boolean get = request.getType() == IQ.Type.get;
        return switch (wanted.getName()) {
            case "files" -> get ? list(request, as, owner.toString()) : StanzaErrors.answer(request, as, PacketError.Condition.bad_request);
            case "delete" -> get ? StanzaErrors.answer(request, as, PacketError.Condition.bad_request) : delete(request, as, owner.toString());
            default -> StanzaErrors.answer(request, as, PacketError.Condition.feature_not_implemented);
        };
    }

    private IQ list(IQ request, JID as, String owner) {
        String before = request.getChildElement().attributeValue("before", "");
        String most = request.getChildElement().attributeValue("max", Integer.toString(MOST));
        if (!before.matches(STAMP) || !most.matches("[1-9]|[1-4][0-9]|" + MOST)) {
            return StanzaErrors.answer(request, as, PacketError.Condition.bad_request);
        }
        FileLimits limits = files.limits();
        IQ answer = result(request, as);
        Element list = answer.setChildElement("files", Ns.FILES).addAttribute("bytes", Long.toString(files.bytes(owner)))
            .addAttribute("size", Long.toString(limits.size())).addAttribute("day", Long.toString(limits.day()))
            .addAttribute("quota", Long.toString(limits.quota())).addAttribute("types", String.join(" ", limits.types()));
        List<StoredFile> page = files.of(owner, before.isEmpty() ? Long.MAX_VALUE : Long.parseLong(before), Integer.parseInt(most));
        page.forEach(file -> add(list, file));
        return answer;
    }

    private void add(Element list, StoredFile file) {
        Element added = list.addElement("file").addAttribute("id", file.id()).addAttribute("name", XmlText.clean(file.name()))
            .addAttribute("type", file.type()).addAttribute("size", Long.toString(file.size())).addAttribute("stamp", Long.toString(file.created()))
            .addAttribute("created", file.createdAt().toString()).addAttribute("url", address.get() + file.id() + "/" + FileName.encoded(file.name()));
        if (file.expires() > 0) {
            added.addAttribute("expires", Instant.ofEpochMilli(file.expires()).toString());
        }
    }

    private IQ delete(IQ request, JID as, String owner) {
        boolean gone = files.delete(owner, request.getChildElement().attributeValue("id", ""));
        return gone ? result(request, as) : StanzaErrors.answer(request, as, PacketError.Condition.item_not_found);
    }

    private static IQ result(IQ request, JID as) {
        IQ answer = IQ.createResultIQ(request);
        answer.setFrom(as);
        return answer;
    }
}
