package org.igniterealtime.openfire.plugin.fireside.caps;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.igniterealtime.openfire.plugin.fireside.event.ResourceSeen;
import org.igniterealtime.openfire.plugin.fireside.event.Subscription;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/**
 * Who wants to be told of which nodes. A version that is not known is asked of one resource that has it; when that one does
 * not tell, of another. Tells of each resource that wants something by {@link Interested}.
 */
public final class Capabilities implements AutoCloseable {
    private static final String NOTIFY = "+notify";
    private static final int MOST_RESOURCES = 200_000;
    private static final int MOST_OF_ONE = 50;
    /** Of one other server, which may name as many accounts as it likes. */
    static final int MOST_OF_SERVER = 20_000;
    private static final int MOST_OPEN = 5_000;
    private static final int MOST_VERSIONS = 10_000;
    /** Nodes that one version may want, and characters of their names: each is kept, and looked for when somebody comes. */
    private static final int MOST_NODES = 50;
    private static final int LONGEST_NODE = 255;
    private static final int TRIES = 3;

    /** How questions go out and come back. */
    public interface Asking {
        /** @param overdue to be called when no answer has come for a while */
        void ask(IQ question, Runnable overdue);
    }

    /** One that is available. Not kept once it is known to want nothing. */
    private static final class Resource {
        private final JID jid;
        // Local accounts that a remote one lets see it; the empty one for a local one. Those in greeted have been told of.
        private final Set<String> told = new HashSet<>(2);
        private final Set<String> greeted = new HashSet<>(2);
        private int priority;
        private Version version;
        private Set<String> nodes;

        Resource(JID jid) {
            this.jid = jid;
        }
    }

    /** A version that is being asked for. */
    private static final class Question {
        private final Version version;
        private final Set<JID> tried = new HashSet<>(2);
        // Some of them may have gone since, or have another version.
        private final Set<Resource> waiting = new LinkedHashSet<>(2);
        private String id;
        private JID asked;

        Question(Version version) {
            this.version = version;
        }
    }

    /** One that wants to be told. @param priority of its presence (RFC 6121 §4.7.2.3) */
    public record Listener(JID resource, int priority) {
    }

    private final Events events;
    private final Predicate<String> wanted;
    private final Asking asking;
    private final Subscription seen;
    private final Cache<Version, Set<String>> versions = Caffeine.newBuilder().maximumSize(MOST_VERSIONS)
        .executor(Runnable::run).build();
    private final Map<String, Map<String, Resource>> resources = new HashMap<>();
    private final Map<String, Integer> servers = new HashMap<>();
    private final Map<Version, Question> open = new HashMap<>();
    private final Map<String, Question> byId = new HashMap<>();
    private int count;
    private long asked;

    /** @param wanted the nodes that matter */
    public Capabilities(Events events, Predicate<String> wanted, Asking asking) {
        this.events = events;
        this.wanted = wanted;
        this.asking = asking;
        this.seen = events.on(ResourceSeen.class, this::seen);
    }

    /** The resources of somebody that want to be told of a node. @param account bare JID */
    public synchronized List<Listener> listeners(String account, String node) {
        List<Listener> listeners = new ArrayList<>(2);
        for (Resource resource : resources.getOrDefault(account, Map.of()).values()) {
            if (resource.nodes != null && resource.nodes.contains(node)) {
                listeners.add(new Listener(resource.jid, resource.priority));
            }
        }
        return listeners;
    }

    /** Resources that are kept. */
    public synchronized int size() {
        return count;
    }

    // On the thread that routes the presence: what is said to others is said outside the monitor.
    private void seen(ResourceSeen presence) {
        List<Runnable> say = new ArrayList<>(2);
        synchronized (this) {
            if (presence.available()) {
                available(presence, say);
            } else {
                unavailable(presence);
            }
        }
        say.forEach(Runnable::run);
    }

    private void available(ResourceSeen presence, List<Runnable> say) {
        if (presence.told().isEmpty() && presence.node().equals(Ns.OWN_CAPS)) {
            // Of this server: told in process, as the package says.
            return;
        }
        Version version = new Version(presence.hash(), presence.node(), presence.ver());
        Resource resource = find(presence.resource());
        boolean speaks = version.checkable();
        Set<String> nodes = speaks ? versions.getIfPresent(version) : null;
        if (resource == null) {
            if (!speaks || nodes != null && nodes.isEmpty() || isFull(presence)) {
                return;
            }
            resource = new Resource(presence.resource());
            resources.computeIfAbsent(presence.resource().toBareJID(), any -> new HashMap<>(2)).put(presence.resource().getResource(), resource);
            servers.merge(presence.resource().getDomain(), 1, Integer::sum);
            count++;
        }
        resource.priority = presence.priority();
        resource.told.add(presence.told());
        if (presence.recalled()) {
            resource.greeted.add(presence.told());
        }
        // Presence that says nothing of it changes nothing of it.
        if (speaks && !version.equals(resource.version)) {
            resource.version = version;
            resource.nodes = null;
        }
        if (resource.nodes == null && nodes != null) {
            learn(resource, nodes, say);
        } else if (resource.nodes != null) {
            greet(resource, say);
        } else {
            wonder(resource.version, resource, say);
        }
    }

