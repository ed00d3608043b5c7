package org.igniterealtime.openfire.plugin.fireside.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Stanzas as somebody writes them who means harm: about messages of others, in others' names, and larger than anybody needs. */
final class Forger {
    private static final List<String> EMOJI = List.of("\ud83d\udc4d", "\u2764\ufe0f", "\ud83c\udf89", "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67", "words", "", "&lt;b&gt;", "\u0644");

    private final Random random;
    private final String room;
    private final List<String> ids;

    /** @param room bare JID @param ids of messages of others, by which they are known to anybody */
    Forger(Random random, String room, List<String> ids) {
        this.random = random;
        this.room = room;
        this.ids = ids;
    }

    /** One more, as XML. */
    String stanza() {
        int kind = random.nextInt(40);
        if (kind == 0) {
            return "<presence to='" + room + "/" + one("mallory", "Mallory", "alice", "bob", "\u200balice", "x".repeat(300)) + "'>" + rank() + pieces() + "</presence>";
        }
        if (kind <= 3) {
            return "<presence to='" + one("alice@localhost", "bob@localhost", room + "/alice") + "'" + from() + ">" + rank() + pieces() + "</presence>";
        }
        if (kind == 4) {
            return "<iq type='set' id='" + id() + "' to='" + one("alice@localhost", room, "bob@localhost") + "'>" + one("<query xmlns='jabber:iq:roster'><item jid='"
                + room + "'/></query>", "<moderate xmlns='urn:xmpp:message-moderate:1' id='" + id() + "'><retract xmlns='urn:xmpp:message-retract:1'/></moderate>",
                "<query xmlns='http://jabber.org/protocol/muc#admin'><item nick='alice' role='none'/></query>") + "</iq>";
        }
        if (kind <= 16) {
            return message("groupchat", one(room, room, room, "alice@localhost", "bob@localhost"));
        }
        return message(one("chat", "chat", "chat", "normal", "headline", "error", "groupchat", "nonsense"),
            one("alice@localhost", "bob@localhost", "alice@localhost", room, room + "/alice", room + "/bob"));
    }

    private String message(String type, String to) {
        return "<message type='" + type + "' to='" + to + "'" + from() + (random.nextInt(5) == 0 ? "" : " id='" + id() + "'") + ">" + pieces() + "</message>";
    }

    private String from() {
        return random.nextInt(3) > 0 ? "" : " from='" + one("alice@localhost", "bob@localhost/web", room, room + "/alice", "localhost", "elsewhere.example", "@@") + "'";
    }

    private String id() {
        int which = random.nextInt(12);
        return which == 0 ? "" : which == 1 ? "same" : which == 2 ? "x".repeat(2_000) : which == 3 ? "like-" + "0".repeat(40) : which == 4 ? "ffffffffffffffff"
            : ids.get(random.nextInt(ids.size()));
    }

