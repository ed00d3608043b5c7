package org.igniterealtime.openfire.plugin.fireside.browser;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.SmackConfiguration;
import org.jivesoftware.smack.XMPPException;
import org.jivesoftware.smack.packet.ExtensionElement;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.MessageBuilder;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.StandardExtensionElement;
import org.jivesoftware.smack.packet.Stanza;
import org.jivesoftware.smack.packet.StanzaBuilder;
import org.jivesoftware.smack.provider.ProviderManager;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smackx.bookmarks.BookmarkManager;
import org.jivesoftware.smackx.chat_markers.element.ChatMarkersElements;
import org.jivesoftware.smackx.chatstates.ChatState;
import org.jivesoftware.smackx.chatstates.packet.ChatStateExtension;
import org.jivesoftware.smackx.eme.element.ExplicitMessageEncryptionElement;
import org.jivesoftware.smackx.httpfileupload.HttpFileUploadManager;
import org.jivesoftware.smackx.mam.MamManager;
import org.jivesoftware.smackx.message_correct.element.MessageCorrectExtension;
import org.jivesoftware.smackx.message_fastening.element.FasteningElement;
import org.jivesoftware.smackx.message_retraction.element.RetractElement;
import org.jivesoftware.smackx.muc.MultiUserChat;
import org.jivesoftware.smackx.muc.MultiUserChatManager;
import org.jivesoftware.smackx.muc.packet.GroupChatInvitation;
import org.jivesoftware.smackx.muc.packet.MUCUser;
import org.jivesoftware.smackx.ping.PingManager;
import org.jivesoftware.smackx.receipts.DeliveryReceipt;
import org.jivesoftware.smackx.receipts.DeliveryReceiptRequest;
import org.jivesoftware.smackx.reference.element.ReferenceElement;
import org.jivesoftware.smackx.sid.element.OriginIdElement;
import org.jivesoftware.smackx.sid.element.StanzaIdElement;
import org.jivesoftware.smackx.vcardtemp.VCardManager;
import org.jxmpp.jid.EntityBareJid;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.jid.parts.Resourcepart;

/** Smack over TCP: what its own classes say and read. */
final class SmackChat implements ChatClient {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String user;
    private final XMPPTCPConnection connection;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final List<Presence> presences = new CopyOnWriteArrayList<>();
    private final List<String> sent = new CopyOnWriteArrayList<>();

    private SmackChat(String user, XMPPTCPConnection connection) {
        this.user = user;
        this.connection = connection;
    }

    static SmackChat logIn(OpenfireServer server, String user) throws Exception {
        XMPPTCPConnection connection = new XMPPTCPConnection(XMPPTCPConnectionConfiguration.builder()
            .setXmppDomain(server.domain()).setHost(server.address()).setPort(server.xmppPort())
            .setSecurityMode(SecurityMode.disabled).setUsernameAndPassword(user, Scene.PASSWORD).setResource("smack").build());
        connection.setUseStreamManagement(false);
        connection.setReplyTimeout(PATIENCE.toMillis());
        SmackChat client = new SmackChat(user, connection);
        connection.addSyncStanzaListener(client::comes, stanza -> true);
        connection.addStanzaSendingListener(stanza -> client.sent.add(stanza.toXML().toString()), stanza -> true);
        connection.connect().login();
        PingManager.getInstanceFor(connection).pingMyServer();
        return client;
    }

    private void comes(Stanza stanza) {
        if (stanza instanceof Message message) {
            messages.add(message);
        } else if (stanza instanceof Presence presence) {
            presences.add(presence);
        }
    }