    // Anybody may say that he is there at any number of resources.
    private boolean isFull(ResourceSeen presence) {
        JID resource = presence.resource();
        boolean remote = !presence.told().isEmpty();
        return count >= MOST_RESOURCES || open.size() >= MOST_OPEN
            || resources.getOrDefault(resource.toBareJID(), Map.of()).size() >= MOST_OF_ONE
            || remote && servers.getOrDefault(resource.getDomain(), 0) >= MOST_OF_SERVER;
    }

    private void unavailable(ResourceSeen presence) {
        Resource resource = find(presence.resource());
        if (resource != null) {
            resource.told.remove(presence.told());
            resource.greeted.remove(presence.told());
            if (resource.told.isEmpty()) {
                forget(resource);
            }
        }
    }

    private Resource find(JID jid) {
        return resources.getOrDefault(jid.toBareJID(), Map.of()).get(jid.getResource());
    }

    private void forget(Resource resource) {
        String account = resource.jid.toBareJID();
        Map<String, Resource> all = resources.get(account);
        if (all != null && all.remove(resource.jid.getResource(), resource)) {
            servers.computeIfPresent(resource.jid.getDomain(), (any, before) -> before == 1 ? null : before - 1);
            count--;
            if (all.isEmpty()) {
                resources.remove(account);
            }
        }
    }

    private void learn(Resource resource, Set<String> nodes, List<Runnable> say) {
        if (nodes.isEmpty()) {
            forget(resource);
        } else {
            resource.nodes = nodes;
            greet(resource, say);
        }
    }

    private void greet(Resource resource, List<Runnable> say) {
        for (String told : resource.told) {
            if (resource.greeted.add(told)) {
                Interested interested = new Interested(resource.jid, told, resource.nodes);
                say.add(() -> events.publish(interested));
            }
        }
    }

    // ---- asking

    private void wonder(Version version, Resource resource, List<Runnable> say) {
        Question known = open.get(version);
        if (known != null) {
            known.waiting.add(resource);
            return;
        }
        // One that is there already may change its version as often as it likes. It is asked when there is room and it says it again.
        if (open.size() < MOST_OPEN) {
            Question question = new Question(version);
            question.waiting.add(resource);
            open.put(version, question);
            ask(question, resource.jid, say);
        }
    }

    private void ask(Question question, JID resource, List<Runnable> say) {
        IQ iq = new IQ(IQ.Type.get, "fireside-caps-" + asked++);
        iq.setTo(resource);
        iq.setChildElement("query", Ns.DISCO_INFO).addAttribute("node", question.version.asked());
        question.id = iq.getID();
        question.asked = resource;
        question.tried.add(resource);
        byId.put(iq.getID(), question);
        say.add(() -> asking.ask(iq, () -> answered(iq.getID(), resource, Optional.empty())));
    }

    /** An answer to the address that questions are asked from; one that was not asked for is ignored. */
    public void answered(IQ iq) {
        boolean tells = iq.getType() == IQ.Type.result && iq.getChildElement() != null
            && Ns.DISCO_INFO.equals(iq.getChildElement().getNamespaceURI());
        answered(iq.getID(), iq.getFrom(), tells ? Optional.of(iq.getChildElement()) : Optional.empty());
    }

    private void answered(String id, JID from, Optional<Element> query) {
        List<Runnable> say = new ArrayList<>(2);
        synchronized (this) {
            Question question = byId.get(id == null ? "" : id);
            if (question == null || !question.asked.equals(from)) {
                return;
            }
            byId.remove(question.id);
            if (query.isPresent() && question.version.matches(query.get())) {
                open.remove(question.version);
                Set<String> nodes = nodes(query.get());
                versions.put(question.version, nodes);
                waiting(question).forEach(resource -> learn(resource, nodes, say));
            } else {
                // What does not match its hash holds for that resource alone (XEP-0115 §5.4).
                Resource alone = find(from);
                if (query.isPresent() && alone != null && question.version.equals(alone.version)) {
                    learn(alone, nodes(query.get()), say);
                }
                askAnother(question, say);
            }
        }
        say.forEach(Runnable::run);
    }

    private void askAnother(Question question, List<Runnable> say) {
        List<Resource> waiting = waiting(question);
        Optional<Resource> next = waiting.stream().filter(resource -> !question.tried.contains(resource.jid)).findFirst();
        if (next.isPresent() && question.tried.size() < TRIES) {
            ask(question, next.get().jid, say);
        } else {
            // Asked again when one of that version comes or changes its presence.
            open.remove(question.version);
            waiting.forEach(this::forget);
        }
    }

    private List<Resource> waiting(Question question) {
        return question.waiting.stream().filter(resource -> resource.nodes == null && question.version.equals(resource.version)
            && find(resource.jid) == resource).toList();
    }

    private Set<String> nodes(Element query) {
        Set<String> nodes = new HashSet<>(4);
        for (Object each : query.elements("feature")) {
            String feature = ((Element) each).attributeValue("var", "");
            if (feature.endsWith(NOTIFY)) {
                String node = feature.substring(0, feature.length() - NOTIFY.length());
                if (nodes.size() < MOST_NODES && node.length() <= LONGEST_NODE && wanted.test(node)) {
                    nodes.add(node);
                }
            }
        }
        return Set.copyOf(nodes);
    }

    @Override
    public void close() {
        seen.close();
    }
}
