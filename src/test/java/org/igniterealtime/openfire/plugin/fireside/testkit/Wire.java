package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.XMPPConnection;
import org.jivesoftware.smack.debugger.SmackDebugger;
import org.jivesoftware.smack.packet.ExtensionElement;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.MessageBuilder;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.PresenceBuilder;
import org.jivesoftware.smack.packet.StanzaBuilder;
import org.jivesoftware.smack.packet.TopLevelStreamElement;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.jivesoftware.smack.roster.Roster;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smackx.disco.ServiceDiscoveryManager;
import org.jivesoftware.smackx.ping.PingManager;
import org.jxmpp.jid.EntityFullJid;
import org.jxmpp.jid.impl.JidCreate;

/**
 * An ordinary client, Smack over TCP, that sends requests as they are written and keeps what comes as the XML that it is on
 * the wire, but for blanks around texts, which Smack adds. What it wants to be told it says by its capabilities (XEP-0115), and answers when it is asked for them.
 */
public final class Wire implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern TAG = Pattern.compile("<(\\?[^>]*|/?)[^>]*?(/?)>");

    private final XMPPTCPConnection connection;
    private final StringBuilder incoming = new StringBuilder();
    private final List<Element> stanzas = new ArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private int read = -1;

    private Wire(String domain, String address, int port, String user, String resource) throws Exception {
        this.connection = new XMPPTCPConnection(XMPPTCPConnectionConfiguration.builder()
            .setXmppDomain(domain).setHost(address).setPort(port)
            .setSecurityMode(SecurityMode.disabled).setUsernameAndPassword(user, "secret").setResource(resource)
            .setSendPresence(true).setDebuggerFactory(Tap::new).build());
        connection.setUseStreamManagement(false);
        connection.setReplyTimeout(20_000);
        // Who asks to be a contact is answered by the test.
        Roster.getInstanceFor(connection).setSubscriptionMode(Roster.SubscriptionMode.manual);
    }

    /** @param wants nodes that it wants to be told of ({@code +notify}) */
    public static Wire logIn(OpenfireServer server, String user, String resource, String... wants) throws Exception {
        return logIn(server.domain(), server.address(), server.xmppPort(), user, resource, wants);
    }

    /** Likewise at any server without TLS. */
    public static Wire logIn(String domain, String address, int port, String user, String resource, String... wants) throws Exception {
        Wire wire = new Wire(domain, address, port, user, resource);
        if (wants.length > 0) {
            wire.want(wants);
        }
        wire.connection.connect().login();
        // Answered after the first presence has been taken.
        PingManager.getInstanceFor(wire.connection).pingMyServer();
        return wire;
    }

    // Smack works out a moment later what its presence says of its capabilities; who logs in sooner never says it.
    private void want(String... nodes) throws Exception {
        ServiceDiscoveryManager disco = ServiceDiscoveryManager.getInstanceFor(connection);
        CompletableFuture<Void> known = new CompletableFuture<>();
        disco.addEntityCapabilitiesChangedListener(own -> {
            if (Stream.of(nodes).allMatch(node -> own.containsFeature(node + "+notify"))) {
                known.complete(null);
            }
        });
        for (String node : nodes) {
            disco.addFeature(node + "+notify");
        }
        known.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    public XMPPTCPConnection connection() {
        return connection;
    }

    /** Sends a request. @param to empty for none @param child as XML @return its id */
    public String send(String type, String to, String child) throws Exception {
        Raw iq = new Raw(DocumentHelper.parseText(child).getRootElement());
        iq.setType(IQ.Type.fromString(type));
        iq.setStanzaId("wire-" + ids.incrementAndGet());
        if (!to.isEmpty()) {
            iq.setTo(JidCreate.from(to));
        }
        connection.sendStanza(iq);
        return iq.getStanzaId();
    }

    /** Sends a request and gives the answer, result or error. */
    public Element ask(String type, String to, String child) throws Exception {
        return answer(send(type, to, child));
    }

    public Element answer(String id) {
        return await(stanza -> stanza.getName().equals("iq") && id.equals(stanza.attributeValue("id"))
            && !List.of("get", "set").contains(stanza.attributeValue("type")), "an answer to " + id);
    }

    /** The ids of the answers that came, in order. */
    public List<String> answers() {
        return all().stream().filter(stanza -> stanza.getName().equals("iq") && stanza.attributeValue("id", "").startsWith("wire-"))
            .map(stanza -> stanza.attributeValue("id")).toList();
    }

    /** The messages that came, in order. */
    public synchronized List<Element> messages() {
        return all().stream().filter(stanza -> stanza.getName().equals("message")).toList();
    }

    /** The events that came, as messages. */
    public synchronized List<Element> events() {
        return all().stream().filter(stanza -> stanza.getName().equals("message") && stanza.element("event") != null).toList();
    }

    /** Waits for an event with something in it. */
    public Element awaitEvent(String part) {
        return await(stanza -> stanza.getName().equals("message") && stanza.element("event") != null && stanza.asXML().contains(part),
            "an event with " + part);
    }

    /** Waits for a message with something in it. */
    public Element awaitMessage(String part) {
        return await(stanza -> stanza.getName().equals("message") && stanza.asXML().contains(part), "a message with " + part);
    }

    /** Waits for a presence of a type from a bare address. @param type as {@code subscribe} */
    public Element awaitPresence(String type, String from) {
        return await(stanza -> stanza.getName().equals("presence") && type.equals(stanza.attributeValue("type"))
            && stanza.attributeValue("from", "").startsWith(from), type + " from " + from);
    }

    /** Sends a message with something in it, as XML. */
    public void say(String to, String child) throws Exception {
        Element content = DocumentHelper.parseText(child).getRootElement();
        connection.sendStanza(StanzaBuilder.buildMessage().to(JidCreate.from(to)).addExtension(new RawExtension(content)).build());
    }

    /** Sends a presence with something in it, as XML. @param type null for being there */
    public void appear(String to, Presence.Type type, String... children) throws Exception {
        PresenceBuilder presence = StanzaBuilder.buildPresence().to(JidCreate.from(to));
        if (type != null) {
            presence.ofType(type);
        }
        for (String child : children) {
            presence.addExtension(new RawExtension(DocumentHelper.parseText(child).getRootElement()));
        }
        connection.sendStanza(presence.build());
    }

    /** Goes into a room, and waits until it is in. @param address with the nick */
    public void enter(String address, String... children) throws Exception {
        String[] all = Stream.concat(Stream.of("<x xmlns='http://jabber.org/protocol/muc'/>"), Stream.of(children)).toArray(String[]::new);
        appear(address, null, all);
        await(stanza -> stanza.getName().equals("presence") && address.equals(stanza.attributeValue("from")) && stanza.asXML().contains("110"),
            "its own presence in " + address);
    }

    /** Says something in a room, as XML. @param id null for none */
    public void sayToAll(String room, String id, String... children) throws Exception {
        MessageBuilder message = StanzaBuilder.buildMessage(id).to(JidCreate.from(room)).ofType(Message.Type.groupchat);
        for (String child : children) {
            message.addExtension(new RawExtension(DocumentHelper.parseText(child).getRootElement()));
        }
        connection.sendStanza(message.build());
    }

    /** Sends somebody a message, as XML. @return its id */
    public String tell(String to, String... children) throws Exception {
        String id = "wire-" + ids.incrementAndGet();
        MessageBuilder message = StanzaBuilder.buildMessage(id).to(JidCreate.from(to)).ofType(Message.Type.chat);
        for (String child : children) {
            message.addExtension(new RawExtension(DocumentHelper.parseText(child).getRootElement()));
        }
        connection.sendStanza(message.build());
        return id;
    }

    /** Everything that has come, after what was under way has arrived. */
    public List<Element> stanzas() throws Exception {
        PingManager.getInstanceFor(connection).pingMyServer();
        return all();
    }

    /** How many events with something in them have come, after what was under way has arrived. */
    public long count(String part) throws Exception {
        PingManager.getInstanceFor(connection).pingMyServer();
        return events().stream().filter(event -> event.asXML().contains(part)).count();
    }

    private Element await(Predicate<Element> wanted, String what) {
        if (!Await.until(PATIENCE, () -> all().stream().anyMatch(wanted))) {
            StringBuilder there = new StringBuilder();
            all().forEach(stanza -> there.append('\n').append(stanza.asXML()));
            throw new AssertionError("No " + what + " among" + there);
        }
        return all().stream().filter(wanted).findFirst().orElseThrow();
    }

    // ---- what comes

    private synchronized List<Element> all() {
        if (read < 0) {
            return List.of();
        }
        int end = endOfStanza(read);
        while (end > 0) {
            stanzas.add(parse(incoming.substring(read, end)));
            read = end;
            end = endOfStanza(read);
        }
        return List.copyOf(stanzas);
    }

    private int endOfStanza(int from) {
        Matcher tags = TAG.matcher(incoming);
        int depth = 0;
        int at = from;
        while (tags.find(at)) {
            at = tags.end();
            boolean opens = tags.group(1).isEmpty() && tags.group(2).isEmpty();
            depth += opens ? 1 : tags.group(1).equals("/") ? -1 : 0;
            if (depth <= 0) {
                return at;
            }
        }
        return -1;
    }

    // Stanzas stand in the stream's namespace, which is declared at its head.
    private static Element parse(String xml) {
        try {
            return DocumentHelper.parseText("<all xmlns:stream='http://etherx.jabber.org/streams'>" + xml + "</all>").getRootElement().elements()
                .stream().map(each -> (Element) each).findFirst().orElseGet(() -> DocumentHelper.createElement("none"));
        } catch (org.dom4j.DocumentException unreadable) {
            throw new IllegalStateException(xml, unreadable);
        }
    }

    /** Closes the socket: 4.2.0 does not answer a stream's end, for which an orderly end waits. */
    @Override
    public void close() {
        connection.instantShutdown();
    }

    private final class Tap extends SmackDebugger {
        Tap(XMPPConnection connection) {
            super(connection);
        }

        @Override
        public void userHasLogged(EntityFullJid user) {
            synchronized (Wire.this) {
                read = incoming.length();
            }
        }

        @Override
        public void outgoingStreamSink(CharSequence text) {
            // What it sends it knows.
        }

        @Override
        public void incomingStreamSink(CharSequence text) {
            synchronized (Wire.this) {
                incoming.append(text);
            }
        }

        @Override
        public void onIncomingStreamElement(TopLevelStreamElement element) {
            // Taken as text above.
        }

        @Override
        public void onOutgoingStreamElement(TopLevelStreamElement element) {
            // What it sends it knows.
        }
    }

    /** Part of a stanza as somebody wrote it. */
    private record RawExtension(Element content) implements ExtensionElement {
        @Override
        public String getNamespace() {
            return content.getNamespaceURI();
        }

        @Override
        public String getElementName() {
            return content.getName();
        }

        @Override
        public CharSequence toXML(XmlEnvironment around) {
            return content.asXML();
        }
    }

    /** A request as somebody wrote it. */
    private static final class Raw extends IQ {
        private final Element child;

        Raw(Element child) {
            super(child.getName(), child.getNamespaceURI());
            this.child = child;
        }

        @Override
        protected IQChildElementXmlStringBuilder getIQChildElementBuilder(IQChildElementXmlStringBuilder xml) {
            child.attributes().forEach(each -> {
                org.dom4j.Attribute attribute = (org.dom4j.Attribute) each;
                xml.attribute(attribute.getName(), attribute.getValue());
            });
            if (child.elements().isEmpty()) {
                xml.setEmptyElement();
            } else {
                xml.rightAngleBracket();
                child.elements().forEach(each -> xml.append(((Element) each).asXML()));
            }
            return xml;
        }
    }
}
