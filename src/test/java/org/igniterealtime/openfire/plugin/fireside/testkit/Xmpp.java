package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jivesoftware.smack.ConnectionConfiguration;
import org.jivesoftware.smack.filter.StanzaTypeFilter;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.MessageBuilder;
import org.jivesoftware.smack.packet.StanzaBuilder;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smackx.ping.PingManager;

/** An ordinary client: Smack over TCP, online, which keeps every message that it is given. */
public final class Xmpp implements AutoCloseable {
    private final XMPPTCPConnection connection;
    private final List<Message> messages = new CopyOnWriteArrayList<>();

    private Xmpp(XMPPTCPConnection connection) {
        this.connection = connection;
    }

    /** Logs in by the password that all accounts of the tests have. */
    public static Xmpp logIn(OpenfireServer server, String username) throws Exception {
        XMPPTCPConnection connection = new XMPPTCPConnection(XMPPTCPConnectionConfiguration.builder()
            .setXmppDomain(server.domain()).setHost(server.address()).setPort(server.xmppPort())
            .setSecurityMode(ConnectionConfiguration.SecurityMode.disabled).setUsernameAndPassword(username, "secret").build());
        Xmpp client = new Xmpp(connection);
        connection.setReplyTimeout(20_000);
        connection.addSyncStanzaListener(stanza -> client.messages.add((Message) stanza), StanzaTypeFilter.MESSAGE);
        connection.connect().login();
        // The server takes what a client sends in order: with the answer it has taken the first presence too.
        PingManager.getInstanceFor(connection).pingMyServer();
        return client;
    }

    public XMPPTCPConnection connection() {
        return connection;
    }

    /** A text to a bare address, as a chat. */
    public void send(String to, String id, String body) throws Exception {
        MessageBuilder message = StanzaBuilder.buildMessage(id).to(to).ofType(Message.Type.chat).setBody(body);
        connection.sendStanza(message.build());
    }

    /** All messages that came, in order, whatever they carry. */
    public List<Message> messages() {
        return messages;
    }

    /** The texts that came, in order. */
    public List<String> bodies() {
        return messages.stream().filter(message -> message.getType() != Message.Type.error).map(Message::getBody)
            .filter(java.util.Objects::nonNull).toList();
    }

    /** Openfire 4.2.0 does not answer a stream's end, for which an orderly disconnect waits. */
    @Override
    public void close() {
        connection.instantShutdown();
    }
}
