package org.igniterealtime.openfire.plugin.fireside.talk.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.archive.Kept;
import org.igniterealtime.openfire.plugin.fireside.archive.Stored;
import org.igniterealtime.openfire.plugin.fireside.desk.media.AttachmentStanza;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Card;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Cards;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.host.Contact;
import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.page.Shell;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.session.Preferences;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Cursor;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.MessageCard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.JID;

/**
 * Cards below messages that have a link. A link is looked at when its message comes, be somebody there to read it or not, and never
 * when it is read: otherwise whoever sent it would learn when that was. Those of strangers are not looked at: they would learn
 * that there is such an account.
 */
final class LinkCards {
    private static final Logger LOG = LoggerFactory.getLogger(LinkCards.class);
    /** What came out of the offline store after so long is not looked at: it was sent long ago. */
    private static final Duration LATE = Duration.ofDays(1);

    private final Platform platform;
    private final Cards cards;
    // What is being looked at: its room is kept below the message meanwhile, so that nothing moves when the card comes. They expire,
    // should a link never be through with.
    private final Cache<Below, Boolean> awaited = Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(Duration.ofMinutes(2))
        .executor(Runnable::run).build();

    /** A message in somebody's archive. */
    private record Below(String owner, long id) {
    }

    /** A link is looked at. @param card or null */
    private record LookedAt(Kept message, Card card) {
    }

    LinkCards(Platform platform, Cards cards) {
        this.platform = platform;
        this.cards = cards;
    }

    /** Before who shows the messages: what is awaited is known then. */
    void register() {
        platform.events().on(Stored.class, stored -> came(stored.message()));
        platform.signals().on(LookedAt.class, this::lookedAt);
    }

    // ---- what comes

    private void came(Kept message) {
        Optional<String> link = message.at().isBefore(Instant.now().minus(LATE)) ? Optional.empty() : link(message);
        if (link.isEmpty()) {
            return;
        }
        Optional<Person> here = platform.sessions().person(message.owner());
        if (here.isPresent()) {
            // Of who is here, the host has the list of contacts in memory.
            look(message, link.get(), here.get().preferences());
        } else {
            platform.sessions().dataLane().call("cards " + message.owner(), () -> {
                look(message, link.get(), platform.preferences().read(message.owner()));
                return null;
            }).exceptionally(fault -> {
                LOG.warn("A link is not looked at", fault);
                return null;
            });
        }
    }

    private void look(Kept message, String link, Preferences chosen) {
        if (!chosen.cards() || !message.outgoing() && !isContact(message)) {
            return;
        }
        Below below = new Below(message.owner(), message.id());
        awaited.put(below, true);
        cards.of(link).whenComplete((card, never) -> {
            awaited.invalidate(below);
            platform.sessions().signal(message.owner(), new LookedAt(message, card == null ? null : card.orElse(null)));
        });
    }

    private boolean isContact(Kept message) {
        return platform.rosters().find(message.owner(), new JID(message.peer())).map(Contact::listed).orElse(false);
    }

    // Of a file's message, what it says is the address of the file (XEP-0066 §3): that is none of its words.
    private Optional<String> link(Kept message) {
        return cards.link(AttachmentStanza.read(message.source(), message.words()).text());
    }

    // ---- what is shown

    private void lookedAt(Session session, LookedAt seen) {
        String id = id(seen.message());
        Shell.each(session, ChatView.Showing.class, (page, showing) -> {
            if (showing.peer().equals(seen.message().peer())) {
                page.patch(seen.card() == null ? Patch.remove(id) : Patch.of("replace", id, draw(new MessageCard(id, seen.card()), page.locale())));
            }
        });
    }

    private String draw(MessageCard below, Locale locale) {
        return platform.views().render("messages/card", locale, "below", below).html();
    }

    /** From memory. @param words of the message @return null where nothing is below it */
    MessageCard below(Kept message, String words) {
        Optional<String> link = wanted(message.owner()) ? cards.link(words) : Optional.empty();
        Optional<Card> card = link.flatMap(cards::known);
        boolean room = card.isPresent() || link.isPresent() && awaited.getIfPresent(new Below(message.owner(), message.id())) != null;
        return room ? new MessageCard(id(message), card.orElse(null)) : null;
    }

    /** Has the cards known that messages of one archive have, before they are drawn. Blocks; asks no other server. */
    void recall(List<Kept> messages) {
        if (!messages.isEmpty() && wanted(messages.get(0).owner())) {
            List<String> links = messages.stream().map(this::link).flatMap(Optional::stream).toList();
            cards.recall(links);
        }
    }

    private boolean wanted(String owner) {
        return platform.sessions().person(owner).map(person -> person.preferences().cards()).orElse(false);
    }

    private static String id(Kept message) {
        return Cursor.element(message.id()) + "-card";
    }
}