    private String pieces() {
        StringBuilder all = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            all.append(piece());
        }
        return random.nextInt(3) == 0 ? all.toString() : all + "<body>" + one("I am harmless", "", "&gt; quoted\nanswer", "alice: bob:", "\ud83d\ude00") + "</body>";
    }

    private String piece() {
        return switch (random.nextInt(30)) {
            case 0, 1 -> "<replace xmlns='urn:xmpp:message-correct:0' id='" + id() + "'/>";
            case 2, 3 -> "<retract xmlns='urn:xmpp:message-retract:1' id='" + id() + "'/>";
            case 4 -> "<apply-to xmlns='urn:xmpp:fasten:0' id='" + id() + "'><retract xmlns='urn:xmpp:message-retract:0'/></apply-to>";
            case 5 -> "<apply-to xmlns='urn:xmpp:fasten:0' id='" + id() + "'><moderated xmlns='urn:xmpp:message-moderate:0' by='" + room
                + "/alice'><retract xmlns='urn:xmpp:message-retract:0'/><reason>none</reason></moderated></apply-to>";
            case 6 -> "<retract xmlns='urn:xmpp:message-retract:1' id='" + id() + "'><moderated xmlns='urn:xmpp:message-moderate:1' by='" + room
                + "/alice'/><reason>none</reason></retract>";
            case 7, 8 -> reactions(random.nextInt(40) == 0 ? 10_000 : random.nextInt(15));
            case 9, 10 -> "<reply xmlns='urn:xmpp:reply:0' id='" + id() + "' to='" + one(room + "/alice", "alice@localhost", "", "@@") + "'/>";
            case 11 -> "<fallback xmlns='urn:xmpp:fallback:0' for='urn:xmpp:reply:0'><body start='" + one("0", "-5", "99999999999", "x") + "' end='"
                + one("3", "-1", "2147483648", "") + "'/></fallback>";
            case 12, 13 -> "<stanza-id xmlns='urn:xmpp:sid:0' by='" + one(room, "alice@localhost", "localhost", "mallory@localhost") + "' id='" + id() + "'/>";
            case 14 -> "<origin-id xmlns='urn:xmpp:sid:0' id='" + id() + "'/>";
            case 15 -> "<occupant-id xmlns='urn:xmpp:occupant-id:0' id='" + id() + "'/>";
            case 16 -> rank();
            case 17 -> "<delay xmlns='urn:xmpp:delay' from='" + one(room, "localhost") + "' stamp='" + one("2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z", "soon") + "'/>";
            case 18, 19 -> carbon(one("received", "sent"));
            case 20 -> "<result xmlns='urn:xmpp:mam:2' id='" + id() + "'>" + forwarded() + "</result>";
            case 21 -> "<encryption xmlns='urn:xmpp:eme:0' namespace='" + one("eu.siacs.conversations.axolotl", "x") + "' name='" + "y".repeat(500) + "'/>";
            case 22 -> "<displayed xmlns='urn:xmpp:chat-markers:0' id='" + id() + "'/><received xmlns='urn:xmpp:receipts' id='" + id() + "'/>";
            case 23 -> deep(random.nextInt(20) == 0 ? 900 : random.nextInt(150));
            case 24 -> "<body xml:lang='ar'>\u0645\u0631\u062d\u0628\u0627</body><body>" + "long ".repeat(random.nextInt(20) == 0 ? 20_000 : 50) + "</body>";
            case 25 -> "<replace xmlns='urn:xmpp:message-correct:1' id='" + id() + "'/><retract xmlns='jabber:client' id='" + id() + "'/><reactions xmlns='' id='" + id() + "'/>";
            case 26 -> "<error type='cancel'><" + one("item-not-found", "policy-violation", "made-up") + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>";
            case 27 -> "<subject>Mine</subject><x xmlns='jabber:x:conference' jid='" + room + "'/>";
            case 28 -> "<event xmlns='http://jabber.org/protocol/pubsub#event'><items node='" + one("urn:xmpp:bookmarks:1", "urn:xmpp:microblog:0")
                + "'><item id='" + room + "'><conference xmlns='urn:xmpp:bookmarks:1' autojoin='false'/></item></items></event>";
            default -> "<composing xmlns='http://jabber.org/protocol/chatstates'/><markable xmlns='urn:xmpp:chat-markers:0'/><request xmlns='urn:xmpp:receipts'/>";
        };
    }

    private String rank() {
        return "<x xmlns='http://jabber.org/protocol/muc#user'><item role='moderator' affiliation='owner' jid='alice@localhost' nick='alice'/><status code='"
            + one("110", "100", "303", "307", "333") + "'/>" + one("", "<destroy/>", "<invite from='alice@localhost'/>") + "</x>";
    }

    private String reactions(int count) {
        StringBuilder all = new StringBuilder("<reactions xmlns='urn:xmpp:reactions:0' id='" + id() + "'>");
        for (int i = 0; i < count; i++) {
            all.append("<reaction>").append(EMOJI.get(random.nextInt(EMOJI.size()))).append(count > 100 ? Character.toString(0x1F300 + i % 700) : "").append("</reaction>");
        }
        return all.append("</reactions>").toString();
    }

    private String carbon(String way) {
        return "<" + way + " xmlns='urn:xmpp:carbons:2'>" + forwarded() + "</" + way + ">";
    }

    private String forwarded() {
        String sender = one("bob@localhost/web", "alice@localhost/web");
        return "<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' type='chat' from='" + sender + "' to='"
            + (sender.startsWith("bob") ? "alice" : "bob") + "@localhost' id='" + id() + "'><body>I never said that</body>" + one("",
                "<retract xmlns='urn:xmpp:message-retract:1' id='" + id() + "'/>", "<replace xmlns='urn:xmpp:message-correct:0' id='" + id() + "'/>") + "</message></forwarded>";
    }

    private String deep(int levels) {
        List<String> ends = new ArrayList<>();
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < levels; i++) {
            all.append(i % 7 == 0 ? "<a xmlns='urn:example:" + i + "'>" : "<a>");
            ends.add("</a>");
        }
        return all + String.join("", ends);
    }

    private String one(String... some) {
        return some[random.nextInt(some.length)];
    }
}
