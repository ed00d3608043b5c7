package org.igniterealtime.openfire.plugin.fireside.xmpp;

import org.dom4j.Element;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError;

/** Error answers (RFC 6120 §8.3), without what was asked. */
public final class StanzaErrors {
    private StanzaErrors() {
    }

    /** The answer to a request, said by {@code from}, that it is not done. */
    public static IQ answer(IQ request, JID from, PacketError.Condition condition) {
        IQ answer = new IQ(IQ.Type.error, request.getID());
        answer.setFrom(from);
        answer.setTo(request.getFrom());
        answer.setError(condition);
        return answer;
    }

    /** Adds what an application says besides (RFC 6120 §8.3.4), to be filled in. */
    public static Element add(IQ answer, String name, String namespace) {
        return answer.getElement().element("error").addElement(name, namespace);
    }
}
