package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Forms;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/** What subscribers ask, and what anybody asks about himself (XEP-0060 §5.6, §5.7, §6.1 to §6.4). */
final class SubscriberRequests {
    private static final String OPTIONS = "http://jabber.org/protocol/pubsub#subscribe_options";
    private static final String DELIVER = "pubsub#deliver";

    private final Engine engine;

    SubscriberRequests(Engine engine) {
        this.engine = engine;
    }

    IQ subscribe(Request request) throws PubSubError {
        NodeId node = request.someNode();
        JID jid = own(request, No.INVALID_JID);
        Optional<Element> options = request.beside("options");
        Optional<Boolean> deliver = options.isPresent() ? deliver(Request.fields(options.get())) : Optional.empty();
        Subscriber subscriber = engine.write(request.actor(), node, (transaction, ties) -> {
            Subscriber made = engine.subscribing().subscribe(transaction, ties, node, jid);
            if (deliver.isPresent()) {
                engine.subscribing().deliver(transaction, ties, node, jid, "", deliver.get());
            }
            return made;
        });
        IQ result = request.result();
        Element pubsub = result.setChildElement(request.parent().getName(), request.parent().getNamespaceURI());
        describe(pubsub, node.name(), subscriber);
        deliver.ifPresent(now -> Forms.add(pubsub.addElement("options"), "result", OPTIONS).flag(DELIVER, now));
        return result;
    }

    IQ unsubscribe(Request request) throws PubSubError {
        NodeId node = request.someNode();
        JID jid = own(request, No.FORBIDDEN);
        engine.write(request.actor(), node, (transaction, ties) -> {
            engine.subscribing().unsubscribe(transaction, ties, node, jid, request.attribute("subid").orElse(""));
            return null;
        });
        return request.result();
    }

    IQ options(Request request) throws PubSubError {
        NodeId id = request.someNode();
        JID jid = own(request, No.FORBIDDEN);
        Subscriber his = engine.read(sql -> {
            Node node = engine.stores().nodes().find(sql, id).orElseThrow(() -> No.NOT_FOUND);
            return engine.subscribing().his(sql, engine.stores(), engine.rules().ties(node, request.actor()), node, jid,
                request.attribute("subid").orElse(""));
        });
        IQ result = request.result();
        Element options = request.answer(result);
        options.addAttribute("node", id.name());
        options.addAttribute("jid", his.jid());
        options.addAttribute("subid", his.id());
        Forms.add(options, "form", OPTIONS).flag(DELIVER, his.deliver());
        return result;
    }

    IQ setOptions(Request request) throws PubSubError {
        NodeId node = request.someNode();
        JID jid = own(request, No.FORBIDDEN);
        Element form = Forms.in(request.action()).orElseThrow(() -> No.INVALID_OPTIONS);
        if (!Forms.isCancelled(form)) {
            Optional<Boolean> deliver = deliver(Forms.values(form));
            engine.write(request.actor(), node, (transaction, ties) -> {
                engine.subscribing().deliver(transaction, ties, node, jid, request.attribute("subid").orElse(""), deliver.orElse(true));
                return null;
            });
        }
        return request.result();
    }

    /** XEP-0060 §6.4. */
    IQ defaults(Request request) throws PubSubError {
        Optional<NodeId> node = request.node();
        if (node.isPresent()) {
            engine.read(sql -> engine.readable(sql, node.get(), request.actor()));
        }
        IQ result = request.result();
        Element answer = request.answer(result);
        node.ifPresent(id -> answer.addAttribute("node", id.name()));
        Forms.add(answer, "form", OPTIONS).flag(DELIVER, true);
        return result;
    }

