package org.igniterealtime.openfire.plugin.fireside.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Audience;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Comments;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Entry;
import org.igniterealtime.openfire.plugin.fireside.social.posts.EntryDraft;
import org.igniterealtime.openfire.plugin.fireside.social.posts.EntryId;
import org.igniterealtime.openfire.plugin.fireside.social.posts.EntryStanza;
import org.igniterealtime.openfire.plugin.fireside.testkit.PubSubRequest;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.xmpp.packet.JID;

/** What the cast has written, as an ordinary XMPP client publishes it: posts, likes, comments. */
final class Blog {
    private final Random random = new Random(7);
    private final List<Written> written = new ArrayList<>();

    private record Written(Cast.Post post, String id) {
    }

    /** @param connection of the post's author */
    void publish(XMPPTCPConnection connection, Cast.Member author, Cast.Post post) throws Exception {
        JID me = jid(connection);
        String id = EntryId.of(post.title().isEmpty() ? post.text() : post.title(), random);
        EntryDraft draft = Entry.draft(id, me, Instant.now().minus(Duration.ofMinutes(post.minutes()))).authorName(author.name());
        Entry entry = post.title().isEmpty() ? draft.title(post.text()).entry() : draft.title(post.title()).text(post.text()).entry();
        ask(connection, PubSubRequest.publish(null, (post.open() ? Audience.PUBLIC : Audience.CONTACTS).node(), id, EntryStanza.write(entry).asXML()));
        written.add(new Written(post, id));
    }

    /** Likes and comments by one member, once all posts are there. */
    void answer(XMPPTCPConnection connection, Cast.Member member) throws Exception {
        for (Written each : written) {
            if (each.post().likes().contains(member.username())) {
                say(connection, each, Entry.LIKE);
            }
            for (Cast.Remark remark : each.post().comments()) {
                if (remark.who().equals(member.username())) {
                    say(connection, each, remark.words());
                }
            }
        }
    }

    private static JID jid(XMPPTCPConnection connection) {
        return new JID(connection.getUser().asBareJid().toString());
    }

    private static void say(XMPPTCPConnection connection, Written about, String words) throws Exception {
        JID me = jid(connection);
        String id = UUID.randomUUID().toString();
        ask(connection, PubSubRequest.publish(Comments.service(me.getDomain()), Comments.NODE + about.id(), id,
            EntryStanza.write(Entry.draft(id, me, Instant.now()).title(words).entry()).asXML()));
    }

    private static void ask(XMPPTCPConnection connection, IQ request) throws Exception {
        connection.sendIqRequestAndWaitForResponse(request);
    }
}
