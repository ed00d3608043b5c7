package org.igniterealtime.openfire.plugin.fireside.browser;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.packet.ExtensionElement;
import org.jivesoftware.smack.packet.MessageBuilder;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.StandardExtensionElement;
import org.jivesoftware.smack.packet.Stanza;
import org.jivesoftware.smack.packet.StanzaError;
import org.jivesoftware.smack.roster.Roster;
import org.jivesoftware.smack.roster.RosterEntry;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smackx.carbons.CarbonManager;
import org.jivesoftware.smackx.chat_markers.element.ChatMarkersElements;
import org.jivesoftware.smackx.chatstates.ChatState;
import org.jivesoftware.smackx.chatstates.packet.ChatStateExtension;
import org.jivesoftware.smackx.ping.PingManager;
import org.jivesoftware.smackx.receipts.DeliveryReceiptRequest;
import org.jxmpp.jid.BareJid;
import org.jxmpp.jid.impl.JidCreate;

/** Somebody on Smack over TCP, who keeps every message and presence that comes, as XML. Gives receipts by itself, as Smack does. */
public final class NativeClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final XMPPTCPConnection connection;
    private final String domain;
    private final List<String> stanzas = new CopyOnWriteArrayList<>();

    private NativeClient(XMPPTCPConnection connection, String domain) {
        this.connection = connection;
        this.domain = domain;
        connection.addAsyncStanzaListener(stanza -> stanzas.add(stanza.toXML().toString()), stanza -> true);
    }

    static NativeClient logIn(OpenfireServer server, String user, String password) throws Exception {
        XMPPTCPConnection connection = new XMPPTCPConnection(XMPPTCPConnectionConfiguration.builder()
            .setXmppDomain(server.domain()).setHost(server.address()).setPort(server.xmppPort())
            .setSecurityMode(SecurityMode.disabled).setUsernameAndPassword(user, password).setResource("smack").build());
        NativeClient client = new NativeClient(connection, server.domain());
        // With it the server would keep the session for a while after the end.
        connection.setUseStreamManagement(false);
        // Who asks is answered by the test.
        Roster.getInstanceFor(connection).setSubscriptionMode(Roster.SubscriptionMode.manual);
        connection.connect().login();
        // Answered after the first presence has been taken: from here on what is sent to the account comes here.
        PingManager.getInstanceFor(connection).pingMyServer();
        return client;
    }

    public XMPPTCPConnection connection() {
        return connection;
    }

    public Roster roster() {
        return Roster.getInstanceFor(connection);
    }

    public BareJid jid(String user) throws Exception {
        return JidCreate.bareFrom(user + "@" + domain);
    }

    // ---- what it does

    /** XEP-0280. */
    public NativeClient withCarbons() throws Exception {
        CarbonManager.getInstanceFor(connection).enableCarbons();
        return this;
    }

    /** A text that asks for a receipt and may be marked; returns its id. */
    public String say(String to, String body) throws Exception {
        return send(to, message -> {
            message.setBody(body);
            message.addExtension(new DeliveryReceiptRequest());
            message.addExtension(ChatMarkersElements.MarkableExtension.INSTANCE);
        });
    }

    /** A file as most clients send one (XEP-0066 §3). */
    public String share(String to, String url) throws Exception {
        return send(to, message -> {
            message.setBody(url);
            message.addExtension(StandardExtensionElement.builder("x", "jabber:x:oob").addElement("url", url).build());
        });
    }

    /** XEP-0333: I have read up to that message. */
    public void displayed(String to, String id) throws Exception {
        send(to, message -> message.addExtension(new ChatMarkersElements.DisplayedExtension(id)));
    }

    /** RFC 6120 §8.3: a message goes back. */
    public void refuse(String stanza) throws Exception {
        org.jivesoftware.smack.packet.Message error = org.jivesoftware.smack.packet.StanzaBuilder.buildMessage(id(stanza))
            .to(stanza.replaceFirst("^.*?\\bfrom=['\"]([^'\"]+)[^$]*", "$1"))
            .ofType(org.jivesoftware.smack.packet.Message.Type.error).build();
        error.setError(StanzaError.from(StanzaError.Condition.service_unavailable, null).build());
        connection.sendStanza(error);
    }

    public void typing(String to, ChatState state) throws Exception {
        send(to, message -> message.addExtension((ExtensionElement) new ChatStateExtension(state)));
    }

    private String send(String to, java.util.function.Consumer<MessageBuilder> content) throws Exception {
        MessageBuilder message = connection.getStanzaFactory().buildMessageStanza()
            .to(jid(to)).ofType(org.jivesoftware.smack.packet.Message.Type.chat);
        content.accept(message);
        Stanza stanza = message.build();
        connection.sendStanza(stanza);
        return stanza.getStanzaId();
    }

    public void presence(Presence.Mode mode, String status) throws Exception {
        connection.sendStanza(connection.getStanzaFactory().buildPresenceStanza().setMode(mode).setStatus(status).build());
    }

    public void presence(String to, Presence.Type type) throws Exception {
        connection.sendStanza(connection.getStanzaFactory().buildPresenceStanza().to(jid(to)).ofType(type).build());
    }

    // ---- what it gets

    /** The first stanza that has all of these parts. */
    public String await(String... parts) {
        Predicate<String> wanted = xml -> Stream.of(parts).allMatch(xml::contains);
        if (!Await.until(PATIENCE, () -> stanzas.stream().anyMatch(wanted))) {
            throw new AssertionError("No stanza with " + List.of(parts) + " among\n" + String.join("\n", stanzas));
        }
        return stanzas.stream().filter(wanted).findFirst().orElseThrow();
    }

    /** Waits until somebody stands like that in the roster. */
    public void awaitContact(String user, Predicate<RosterEntry> wanted) throws Exception {
        BareJid jid = jid(user);
        if (!Await.until(PATIENCE, () -> wanted.test(roster().getEntry(jid)))) {
            throw new AssertionError("In the roster there is " + roster().getEntry(jid));
        }
    }

    /** How many stanzas so far have all of these parts. */
    public long count(String... parts) {
        return stanzas.stream().filter(xml -> Stream.of(parts).allMatch(xml::contains)).count();
    }

    /** The id of a stanza. */
    public static String id(String stanza) {
        java.util.regex.Matcher id = java.util.regex.Pattern.compile("^<message [^>]*\\bid=['\"]([^'\"]+)").matcher(stanza);
        if (!id.find()) {
            throw new AssertionError("No id in " + stanza);
        }
        return id.group(1);
    }

    /** Closes the socket, upon which the server tells the contacts. */
    @Override
    public void close() {
        // 4.2.0 does not answer a stream's end, for which disconnect() waits.
        connection.instantShutdown();
    }
}