    private static Optional<Boolean> deliver(Map<String, List<String>> fields) throws PubSubError {
        List<String> values = fields.getOrDefault(DELIVER, List.of());
        if (values.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(switch (values.get(0)) {
            case "1", "true" -> true;
            case "0", "false" -> false;
            default -> throw No.INVALID_OPTIONS;
        });
    }

    // Nobody acts for another (XEP-0060 §6.1.3.1, §6.2.3.3, §6.3.4.1).
    private static JID own(Request request, PubSubError otherwise) throws PubSubError {
        if (request.attribute("jid").isEmpty()) {
            throw otherwise == No.INVALID_JID ? No.INVALID_JID : No.JID_REQUIRED;
        }
        return Request.jid(request.action()).filter(jid -> jid.toBareJID().equals(request.actor())).orElseThrow(() -> otherwise);
    }

    /** XEP-0060 §5.6. */
    IQ subscriptions(Request request) throws PubSubError {
        IQ result = request.result();
        Element list = request.answer(result);
        Optional<NodeId> only = request.node();
        only.ifPresent(node -> list.addAttribute("node", node.name()));
        engine.read(sql -> {
            List<Subscriber> his = only.isPresent() ? at(sql, only.get(), request.actor()) : all(sql, request.actor());
            Map<Long, Node> nodes = new HashMap<>();
            engine.stores().nodes().of(sql, his.stream().map(Subscriber::node).distinct().toList()).forEach(node -> nodes.put(node.key(), node));
            his.stream().filter(each -> nodes.containsKey(each.node()) && nodes.get(each.node()).id().service().equals(request.service()))
                .forEach(each -> describe(list, nodes.get(each.node()).id().name(), each));
            return null;
        });
        return result;
    }

    private List<Subscriber> at(Prepared sql, NodeId id, String actor) throws SQLException, PubSubError {
        Node node = engine.stores().nodes().find(sql, id).orElseThrow(() -> No.NOT_FOUND);
        List<Subscriber> his = engine.stores().subscriptions().of(sql, node.key(), actor);
        if (his.isEmpty()) {
            NodeRules.checkDiscover(engine.rules().standing(sql, node, actor));
        }
        return his;
    }

    private List<Subscriber> all(Prepared sql, String actor) throws SQLException {
        List<Subscriber> all = new ArrayList<>();
        List<Subscriber> page = engine.stores().subscriptions().of(sql, actor, Long.MAX_VALUE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = engine.stores().subscriptions().of(sql, actor, page.get(page.size() - 1).since());
        }
        return all;
    }

    /** XEP-0060 §5.7. */
    IQ affiliations(Request request) throws PubSubError {
        IQ result = request.result();
        Element list = request.answer(result);
        Optional<NodeId> only = request.node();
        only.ifPresent(node -> list.addAttribute("node", node.name()));
        engine.read(sql -> {
            Map<String, Affiliation> his = new HashMap<>();
            if (only.isPresent()) {
                Node node = engine.stores().nodes().find(sql, only.get()).orElseThrow(() -> No.NOT_FOUND);
                Standing who = engine.rules().standing(sql, node, request.actor());
                if (who.affiliation() == Affiliation.NONE) {
                    NodeRules.checkDiscover(who);
                }
                his.put(node.id().name(), who.owns() ? Affiliation.OWNER : who.affiliation());
            } else {
                his.putAll(engine.stores().affiliations().at(sql, request.service(), request.actor()));
            }
            his.forEach((node, affiliation) -> affiliation(list, node, affiliation));
            return null;
        });
        return result;
    }

    private static void affiliation(Element list, String node, Affiliation affiliation) {
        if (affiliation != Affiliation.NONE) {
            Element element = list.addElement("affiliation");
            element.addAttribute("node", node);
            element.addAttribute("affiliation", affiliation.word());
        }
    }

    private static void describe(Element parent, String node, Subscriber subscriber) {
        Element element = parent.addElement("subscription");
        element.addAttribute("node", node);
        element.addAttribute("jid", subscriber.jid());
        element.addAttribute("subid", subscriber.id());
        element.addAttribute("subscription", subscriber.state().word());
    }
}
