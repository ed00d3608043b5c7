package org.igniterealtime.openfire.plugin.fireside.route;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;

/**
 * Numbers one-to-one messages, and says on them under which id the archive of a local account keeps them (XEP-0359 §3, XEP-0313 §3.5),
 * before they are delivered: carbons and what the host stores for later have it too. While somebody else keeps the archives that
 * clients read, his ids are left alone.
 */
public final class StanzaIds {
    /** Numbers that messages were given before they were sent. */
    @FunctionalInterface
    public interface Numbers {
        /** @param sender as on the message @param id the {@code id} attribute, or empty */
        OptionalLong of(JID sender, String id);
    }

    /** A message is in the offline store so soon after it was numbered. */
    private static final Duration STORED = Duration.ofMinutes(1);

    private final Stamp stamp;
    private final String domain;
    private final Numbers known;
    private final BooleanSupplier ours;

    /**
     * @param domain of the accounts
     * @param ours whether the archives that clients read are Fireside's at the moment
     */
    public StanzaIds(Stamp stamp, String domain, Numbers known, BooleanSupplier ours) {
        this.stamp = stamp;
        this.domain = domain;
        this.known = known;
        this.ours = ours;
    }

    /** Of any message that begins its way: what claims to be an id that an account here, or the server, gave it is not (XEP-0359 §6). */
    void meet(Message message) {
        List<Element> claimed = Xml.children(message.getElement(), "stanza-id", Ns.STANZA_ID);
        if (!claimed.isEmpty() && ours.getAsBoolean()) {
            claimed.stream().filter(id -> isOfHere(id.attributeValue("by", ""))).forEach(message.getElement()::remove);
        }
    }

    private boolean isOfHere(String by) {
        try {
            return domain.equals(new JID(by.strip()).getDomain());
        } catch (IllegalArgumentException nobody) {
            return false;
        }
    }

    /** The number of a one-to-one message that begins its way; it stands on it then where an account here keeps it. */
    long number(Message message) {
        long number = known.of(message.getFrom(), message.getID() == null ? "" : message.getID()).orElseGet(stamp::next);
        JID to = message.getTo();
        if (domain.equals(to.getDomain()) && isKept(message) && ours.getAsBoolean()) {
            message.getElement().addElement("stanza-id", Ns.STANZA_ID).addAttribute("by", to.toBareJID()).addAttribute("id", Stamp.text(number));
        }
        return number;
    }

    /**
     * The number that {@link #number} gave a message which has lain in the host's offline store since.
     *
     * @param at when it was put there; while the plugin was away anybody could write a number on it, but none of another time
     * @return 0 for none, or where numbers are somebody else's at the moment and are not taken off either
     */
    long told(Message message, Instant at) {
        if (!ours.getAsBoolean()) {
            return 0;
        }
        String mine = message.getTo().toBareJID();
        return Xml.children(message.getElement(), "stanza-id", Ns.STANZA_ID).stream().filter(id -> mine.equals(id.attributeValue("by")))
            .mapToLong(id -> Stamp.of(id.attributeValue("id", ""))).filter(id -> id > 0 && Duration.between(Stamp.time(id), at).abs().compareTo(STORED) < 0)
            .findFirst().orElse(0);
    }

    /**
     * Of any message that is about to be handed out: a copy for who sent it (XEP-0280 §7) says the id of his own archive rather than that of
     * the other side's, whose it is not (XEP-0313 §3.5). It is the same in both.
     */
    void copy(Message message) {
        Element sent = Xml.child(message.getElement(), "sent", Ns.CARBONS);
        Element forwarded = sent == null ? null : Xml.child(sent, "forwarded", Ns.FORWARD);
        if (forwarded == null || message.getTo() == null || !ours.getAsBoolean()) {
            return;
        }
        for (Element copied : Xml.children(forwarded)) {
            Xml.children(copied, "stanza-id", Ns.STANZA_ID).stream().filter(id -> isOfHere(id.attributeValue("by", "")))
                .forEach(id -> id.addAttribute("by", message.getTo().toBareJID()));
        }
    }

    // A receipt changes what is kept, and is not kept itself.
    private static boolean isKept(Message message) {
        return message.getBody() != null && !message.getBody().isEmpty() || Xml.child(message.getElement(), "file-sharing", Ns.FILE_SHARING) != null
            || Meaning.read(message.getElement()).isMore();
    }
}
