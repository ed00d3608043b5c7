package org.igniterealtime.openfire.plugin.fireside.testkit;

import org.jivesoftware.smack.packet.IQ;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.stringprep.XmppStringprepException;

/** A request of Smack's with an element that it has no class for. */
public final class RawRequest extends IQ {
    private final String attributes;
    private final String content;

    /** @param attributes of the element, as XML, with a space before each @param content of the element, as XML */
    public RawRequest(String to, String element, String namespace, String attributes, String content) throws XmppStringprepException {
        super(element, namespace);
        this.attributes = attributes;
        this.content = content;
        setType(Type.set);
        setTo(JidCreate.from(to));
    }

    @Override
    protected IQChildElementXmlStringBuilder getIQChildElementBuilder(IQChildElementXmlStringBuilder xml) {
        xml.append(attributes);
        xml.rightAngleBracket();
        xml.append(content);
        return xml;
    }
}
