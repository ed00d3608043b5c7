package org.igniterealtime.openfire.plugin.fireside.testkit;

import org.jivesoftware.smack.packet.IQ;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.stringprep.XmppStringprepException;

/** A pubsub request as XML, for Smack to send: what is asked for is to the letter what a test says. */
public final class PubSubRequest extends IQ {
    public static final String PUBSUB = "http://jabber.org/protocol/pubsub";
    public static final String OWNER = "http://jabber.org/protocol/pubsub#owner";

    private final String content;

    private PubSubRequest(Type type, String to, String namespace, String content) {
        super("pubsub", namespace);
        this.content = content;
        setType(type);
        try {
            setTo(to == null ? null : JidCreate.from(to));
        } catch (XmppStringprepException unusable) {
            throw new IllegalArgumentException(to, unusable);
        }
    }

    /** @param to null for none @param content of the {@code pubsub} element */
    public static PubSubRequest set(String to, String content) {
        return new PubSubRequest(Type.set, to, PUBSUB, content);
    }

    public static PubSubRequest get(String to, String content) {
        return new PubSubRequest(Type.get, to, PUBSUB, content);
    }

    public static PubSubRequest owner(Type type, String to, String content) {
        return new PubSubRequest(type, to, OWNER, content);
    }

    /** Publishes one item. @param payload XML */
    public static PubSubRequest publish(String to, String node, String id, String payload) {
        return set(to, "<publish node='" + node + "'><item id='" + id + "'>" + payload + "</item></publish>");
    }

    public static PubSubRequest retract(String to, String node, String id) {
        return set(to, "<retract node='" + node + "' notify='true'><item id='" + id + "'/></retract>");
    }

    @Override
    protected IQChildElementXmlStringBuilder getIQChildElementBuilder(IQChildElementXmlStringBuilder xml) {
        xml.rightAngleBracket();
        xml.append(content);
        return xml;
    }
}
