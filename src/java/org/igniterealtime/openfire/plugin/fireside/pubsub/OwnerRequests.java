package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.store.Prepared;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Forms;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/** What owners ask (XEP-0060 §8). */
final class OwnerRequests {
    /** Entries of a list that is told or changed at once. */
    private static final int LIST = 2000;

    private final PubSub pubsub;
    private final Engine engine;

    OwnerRequests(PubSub pubsub) {
        this.pubsub = pubsub;
        this.engine = pubsub.engine();
    }

    /** XEP-0060 §8.1, also of a node whose name is left to the service. */
    IQ create(Request request) throws PubSubError {
        Optional<Element> configure = request.beside("configure");
        if (configure.isPresent() && configure.get().attribute("node") != null) {
            throw No.BAD_REQUEST;
        }
        NodeId id = request.node().orElseGet(() -> new NodeId(request.service(), UUID.randomUUID().toString()));
        Map<String, List<String>> fields = configure.map(Request::fields).orElse(Map.of());
        pubsub.create(request.actor(), id, ConfigForm.apply(NodeDefaults.of(id), fields));
        IQ result = request.result();
        if (request.node().isEmpty()) {
            request.answer(result).addAttribute("node", id.name());
        }
        return result;
    }

    /** XEP-0060 §8.2.1. */
    IQ configuration(Request request) throws PubSubError {
        Node node = owned(request);
        IQ result = request.result();
        Element configure = request.answer(result);
        configure.addAttribute("node", node.id().name());
        ConfigForm.write(Forms.add(configure, "form", ConfigForm.CONFIG), node.config(), engine.rules().accessModels());
        return result;
    }

    private Node owned(Request request) throws PubSubError {
        NodeId id = request.someNode();
        return engine.read(sql -> engine.owning().owned(sql, engine.stores(), request.actor(), id));
    }

    /** XEP-0060 §8.2.4. */
    IQ configure(Request request) throws PubSubError {
        NodeId id = request.someNode();
        Element form = Forms.in(request.action()).orElseThrow(() -> No.BAD_REQUEST);
        if (Forms.isCancelled(form)) {
            owned(request);
        } else {
            Map<String, List<String>> fields = Forms.values(form);
            engine.write(request.actor(), id, (transaction, ties) ->
                engine.owning().configure(transaction, request.actor(), ties, id, old -> ConfigForm.apply(old, fields)));
        }
        return request.result();
    }

    /** XEP-0060 §8.3. */
    IQ defaults(Request request) {
        IQ result = request.result();
        NodeId some = request.node().orElse(new NodeId(request.service(), ""));
        ConfigForm.write(Forms.add(request.answer(result), "form", ConfigForm.CONFIG), NodeDefaults.of(some), engine.rules().accessModels());
        return result;
    }

    /** XEP-0060 §8.4; a redirection is not kept, which is optional. */
    IQ delete(Request request) throws PubSubError {
        pubsub.delete(request.actor(), request.someNode());
        return request.result();
    }

    /** XEP-0060 §8.5. */
    IQ purge(Request request) throws PubSubError {
        pubsub.purge(request.actor(), request.someNode());
        return request.result();
    }

    /** XEP-0060 §8.8.1; the newest two thousand. */
    IQ subscriptions(Request request) throws PubSubError {
        Node node = owned(request);
        IQ result = request.result();
        Element list = request.answer(result);
        list.addAttribute("node", node.id().name());
        for (Subscriber each : engine.read(sql -> subscribers(sql, node))) {
            Element element = list.addElement("subscription");
            element.addAttribute("jid", each.jid());
            element.addAttribute("subid", each.id());
            element.addAttribute("subscription", each.state().word());
        }
        return result;
    }

    private List<Subscriber> subscribers(Prepared sql, Node node) throws SQLException {
        List<Subscriber> found = new ArrayList<>();
        List<Subscriber> page = engine.stores().subscriptions().of(sql, node.key(), Long.MAX_VALUE);
        while (!page.isEmpty() && found.size() < LIST) {
            found.addAll(page);
            page = engine.stores().subscriptions().of(sql, node.key(), page.get(page.size() - 1).since());
        }
        return found;
    }

    /** XEP-0060 §8.8.2. */
    IQ approve(Request request) throws PubSubError {
        NodeId id = request.someNode();
        Map<String, SubscriptionState> changes = new LinkedHashMap<>();
        for (Element each : listed(request, "subscription")) {
            SubscriptionState state = SubscriptionState.of(each.attributeValue("subscription", "")).orElseThrow(() -> No.BAD_REQUEST);
            put(changes, Request.jid(each).orElseThrow(() -> No.INVALID_JID).toString(), state);
        }
        engine.write(request.actor(), id, (transaction, ties) -> {
            engine.owning().approve(transaction, request.actor(), ties, id, changes);
            return null;
        });
        return request.result();
    }

    /** XEP-0060 §8.9.1. */
    IQ affiliations(Request request) throws PubSubError {
        IQ result = request.result();
        Element list = request.answer(result);
        list.addAttribute("node", request.someNode().name());
        pubsub.affiliations(request.actor(), request.someNode()).forEach((jid, affiliation) -> add(list, jid, affiliation));
        return result;
    }

    /** XEP-0060 §8.9.2. */
    IQ affiliate(Request request) throws PubSubError {
        Map<String, Affiliation> changes = new LinkedHashMap<>();
        for (Element each : listed(request, "affiliation")) {
            String jid = Request.jid(each).map(JID::toBareJID).orElseThrow(() -> No.INVALID_JID);
            if (each.attribute("affiliation") != null) {
                put(changes, jid, Affiliation.of(each.attributeValue("affiliation")).orElseThrow(() -> No.BAD_REQUEST));
            }
        }
        pubsub.affiliate(request.actor(), request.someNode(), changes);
        return request.result();
    }

    private static List<Element> listed(Request request, String name) throws PubSubError {
        List<Element> listed = request.entries(name);
        if (listed.isEmpty() || listed.size() > LIST) {
            throw No.BAD_REQUEST;
        }
        return listed;
    }

    // XEP-0060 §8.9.2.4: not two words about the same.
    private static <T> void put(Map<String, T> changes, String jid, T value) throws PubSubError {
        if (changes.put(jid, value) != null) {
            throw No.BAD_REQUEST;
        }
    }

    private static void add(Element list, String jid, Affiliation affiliation) {
        Element element = list.addElement("affiliation");
        element.addAttribute("jid", jid);
        element.addAttribute("affiliation", affiliation.word());
    }
}
