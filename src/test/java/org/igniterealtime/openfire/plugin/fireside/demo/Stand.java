package org.igniterealtime.openfire.plugin.fireside.demo;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.jivesoftware.smack.ConnectionConfiguration;
import org.jivesoftware.smack.chat2.ChatManager;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.MessageBuilder;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.PresenceBuilder;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smackx.chatstates.ChatState;
import org.jivesoftware.smackx.chatstates.packet.ChatStateExtension;
import org.jivesoftware.smackx.muc.MultiUserChat;
import org.jivesoftware.smackx.muc.MultiUserChatManager;
import org.jivesoftware.smackx.pep.PepManager;
import org.jivesoftware.smackx.pubsub.PayloadItem;
import org.jivesoftware.smackx.pubsub.SimplePayload;
import org.jivesoftware.smackx.receipts.DeliveryReceiptManager;
import org.jivesoftware.smackx.vcardtemp.VCardManager;
import org.jivesoftware.smackx.vcardtemp.packet.VCard;
import org.jivesoftware.smackx.xdata.form.FillableForm;
import org.jxmpp.jid.EntityBareJid;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.jid.parts.Resourcepart;

/** One member of the cast at a real XMPP client: sets the picture, and answers when it is one that answers. */
final class Stand implements AutoCloseable {
    static final String PASSWORD = "secret";
    private static final Random RANDOM = new Random();
    private static final ScheduledExecutorService PACE = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "demo-people");
        thread.setDaemon(true);
        return thread;
    });

    private final Cast.Member member;
    private final XMPPTCPConnection connection;
    private final List<String> answers = Cast.answers();

    Stand(OpenfireServer server, Cast.Member member) throws Exception {
        this.member = member;
        connection = new XMPPTCPConnection(XMPPTCPConnectionConfiguration.builder().setXmppDomain(server.domain())
            .setHost(server.address()).setPort(server.xmppPort()).setUsernameAndPassword(member.username(), PASSWORD)
            .setResource("phone").setSecurityMode(ConnectionConfiguration.SecurityMode.disabled).setSendPresence(false).build());
        connection.connect().login();
    }

    void dress() throws Exception {
        VCard card = new VCard();
        card.setNickName(member.name());
        card.setAvatar(Portrait.of(member.username()), "image/png");
        for (Cast.Said said : Cast.profiles()) {
            if (said.who().equals(member.username())) {
                say(card, said);
            }
        }
        VCardManager.getInstanceFor(connection).saveVCard(card);
    }

    private void say(VCard card, Cast.Said said) throws Exception {
        Map<String, String> fields = Map.of("DESC", said.about(), "TITLE", said.position(), "URL", said.website());
        fields.forEach((field, text) -> {
            if (!text.isEmpty()) {
                card.setField(field, text);
            }
        });
        if (!said.organisation().isEmpty()) {
            card.setOrganization(said.organisation());
        }
        if (!said.place().isEmpty()) {
            card.setAddressFieldHome("LOCALITY", said.place());
        }
        if (said.banner()) {
            PepManager.getInstanceFor(connection).publish("urn:xmpp:movim-banner:0", new PayloadItem<>("current", new SimplePayload(
                "<metadata xmlns='urn:xmpp:avatar:metadata'><info id='current' type='image/png' url='data:image/png;base64,"
                    + Base64.getEncoder().encodeToString(Portrait.banner(member.username())) + "'/></metadata>")));
        }
    }

    boolean plays(String username) {
        return member.username().equals(username);
    }

    void publish(Blog blog, Cast.Post post) throws Exception {
        blog.publish(connection, member, post);
    }

    void answer(Blog blog) throws Exception {
        blog.answer(connection, member);
    }

    /** Makes a room (XEP-0045 §10.1.3). */
    void make(Cast.Room room, String domain) throws Exception {
        MultiUserChat made = room(room, domain);
        made.createOrJoin(nick());
        FillableForm form = made.getConfigurationForm().getFillableForm();
        form.setAnswer("muc#roomconfig_roomname", room.name());
        form.setAnswer("muc#roomconfig_persistentroom", true);
        form.setAnswer("muc#roomconfig_publicroom", room.open());
        form.setAnswer("muc#roomconfig_membersonly", !room.open());
        form.setAnswer("muc#roomconfig_maxusers", List.of("0"));
        made.sendConfigurationForm(form);
        if (!room.open()) {
            for (String who : room.who()) {
                made.grantMembership(JidCreate.bareFrom(who + '@' + domain));
            }
        }
        made.changeSubject(room.subject());
    }

    /** Has a room in his list (XEP-0402), so that his browser enters it. */
    void list(Cast.Room room, String domain) throws Exception {
        PepManager.getInstanceFor(connection).publish("urn:xmpp:bookmarks:1", new PayloadItem<>(room.address() + "@conference." + domain, new SimplePayload(
            "<conference xmlns='urn:xmpp:bookmarks:1' name='" + room.name() + "' autojoin='true'><nick>" + member.name() + "</nick></conference>")));
    }

    void join(Cast.Room room, String domain) throws Exception {
        room(room, domain).join(nick());
    }

    private MultiUserChat room(Cast.Room room, String domain) throws Exception {
        return MultiUserChatManager.getInstanceFor(connection).getMultiUserChat(JidCreate.entityBareFrom(room.address() + "@conference." + domain));
    }

    private Resourcepart nick() throws Exception {
        return Resourcepart.from(member.name());
    }

    /** Comes online, and answers whoever writes. */
    void take() throws Exception {
        DeliveryReceiptManager.getInstanceFor(connection).autoAddDeliveryReceiptRequests();
        DeliveryReceiptManager.getInstanceFor(connection).setAutoReceiptMode(DeliveryReceiptManager.AutoReceiptMode.always);
        ChatManager.getInstanceFor(connection).addIncomingListener((from, message, chat) -> answer(from));
        PresenceBuilder presence = connection.getStanzaFactory().buildPresenceStanza().setStatus(member.words());
        if (!member.show().isEmpty()) {
            presence.setMode(Presence.Mode.valueOf(member.show()));
        }
        connection.sendStanza(presence.build());
    }

    private void answer(EntityBareJid to) {
        String text = answers.get(RANDOM.nextInt(answers.size()));
        PACE.schedule(() -> say(to, null), 800, TimeUnit.MILLISECONDS);
        PACE.schedule(() -> say(to, text), 1500 + 45L * text.length(), TimeUnit.MILLISECONDS);
    }

    private void say(EntityBareJid to, String text) {
        MessageBuilder message = connection.getStanzaFactory().buildMessageStanza().to(to).ofType(Message.Type.chat);
        message.addExtension(new ChatStateExtension(text == null ? ChatState.composing : ChatState.active));
        if (text != null) {
            message.setBody(text);
        }
        try {
            connection.sendStanza(message.build());
        } catch (Exception goingDown) {
            return;
        }
    }

    @Override
    public void close() {
        // In order, Smack waits five seconds for a word that Openfire 4.2 never says.
        connection.instantShutdown();
    }
}
