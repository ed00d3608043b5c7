package org.igniterealtime.openfire.plugin.fireside.desk.media;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.annex.Annex;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError;

/** Files at the component outside the server, asked for in the account's own name (docs/component.md). */
record LibraryElsewhere(Annex annex) implements Library {
    /** Who looks at his files does not wait longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Override
    public Listing list(JID owner, long before, int most) {
        IQ request = new IQ(IQ.Type.get);
        Element wanted = request.setChildElement("files", Ns.FILES).addAttribute("max", Integer.toString(most));
        if (before < Long.MAX_VALUE) {
            wanted.addAttribute("before", Long.toString(before));
        }
        Element list = asked(request, owner).getChildElement();
        if (list == null) {
            throw new Outage(new IllegalStateException("No list of files"));
        }
        List<Owned> files = Xml.children(list, "file", Ns.FILES).stream().limit(most).map(this::owned).flatMap(Optional::stream).toList();
        return new Listing(files, number(list, "bytes"), Math.max(1, number(list, "quota")));
    }

    // What is not at its address is not shown: a page links to it.
    private Optional<Owned> owned(Element file) {
        String url = file.attributeValue("url", "");
        String id = file.attributeValue("id", "");
        try {
            return annex.has(url) && id.matches("[0-9a-f]{32}") ? Optional.of(new Owned(id, url, url, file.attributeValue("name", ""),
                file.attributeValue("type", ""), number(file, "size"), number(file, "stamp"), Instant.parse(file.attributeValue("created", ""))))
                : Optional.empty();
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static long number(Element element, String name) {
        String number = element.attributeValue(name, "");
        return number.matches("[0-9]{1,18}|[0-8][0-9]{18}") ? Long.parseLong(number) : 0;
    }

    @Override
    public boolean delete(JID owner, String id) {
        IQ request = new IQ(IQ.Type.set);
        request.setChildElement("delete", Ns.FILES).addAttribute("id", id);
        return asked(request, owner).getType() == IQ.Type.result;
    }

    private IQ asked(IQ request, JID owner) {
        try {
            IQ answer = annex.answer(request, owner.asBareJID(), PATIENCE);
            PacketError.Condition no = answer.getType() == IQ.Type.result ? null : answer.getError().getCondition();
            if (answer.getType() != IQ.Type.result && no != PacketError.Condition.item_not_found) {
                throw new Outage(new IllegalStateException("The component outside says " + no));
            }
            return answer;
        } catch (IOException silent) {
            throw new Outage(silent);
        }
    }
}
