package org.igniterealtime.openfire.plugin.fireside.social.people;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.host.Contact;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.session.Signals;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Presence;

/** Add, rename, remove, accept, refuse: roster sets and subscription stanzas (RFC 6121 §2.3 to §2.5, §3). */
final class ContactActions {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_NAME = 100;
    private static final int MOST_GROUPS = 10;

    private final Platform platform;

    ContactActions(Platform platform) {
        this.platform = platform;
    }

    void register() {
        on("contacts/add", this::add);
        on("contacts/rename", this::rename);
        on("contacts/remove", this::remove);
        on("contacts/accept", this::accept);
        on("contacts/refuse", this::refuse);
    }

    /** An action about one address, which is read and checked for all of them alike. */
    @FunctionalInterface
    private interface About {
        CompletionStage<Optional<Refusal>> act(Session session, JID jid, Call call);
    }

    private void on(String name, About about) {
        platform.actions().on(name, (Session session, Page page, Call call) -> {
            Optional<JID> jid = Jids.bare(call.field("jid"));
            if (jid.isEmpty()) {
                return Action.refused(Refusal.invalid("people.badAddress"));
            }
            if (call.field("name").length() > LONGEST_NAME || groups(call).size() > MOST_GROUPS) {
                return Action.refused(Refusal.invalid("people.tooLong"));
            }
            return about.act(session, jid.get(), call);
        });
    }

    private CompletionStage<Optional<Refusal>> add(Session session, JID jid, Call call) {
        if (jid.equals(session.person().jid())) {
            return Action.refused(Refusal.invalid("people.yourself"));
        }
        return session.data("roster", () -> !platform.server().isAccount(jid) || platform.accounts().find(jid.getNode()).isPresent())
            .thenCompose(exists -> {
                if (!exists) {
                    return Action.refused(Refusal.of(Refusal.Kind.MISSING, "people.unknown", jid.toString())).toCompletableFuture();
                }
                return set(session, jid, call).thenCompose(refusal -> refusal.isPresent()
                    ? CompletableFuture.completedFuture(refusal) : subscription(session, jid, Presence.Type.subscribe));
            });
    }

    private CompletionStage<Optional<Refusal>> rename(Session session, JID jid, Call call) {
        return contact(session, jid).thenCompose(contact -> contact.isEmpty()
            ? CompletableFuture.completedFuture(Optional.of(Refusal.of(Refusal.Kind.MISSING, "people.notListed")))
            : set(session, jid, call));
    }

    private CompletionStage<Optional<Refusal>> remove(Session session, JID jid, Call call) {
        return contact(session, jid).thenCompose(contact -> {
            if (contact.map(Contact::shared).orElse(false)) {
                return CompletableFuture.completedFuture(Optional.of(Refusal.of(Refusal.Kind.FORBIDDEN, "people.shared")));
            }
            IQ request = new IQ(IQ.Type.set);
            item(request, jid).addAttribute("subscription", "remove");
            return answered(session, request);
        });
    }

    private CompletionStage<Optional<Refusal>> accept(Session session, JID jid, Call call) {
        return contact(session, jid).thenCompose(contact -> subscription(session, jid, Presence.Type.subscribed).thenCompose(done ->
            contact.map(Contact::visible).orElse(false) || contact.map(Contact::asked).orElse(false)
                ? CompletableFuture.completedFuture(done) : subscription(session, jid, Presence.Type.subscribe)));
    }

    private CompletionStage<Optional<Refusal>> refuse(Session session, JID jid, Call call) {
        String username = session.person().username();
        return subscription(session, jid, Presence.Type.unsubscribed)
            .thenCompose(done -> session.host("subscription", () -> platform.rosters().forgetRequest(username, jid)))
            .thenApply(done -> {
                // The host pushes nothing for an item that was never shown.
                platform.sessions().signal(username, new Signals.RosterSeen(jid.toString()));
                return Optional.<Refusal>empty();
            });
    }

    private CompletableFuture<Optional<Contact>> contact(Session session, JID jid) {
        return session.data("roster", () -> platform.rosters().find(session.person().username(), jid));
    }

    private CompletableFuture<Optional<Refusal>> set(Session session, JID jid, Call call) {
        IQ request = new IQ(IQ.Type.set);
        Element item = item(request, jid);
        String name = XmlText.clean(call.field("name")).strip();
        if (!name.isEmpty()) {
            item.addAttribute("name", name);
        }
        groups(call).forEach(group -> item.addElement("group").setText(group));
        return answered(session, request);
    }

    private static Element item(IQ request, JID jid) {
        Element item = request.setChildElement("query", Ns.ROSTER).addElement("item");
        item.addAttribute("jid", jid.toString());
        return item;
    }

    private static CompletableFuture<Optional<Refusal>> answered(Session session, IQ request) {
        return session.ask(request, PATIENCE).thenApply(answer -> answer.getType() == IQ.Type.result ? Optional.<Refusal>empty()
            : Optional.of(Refusal.of(Refusal.Kind.CONFLICT, "people.notDone")));
    }

    private static CompletableFuture<Optional<Refusal>> subscription(Session session, JID jid, Presence.Type type) {
        return session.send(presence(jid, type), "subscription").thenApply(done -> Optional.empty());
    }

    static Presence presence(JID to, Presence.Type type) {
        Presence presence = new Presence(type);
        presence.setTo(to);
        return presence;
    }

    private static List<String> groups(Call call) {
        return Arrays.stream(XmlText.clean(call.field("groups")).split(",")).map(String::strip)
            .filter(group -> !group.isEmpty() && group.length() <= LONGEST_NAME).distinct().toList();
    }
}
