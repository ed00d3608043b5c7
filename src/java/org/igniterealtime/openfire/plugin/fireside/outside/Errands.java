package org.igniterealtime.openfire.plugin.fireside.outside;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.component.Outlet;
import org.igniterealtime.openfire.plugin.fireside.fetch.Fetcher;
import org.igniterealtime.openfire.plugin.fireside.fetch.Guard;
import org.igniterealtime.openfire.plugin.fireside.fetch.Limits;
import org.igniterealtime.openfire.plugin.fireside.fetch.Network;
import org.igniterealtime.openfire.plugin.fireside.fetch.Result;
import org.igniterealtime.openfire.plugin.fireside.fetch.Wanted;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.StanzaErrors;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError;

/**
 * Fetches from the web what the plugin asks for, so that the server's own process asks nobody. What was fetched goes in pieces, the
 * first one with the answer; the others are here for a minute.
 */
final class Errands implements AutoCloseable {
    // Base64 makes it a stanza of 128 kB.
    private static final int PIECE = 96 << 10;
    private static final int LARGEST = 8 << 20;
    private static final int HELD = 32 << 20;
    private static final int TYPES = 20;
    private static final int THREADS = 8;

    private final Fetcher fetcher;
    private final Lane lane = new Lane("web", THREADS, THREADS, 2, 2_000);
    private final Outlet outlet;
    private final Cache<String, byte[]> held = Caffeine.newBuilder().maximumWeight(HELD).<String, byte[]>weigher((id, bytes) -> bytes.length)
        .expireAfterWrite(Duration.ofMinutes(1)).executor(Runnable::run).build();

    /** @param guard what may be asked for */
    Errands(Guard guard, Outlet outlet) {
        this.fetcher = new Fetcher(guard, Network.SYSTEM, Limits.USUAL);
        this.outlet = outlet;
    }

    /** Answers later; returns at once. @param request of somebody who may ask: {@code <fetch url='…' bytes='…' cut='…'><type/>…</fetch>} */
    void fetch(IQ request, JID as) {
        Element asked = request.getChildElement();
        String bytes = asked.attributeValue("bytes", "");
        if (!bytes.matches("[1-9][0-9]{0,7}") || Integer.parseInt(bytes) > LARGEST) {
            outlet.send(StanzaErrors.answer(request, as, PacketError.Condition.bad_request));
            return;
        }
        Set<String> types = Xml.children(asked, "type", Ns.COMPONENT).stream().limit(TYPES).map(Element::getTextTrim).collect(Collectors.toSet());
        Wanted wanted = new Wanted(asked.attributeValue("url", ""), types, Integer.parseInt(bytes), Boolean.parseBoolean(asked.attributeValue("cut")));
        lane.call(wanted.url(), () -> fetcher.fetch(wanted)).whenComplete((result, fault) -> outlet.send(fault != null
            ? StanzaErrors.answer(request, as, PacketError.Condition.resource_constraint) : answer(request, as, result)));
    }

    private IQ answer(IQ request, JID as, Result result) {
        IQ answer = IQ.createResultIQ(request);
        answer.setFrom(as);
        if (result instanceof Result.Fetched content) {
            Element fetched = answer.setChildElement("fetched", Ns.COMPONENT).addAttribute("address", content.address().toString())
                .addAttribute("type", XmlText.clean(content.type())).addAttribute("size", Integer.toString(content.bytes().length))
                .addAttribute("whole", Boolean.toString(content.whole()));
            if (content.charset() != null) {
                fetched.addAttribute("charset", content.charset().name());
            }
            if (content.bytes().length > PIECE) {
                String id = UUID.randomUUID().toString();
                held.put(id, content.bytes());
                fetched.addAttribute("id", id);
            }
            fetched.setText(piece(content.bytes(), 0));
        } else if (result instanceof Result.Refused refused) {
            answer.setChildElement("refused", Ns.COMPONENT).addAttribute("reason", refused.reason().name());
        }
        return answer;
    }

    private static String piece(byte[] bytes, int offset) {
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, offset, Math.min(bytes.length, offset + PIECE)));
    }

    /** The next piece: {@code <piece id='…' offset='…'/>}. */
    IQ piece(IQ request, JID as) {
        Element asked = request.getChildElement();
        byte[] bytes = held.getIfPresent(asked.attributeValue("id", ""));
        String offset = asked.attributeValue("offset", "");
        if (bytes == null || !offset.matches("[0-9]{1,8}") || Integer.parseInt(offset) >= bytes.length) {
            return StanzaErrors.answer(request, as, PacketError.Condition.item_not_found);
        }
        IQ answer = IQ.createResultIQ(request);
        answer.setFrom(as);
        answer.setChildElement("piece", Ns.COMPONENT).setText(piece(bytes, Integer.parseInt(offset)));
        return answer;
    }

    @Override
    public void close() {
        fetcher.close();
        lane.close();
    }
}
