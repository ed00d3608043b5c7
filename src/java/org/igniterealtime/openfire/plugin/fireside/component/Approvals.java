package org.igniterealtime.openfire.plugin.fireside.component;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSub;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSubError;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Subscriber;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Forms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;

/** The form in which a service asks the owner of a node to let somebody subscribe, and takes his word (XEP-0060 §8.6). */
public final class Approvals {
    private static final Logger LOG = LoggerFactory.getLogger(Approvals.class);
    private static final String FORM = "http://jabber.org/protocol/pubsub#subscribe_authorization";

    private final PubSub pubsub;

    public Approvals(PubSub pubsub) {
        this.pubsub = pubsub;
    }

    /** Example 173: the question, to be addressed to an owner. */
    public static Message question(NodeId node, Subscriber who, JID owner) {
        Message question = new Message();
        question.setFrom(new JID(node.service()));
        question.setTo(owner);
        Forms.add(question.getElement(), "form", FORM).text("pubsub#subid", who.id()).text("pubsub#node", node.name())
            .text("pubsub#subscriber_jid", who.jid()).flag("pubsub#allow", false);
        return question;
    }

    /** Whether a message is an answer. */
    static boolean is(Message message) {
        return message.getType() != Message.Type.error && message.getFrom() != null
            && form(message).map(Forms::values).filter(values -> FORM.equals(first(values, Forms.FORM_TYPE))).isPresent();
    }

    /** Does as an answer says; who may not say so is not heard, as there is no answer to a message. Blocks on the database. */
    void take(Message answer, JID service) {
        Optional<Element> form = form(answer).filter(each -> "submit".equals(each.attributeValue("type")));
        if (form.isEmpty()) {
            return;
        }
        Map<String, List<String>> values = Forms.values(form.get());
        String allow = first(values, "pubsub#allow");
        try {
            pubsub.approve(answer.getFrom().toBareJID(), new NodeId(service.toString(), first(values, "pubsub#node")),
                first(values, "pubsub#subscriber_jid"), allow.equals("1") || allow.equals("true"));
        } catch (PubSubError refused) {
            LOG.debug("{} does not decide who subscribes at {}", answer.getFrom(), service, refused);
        }
    }

    private static Optional<Element> form(Message message) {
        return Forms.in(message.getElement());
    }

    private static String first(Map<String, List<String>> values, String name) {
        return values.getOrDefault(name, List.of()).stream().findFirst().orElse("");
    }
}