    @Override
    public String name() {
        return "Smack " + SmackConfiguration.getVersion().replaceAll(" .*", "");
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public Object obey(String deed, Map<String, String> fields) throws Exception {
        try {
            return deed.startsWith("sees_") ? see(deed, fields) : act(deed, fields);
        } catch (XMPPException.XMPPErrorException refused) {
            throw new Cannot("refused: " + refused.getStanzaError().getCondition());
        }
    }

    // ---- what it does

    private Object act(String deed, Map<String, String> fields) throws Exception {
        String to = fields.get("to");
        switch (deed) {
            case "open" -> connection.isConnected();
            case "say" -> send(to, message -> words(message, to, fields.get("text")));
            case "correct" -> send(to, message -> {
                words(message, to, fields.get("text"));
                message.addExtension(new MessageCorrectExtension(said(fields.get("of")).getStanzaId()));
            });
            case "retract" -> retract(to, fields.get("of"));
            case "moderate" -> lacks("moderate", "urn:xmpp:message-moderate:0", "urn:xmpp:message-moderate:1");
            case "react" -> lacks("reactions", "urn:xmpp:reactions:0");
            case "reply" -> lacks("reply", "urn:xmpp:reply:0");
            case "read" -> send(to, message -> message.addExtension(new ChatMarkersElements.DisplayedExtension(id(fields.get("of")))));
            case "type" -> send(to, message -> message.addExtension((ExtensionElement) new ChatStateExtension(ChatState.composing)));
            case "receive" -> until(deed, () -> sent.stream().anyMatch(xml -> xml.contains(DeliveryReceipt.NAMESPACE) && xml.contains("<received ")));
            case "file" -> file(to, fields.get("name"), fields.get("text"));
            case "voice" -> throw new Cannot("unsupported: it records nothing; a sound is a file like others");
            case "encrypt" -> send(to, message -> {
                message.setBody("I sent you an OMEMO encrypted message");
                message.addExtension(StandardExtensionElement.builder("encrypted", "eu.siacs.conversations.axolotl").addElement("payload", "MTIz").build());
                ExplicitMessageEncryptionElement.set(message, ExplicitMessageEncryptionElement.ExplicitMessageEncryptionProtocol.omemoVAxolotl);
            });
            case "enter" -> room(fields.get("room")).join(Resourcepart.from(fields.get("nick")));
            case "invite" -> {
                room(fields.get("room")).invite(JidCreate.entityBareFrom(fields.get("who")), "Come in");
                return "XEP-0045";
            }
            case "read_state" -> lacks("displayed", "urn:xmpp:mds:displayed:0");
            case "subject" -> room(fields.get("room")).changeSubject(fields.get("text"));
            case "role" -> role(room(fields.get("room")), Resourcepart.from(fields.get("nick")), fields.get("role"));
            case "ban" -> room(fields.get("room")).banUser(JidCreate.from(fields.get("who")), "");
            case "bookmark" -> {
                BookmarkManager.getBookmarkManager(connection).addBookmarkedConference(fields.get("name"), JidCreate.entityBareFrom(fields.get("room")), false,
                    Resourcepart.from("smack"), null);
                return "XEP-0048, at the first log-in here";
            }
            case "ping_itself" -> PingManager.getInstanceFor(connection).ping(JidCreate.from(fields.get("room") + "/" + fields.get("nick")));
            case "mention" -> mention(to, fields.get("text"), fields.get("who"));
            case "archive" -> {
                return archive(fields);
            }
            case "sent" -> {
                return sent.stream().filter(xml -> xml.contains(fields.get("part"))).toList();
            }
            default -> throw new AssertionError("no such order: " + deed);
        }
        return null;
    }

    private void send(String to, Consumer<MessageBuilder> content) throws Exception {
        MessageBuilder message = connection.getStanzaFactory().buildMessageStanza().to(JidCreate.from(to)).ofType(isRoom(to) ? Message.Type.groupchat : Message.Type.chat);
        content.accept(message);
        Message built = message.build();
        if (!isRoom(to)) {
            messages.add(built);
        }
        connection.sendStanza(built);
    }

    private static void words(MessageBuilder message, String to, String text) {
        message.setBody(text);
        if (!isRoom(to)) {
            message.addExtension(new DeliveryReceiptRequest());
            message.addExtension(ChatMarkersElements.MarkableExtension.INSTANCE);
        }
    }

    // MessageRetractionManager.retractMessage sends to nobody; what it is made of is public.
    private void retract(String to, String of) throws Exception {
        OriginIdElement about = new OriginIdElement(isRoom(to) ? said(of).getStanzaId() : id(of));
        send(to, message -> org.jivesoftware.smackx.message_retraction.MessageRetractionManager.addRetractionElementToMessage(about, message));
    }

    private void mention(String to, String text, String who) throws Exception {
        Message message = StanzaBuilder.buildMessage().to(JidCreate.from(to)).ofType(Message.Type.groupchat).setBody(text).build();
        ReferenceElement.addMention(message, 0, text.indexOf(':'), JidCreate.bareFrom(who));
        connection.sendStanza(message);
    }

    private void file(String to, String name, String text) throws Exception {
        HttpFileUploadManager uploads = HttpFileUploadManager.getInstanceFor(connection);
        uploads.discoverUploadService();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String url = uploads.uploadFile(new ByteArrayInputStream(bytes), name, bytes.length).toString();
        send(to, message -> {
            message.setBody(url);
            message.addExtension(StandardExtensionElement.builder("x", "jabber:x:oob").addElement("url", url).build());
        });
    }

    private static void role(MultiUserChat room, Resourcepart nick, String role) throws Exception {
        switch (role) {
            case "none" -> room.kickParticipant(nick, "");
            case "visitor" -> room.revokeVoice(nick);
            default -> room.grantVoice(nick);
        }
    }

    private List<String> archive(Map<String, String> fields) throws Exception {
        MamManager.MamQueryArgs.Builder asked = MamManager.MamQueryArgs.builder().setResultPageSizeTo(50);
        if (fields.containsKey("with")) {
            asked.limitResultsToJid(JidCreate.from(fields.get("with")));
        }
        MamManager archive = fields.containsKey("room") ? MamManager.getInstanceFor(room(fields.get("room"))) : MamManager.getInstanceFor(connection);
        return archive.queryArchive(asked.build()).getMessages().stream().map(message -> message.getBody() == null ? "" : message.getBody()).toList();
    }

    // ---- what it sees

    private Object see(String deed, Map<String, String> fields) throws Exception {
        String of = fields.get("of");
        switch (deed) {
            case "sees_text", "sees_styled" -> {
                await(deed, message -> fields.get("text").equals(message.getBody()));
                return deed.equals("sees_text") ? null : "as it is written";
            }
            case "sees_mention" -> {
                Message mention = await(deed, message -> fields.get("text").equals(message.getBody()));
                return ReferenceElement.containsReferences(mention) ? "XEP-0372" : "the name in the words";
            }
            case "sees_correction" -> await(deed, message -> MessageCorrectExtension.from(message) != null
                && MessageCorrectExtension.from(message).getIdInitialMessage().equals(said(of).getStanzaId()) && fields.get("text").equals(message.getBody()));
            case "sees_retraction" -> {
                if (!RetractElement.NAMESPACE.equals("urn:xmpp:message-retract:1")) {
                    String id = id(of);
                    Message retraction = await(deed, message -> message.toXML().toString().contains("urn:xmpp:message-retract:1") && message.toXML().toString().contains(id));
                    if (FasteningElement.hasFasteningElement(retraction)) {
                        return null;
                    }
                    throw new Cannot("unsupported: its classes know " + RetractElement.NAMESPACE + " alone; it shows the words for such clients");
                }
            }
            case "sees_moderation" -> lacks("moderated", "urn:xmpp:message-moderate:0", "urn:xmpp:message-moderate:1");
            case "sees_reaction" -> lacks("reactions", "urn:xmpp:reactions:0");
            case "sees_reply" -> {
                await(deed, message -> message.getBody() != null && message.getBody().endsWith(fields.get("text")) && message.getBody().contains("> " + of));
                lacks("reply", "urn:xmpp:reply:0");
            }
            case "sees_read" -> await(deed, message -> ChatMarkersElements.DisplayedExtension.from(message) != null
                && ChatMarkersElements.DisplayedExtension.from(message).getId().equals(id(of)));
            case "sees_receipt" -> await(deed, message -> DeliveryReceipt.from(message) != null && DeliveryReceipt.from(message).getId().equals(id(of)));
            case "sees_typing" -> await(deed, message -> message.getFrom() != null && message.getFrom().toString().startsWith(fields.get("who")) && message.getExtension(ChatStateExtension.NAMESPACE) instanceof ChatStateExtension state
                && state.getChatState() == ChatState.composing);
            case "sees_file" -> await(deed, message -> message.getExtension("jabber:x:oob") instanceof StandardExtensionElement beside
                && beside.getFirstElement("url").getText().endsWith(fields.get("name")));
            case "sees_subject" -> await(deed, message -> fields.get("text").equals(message.getSubject()));
            case "sees_invitation" -> {
                Message came = await(deed, message -> GroupChatInvitation.from(message) != null || MUCUser.from(message) != null && MUCUser.from(message).getInvite() != null);
                return MUCUser.from(came) != null ? "XEP-0045" : "XEP-0249";
            }
            case "sees_role" -> until(deed, () -> room(fields.get("room")).getOccupant(JidCreate.entityFullFrom(fields.get("room") + "/" + fields.get("nick")))
                .getRole().toString().equals(fields.get("role")));
            case "sees_leaving" -> until(deed, () -> presences.stream().anyMatch(each -> each.getType() == Presence.Type.unavailable
                && each.getFrom().toString().equals(fields.get("room") + "/" + fields.get("nick")) && MUCUser.from(each) != null
                && MUCUser.from(each).getStatus().stream().anyMatch(status -> Integer.toString(status.getCode()).equals(fields.get("code")))));
            case "sees_occupant_id" -> lacks("occupant-id", "urn:xmpp:occupant-id:0");
            case "sees_bookmark" -> lacks("conference", "urn:xmpp:bookmarks:1");
            case "sees_picture" -> until(deed, () -> VCardManager.getInstanceFor(connection).loadVCard(JidCreate.entityBareFrom(fields.get("room"))).getAvatar() != null);
            default -> throw new AssertionError("no such order: " + deed);
        }
        return null;
    }

    private static void lacks(String element, String... namespaces) throws Cannot {
        for (String namespace : namespaces) {
            if (ProviderManager.getExtensionProvider(element, namespace) != null) {
                throw new AssertionError("It has a class for " + namespace);
            }
        }
        throw new Cannot("unsupported: it has no class for " + namespaces[namespaces.length - 1]);
    }

    private static boolean isRoom(String to) {
        return to.contains("@conference.");
    }

    private MultiUserChat room(String address) throws Exception {
        return MultiUserChatManager.getInstanceFor(connection).getMultiUserChat((EntityBareJid) JidCreate.bareFrom(address));
    }

    private Message said(String words) {
        return await("message " + words, message -> message.getBody() != null && (message.getBody().equals(words) || message.getBody().endsWith("\n" + words)));
    }

    /** By which others speak of it: its own id, in rooms that of the room. */
    private String id(String words) {
        Message said = said(words);
        StanzaIdElement given = StanzaIdElement.getStanzaId(said);
        return said.getType() == Message.Type.groupchat && given != null ? given.getId() : said.getStanzaId();
    }

    private Message await(String what, Predicate<Message> wanted) {
        if (!Await.until(PATIENCE, () -> messages.stream().anyMatch(wanted))) {
            throw new AssertionError("No " + what + " among " + messages.stream().map(each -> "\n" + each.toXML()).toList());
        }
        Optional<Message> found = messages.stream().filter(wanted).findFirst();
        return found.orElseThrow();
    }

    private void until(String what, Callable<Boolean> question) {
        if (!Await.until(PATIENCE, question)) {
            throw new AssertionError("No " + what + " among " + presences.stream().map(each -> "\n" + each.toXML()).toList());
        }
    }

    /** Closes the socket: 4.2.0 does not answer a stream's end. */
    @Override
    public void close() {
        connection.instantShutdown();
    }
}
