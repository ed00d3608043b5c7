package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.SmackException;
import org.jivesoftware.smack.filter.StanzaTypeFilter;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.Stanza;
import org.jivesoftware.smack.packet.StanzaBuilder;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smackx.ping.PingManager;
import org.jxmpp.jid.impl.JidCreate;

/**
 * An ordinary client over TCP, without carbons, priority 0: somebody's other device, or a contact who watches. Keeps
 * what came, in order.
 */
public final class Phone implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final XMPPTCPConnection connection;
    private final List<Presence> presences = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();

    private Phone(XMPPTCPConnection connection) {
        this.connection = connection;
    }

    /** Logs in, and is available when this returns. */
    public static Phone logIn(OpenfireServer server, String user, String password) throws Exception {
        Phone phone = connect(server, user, password, true);
        phone.connection.login();
        phone.taken();
        return phone;
    }

    /** Logs in to any server without TLS, and is available when this returns. */
    public static Phone logIn(String domain, String address, int port, String user, String password) throws Exception {
        Phone phone = connect(domain, address, port, user, password, true);
        phone.connection.login();
        phone.taken();
        return phone;
    }

    /** Logs in, and stays without presence until {@link #appear}. */
    public static Phone logInSilently(OpenfireServer server, String user, String password) throws Exception {
        Phone phone = connect(server, user, password, false);
        phone.connection.login();
        return phone;
    }

    private static Phone connect(OpenfireServer server, String user, String password, boolean available)
            throws Exception {
        return connect(server.domain(), server.address(), server.xmppPort(), user, password, available);
    }

    private static Phone connect(String domain, String address, int port, String user, String password, boolean available)
            throws Exception {
        Phone phone = new Phone(new XMPPTCPConnection(XMPPTCPConnectionConfiguration.builder()
                .setXmppDomain(domain).setHost(address).setPort(port)
                .setSecurityMode(SecurityMode.disabled).setUsernameAndPassword(user, password)
                .setResource("phone").setSendPresence(available).build()));
        // Stream management would keep the server's session alive after the goodbye.
        phone.connection.setUseStreamManagement(false);
        phone.connection.addSyncStanzaListener(phone::seen, StanzaTypeFilter.PRESENCE);
        phone.connection.addSyncStanzaListener(phone::received, StanzaTypeFilter.MESSAGE);
        phone.connection.connect();
        return phone;
    }

    /** Says that it is available. */
    public void appear() throws Exception {
        connection.sendStanza(connection.getStanzaFactory().buildPresenceStanza().build());
        taken();
    }

    // Answered once the server has taken what was sent before: from then on messages to the account come here.
    private void taken() throws Exception {
        PingManager.getInstanceFor(connection).pingMyServer();
    }

    private synchronized void seen(Stanza presence) {
        presences.add((Presence) presence);
        notifyAll();
    }

    private synchronized void received(Stanza message) {
        messages.add((Message) message);
        notifyAll();
    }

    public XMPPTCPConnection connection() {
        return connection;
    }

    /** Its full JID. */
    public String jid() {
        return connection.getUser().toString();
    }

    /** Sends a chat message with an id of its own. */
    public void say(String to, String body) throws Exception {
        connection.sendStanza(StanzaBuilder.buildMessage().to(JidCreate.from(to)).ofType(Message.Type.chat)
                .setBody(body).build());
    }

    /** Asks, and waits for the answer. */
    public <A extends IQ> A ask(IQ request) throws Exception {
        return connection.sendIqRequestAndWaitForResponse(request);
    }

    /** All presence so far, in order. */
    public synchronized List<Presence> presences() {
        return List.copyOf(presences);
    }

    /** All messages so far, in order. */
    public synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    /** The bodies of all messages so far, in order. */
    public synchronized List<String> bodies() {
        return messages.stream().map(Message::getBody).filter(body -> body != null).toList();
    }

    /** The newest presence that came, or one that comes yet. */
    public Presence awaitPresence(Predicate<Presence> wanted) throws InterruptedException {
        return await(presences, wanted, "presence");
    }

    public Message awaitMessage(Predicate<Message> wanted) throws InterruptedException {
        return await(messages, wanted, "message");
    }

    public Message awaitBody(String body) throws InterruptedException {
        return awaitMessage(message -> body.equals(message.getBody()));
    }

    private synchronized <S extends Stanza> S await(List<S> all, Predicate<S> wanted, String what)
            throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            for (int i = all.size() - 1; i >= 0; i--) {
                if (wanted.test(all.get(i))) {
                    return all.get(i);
                }
            }
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new IllegalStateException(jid() + " waited in vain for a " + what + "; the newest are "
                        + all.subList(Math.max(0, all.size() - 5), all.size()));
            }
            wait(left);
        }
    }

    /** Says unavailable and leaves. */
    @Override
    public void close() {
        try {
            connection.sendStanza(connection.getStanzaFactory().buildPresenceStanza()
                    .ofType(Presence.Type.unavailable).build());
        } catch (SmackException.NotConnectedException gone) {
            // The server may have been stopped before.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        // 4.2.0 does not answer a stream's end, for which disconnect() waits.
        connection.instantShutdown();
    }
}
