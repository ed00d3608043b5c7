package org.igniterealtime.openfire.plugin.fireside.pep;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.Xmpp;
import org.jivesoftware.smack.XMPPException.XMPPErrorException;
import org.jivesoftware.smack.packet.NamedElement;
import org.jivesoftware.smack.packet.StandardExtensionElement;
import org.jivesoftware.smack.packet.StanzaError;
import org.jivesoftware.smackx.pubsub.Affiliation;
import org.jivesoftware.smackx.pubsub.EventElement;
import org.jivesoftware.smackx.pubsub.EventElementType;
import org.jivesoftware.smackx.pubsub.Item;
import org.jivesoftware.smackx.pubsub.ItemsExtension;
import org.jivesoftware.smackx.pubsub.LeafNode;
import org.jivesoftware.smackx.pubsub.PayloadItem;
import org.jivesoftware.smackx.pubsub.PubSubManager;
import org.jivesoftware.smackx.pubsub.RetractItem;
import org.jivesoftware.smackx.pubsub.form.FillableConfigureForm;
import org.jxmpp.jid.BareJid;

/** A node at a service or at an account, and who is there: its owner, a contact of his in the group Friends, a stranger. */
record SmackPlace(BareJid service, String name, boolean account, Xmpp owner, Xmpp other, Xmpp stranger) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    PubSubManager manager(Xmpp who) {
        return PubSubManager.getInstanceFor(who.connection(), service);
    }

    /** The node; Smack looks whether there is one, the first time that somebody asks. */
    LeafNode node(Xmpp who) throws Exception {
        return manager(who).getLeafNode(name);
    }

    static String bare(Xmpp who) {
        return who.connection().getUser().asBareJid().toString();
    }

    void configure(Map<String, String> fields) throws Exception {
        FillableConfigureForm form = node(owner).getNodeConfiguration().getFillableForm();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            if (field.getKey().equals("roster_groups_allowed")) {
                form.setAnswer("pubsub#" + field.getKey(), List.of(field.getValue()));
            } else {
                form.setAnswer("pubsub#" + field.getKey(), field.getValue());
            }
        }
        node(owner).sendConfigurationForm(form);
    }

    void affiliate(Xmpp who, Affiliation.Type type) throws Exception {
        node(owner).modifyAffiliationAsOwner(List.of(new Affiliation(who.connection().getUser().asBareJid(), type)));
    }

    void publish(String id) throws Exception {
        node(owner).publish(item(id));
    }

    /** Publishes in the owner's hearing: who subscribes afterwards is not told of it as of something new. */
    void publishAndHear(String... ids) throws Exception {
        node(owner).subscribe(owner.connection().getUser().asBareJid());
        for (String id : ids) {
            publish(id);
        }
        awaitItem(owner, ids[ids.length - 1]);
        node(owner).unsubscribe(bare(owner));
    }

    static Item item(String id) {
        StandardExtensionElement title = StandardExtensionElement.builder("title", "http://www.w3.org/2005/Atom").setText("Words").build();
        StandardExtensionElement entry = StandardExtensionElement.builder("entry", "http://www.w3.org/2005/Atom").addElement(title).build();
        return id.isEmpty() ? new PayloadItem<>(entry) : new PayloadItem<>(id, entry);
    }

    List<String> ids(List<? extends Item> items) {
        return items.stream().map(Item::getId).toList();
    }

    // ---- what somebody is told

    Stream<EventElement> told(Xmpp who) {
        return who.messages().stream().filter(message -> service.equals(message.getFrom()))
            .map(EventElement::from).filter(Objects::nonNull);
    }

    boolean hasBeenTold(Xmpp who, String id) {
        return items(who).anyMatch(item -> item instanceof Item published && id.equals(published.getId()));
    }

    void awaitItem(Xmpp who, String id) {
        assertTrue(Await.until(PATIENCE, () -> hasBeenTold(who, id)), () -> "was not told of " + id);
    }

    void awaitRetraction(Xmpp who, String id) {
        assertTrue(Await.until(PATIENCE, () -> items(who).anyMatch(item -> item instanceof RetractItem gone && id.equals(gone.getId()))),
            () -> "was not told of the retraction of " + id);
    }

    void awaitEvent(Xmpp who, EventElementType type, String node) {
        assertTrue(Await.until(PATIENCE, () -> told(who).anyMatch(event -> event.getEventType() == type && node.equals(event.getEvent().getNode()))),
            () -> "was not told: " + type);
    }

    private Stream<? extends NamedElement> items(Xmpp who) {
        return told(who).map(EventElement::getEvent).filter(ItemsExtension.class::isInstance).map(ItemsExtension.class::cast)
            .flatMap(items -> items.getItems().stream());
    }

    // ---- what is refused

    /** What Smack asks. */
    @FunctionalInterface
    interface Asking {
        void run() throws Exception;
    }

    /** It was refused, as it had to be. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** It is not there, and nobody has to say so. */
    static final class NotOffered extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** It is not there, and that was said as the XEP has it. */
    static final class Unsupported extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** @param special condition of XEP-0060's own, or empty */
    static void refused(StanzaError.Condition condition, String special, Asking asking) throws Exception {
        try {
            asking.run();
        } catch (XMPPErrorException refusal) {
            StanzaError error = refusal.getStanzaError();
            boolean so = error.getCondition() == condition
                && (special.isEmpty() || error.getExtension(special, "http://jabber.org/protocol/pubsub#errors") != null);
            assertTrue(so, () -> "refused with " + error);
            throw new Refused();
        }
        throw new AssertionError("was not refused");
    }

    static void unsupported(StanzaError.Condition condition, String special, Asking asking) throws Exception {
        try {
            refused(condition, special, asking);
        } catch (Refused as) {
            throw new Unsupported();
        }
    }

    /** Runs what ends with a refusal that only has to be there. */
    static void seeRefused(StanzaError.Condition condition, Asking asking) throws Exception {
        try {
            refused(condition, "", asking);
        } catch (Refused expected) {
            return;
        }
    }
}
