package org.igniterealtime.openfire.plugin.fireside.annex;

import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Base64;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.fetch.Fetching;
import org.igniterealtime.openfire.plugin.fireside.fetch.Reason;
import org.igniterealtime.openfire.plugin.fireside.fetch.Result;
import org.igniterealtime.openfire.plugin.fireside.fetch.Wanted;
import org.igniterealtime.openfire.plugin.fireside.fetch.WebAddress;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.IQ;

/**
 * Has the component outside fetch, so that this process asks no other web server than the component's own. What comes is no more
 * than was wanted, and is believed no more than what a web server says.
 */
public final class FetchElsewhere implements Fetching {
    private static final Logger LOG = LoggerFactory.getLogger(FetchElsewhere.class);
    /** The component's fetcher takes ten seconds at most. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Annex annex;
    private final Fetching here;

    /** @param here asks for what the component itself has */
    public FetchElsewhere(Annex annex, Fetching here) {
        this.annex = annex;
        this.here = here;
    }

    @Override
    public Result fetch(Wanted wanted) {
        if (annex.has(wanted.url())) {
            return here.fetch(wanted);
        }
        try {
            Element answer = asked(request(wanted));
            if (!Xml.is(answer, "fetched", Ns.COMPONENT)) {
                return new Result.Refused(reason(answer.attributeValue("reason", "")));
            }
            return fetched(answer, wanted);
        } catch (IOException | IllegalArgumentException silent) {
            LOG.debug("The component outside has not fetched {}", wanted.url(), silent);
            return new Result.Refused(Reason.BUSY);
        }
    }

    private static IQ request(Wanted wanted) {
        IQ request = new IQ(IQ.Type.get);
        Element fetch = request.setChildElement("fetch", Ns.COMPONENT).addAttribute("url", wanted.url())
            .addAttribute("bytes", Integer.toString(wanted.bytes())).addAttribute("cut", Boolean.toString(wanted.cut()));
        wanted.types().forEach(type -> fetch.addElement("type", Ns.COMPONENT).setText(type));
        return request;
    }

    private Element asked(IQ request) throws IOException {
        IQ answer = annex.answer(request, annex.plugin(), PATIENCE);
        if (answer.getType() != IQ.Type.result || answer.getChildElement() == null) {
            throw new IllegalArgumentException("It says no");
        }
        return answer.getChildElement();
    }

    private static Reason reason(String name) {
        try {
            return Reason.valueOf(name);
        } catch (IllegalArgumentException newer) {
            return Reason.BROKEN;
        }
    }

    private Result fetched(Element answer, Wanted wanted) throws IOException {
        int size = Integer.parseInt(answer.attributeValue("size", ""));
        if (size < 0 || size > wanted.bytes()) {
            throw new IllegalArgumentException("More than was wanted");
        }
        byte[] bytes = new byte[size];
        int read = put(bytes, 0, answer);
        while (read < size) {
            IQ request = new IQ(IQ.Type.get);
            request.setChildElement("piece", Ns.COMPONENT).addAttribute("id", answer.attributeValue("id", "")).addAttribute("offset", Integer.toString(read));
            read = put(bytes, read, asked(request));
        }
        WebAddress address = WebAddress.of(answer.attributeValue("address", "")).orElseThrow(() -> new IllegalArgumentException("From nowhere"));
        String charset = answer.attributeValue("charset");
        return new Result.Fetched(address, answer.attributeValue("type", ""), charset == null ? null : Charset.forName(charset), bytes,
            Boolean.parseBoolean(answer.attributeValue("whole")));
    }

    private static int put(byte[] into, int at, Element element) {
        byte[] piece = Base64.getMimeDecoder().decode(element.getText());
        if (piece.length > into.length - at || piece.length == 0 && at < into.length) {
            throw new IllegalArgumentException("No piece of it");
        }
        System.arraycopy(piece, 0, into, at, piece.length);
        return at + piece.length;
    }
}
