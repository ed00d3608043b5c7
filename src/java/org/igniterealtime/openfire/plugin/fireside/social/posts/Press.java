package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSubError;
import org.igniterealtime.openfire.plugin.fireside.view.Markdown;
import org.igniterealtime.openfire.plugin.fireside.xmpp.NodeUri;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError;

/** Makes entries of what people write, and publishes them. Blocks. */
final class Press {
    /** A text of no more characters, in one line and without markup, is a note: a title and nothing else. */
    private static final int NOTE = 300;
    private static final int HEADING = 80;

    private final Platform platform;
    private final Posts posts;

    Press(Platform platform, Posts posts) {
        this.platform = platform;
        this.posts = posts;
    }

    /** @throws PubSubError when it may not be */
    void print(JID author, Manuscript manuscript) throws PubSubError {
        Optional<Post> before = manuscript.edits().isEmpty() ? Optional.empty()
            : posts.find(Post.created(manuscript.edits()), author.toString()).filter(post -> post.author().equals(author.toString()));
        if (!manuscript.edits().isEmpty() && before.isEmpty()) {
            throw new PubSubError(PacketError.Condition.item_not_found, "");
        }
        if (before.isPresent() && before.get().audience().equals(manuscript.audience())) {
            // Where it is: another client may have closed the blog that it is in, or made a node of its own.
            NodeId there = before.get().node().id();
            publish(author, there, written(before.get().entry().edit(Instant.now()), manuscript, there));
            return;
        }
        NodeId node = NodeId.of(author, manuscript.audience().node());
        ensure(author, node, manuscript.audience());
        publish(author, node, written(Entry.draft(id(manuscript), author, Instant.now()), manuscript, node));
        if (before.isPresent()) {
            // Another audience is another post: what was said of the first was said to others.
            platform.pubsub().retract(author.toString(), before.get().node().id(), before.get().item().id(), true);
        }
    }

    private void publish(JID author, NodeId node, Entry entry) throws PubSubError {
        platform.pubsub().publish(author.toString(), node, entry.id(), EntryStanza.write(entry), Map.of());
    }

    // A blog that its owner has closed elsewhere is not opened without asking.
    private void ensure(JID author, NodeId id, Audience audience) throws PubSubError {
        Optional<Node> node = platform.pubsub().find(id);
        if (node.isEmpty()) {
            platform.pubsub().create(author.toString(), id, audience.config());
        } else if (node.get().config().access() != audience.config().access()) {
            throw new PubSubError(PacketError.Condition.conflict, "precondition-not-met");
        }
    }

    private Entry written(EntryDraft draft, Manuscript manuscript, NodeId node) throws PubSubError {
        JID author = new JID(node.service());
        String text = manuscript.text().strip();
        boolean note = manuscript.title().isEmpty() && text.length() <= NOTE && !text.contains("\n") && Markdown.text(text).equals(text);
        draft.authorName(platform.accounts().find(author.getNode()).map(account -> account.name()).orElse(author.getNode()));
        draft.title(note ? text : manuscript.title().isEmpty() ? heading(text) : manuscript.title()).text(note ? "" : text);
        draft.tags(manuscript.tags()).nsfw(manuscript.nsfw());
        Entry entry = draft.entry();
        draft.alternate(new NodeUri(author, node.name(), entry.id()));
        draft.web(manuscript.audience().kind() == Audience.Kind.PUBLIC ? BlogPages.address(platform, author, entry.id()) : "");
        if (!manuscript.shares().isEmpty()) {
            draft.inReplyTo(posts.address(shared(manuscript, author)));
        }
        return draft.entry();
    }

    private Post shared(Manuscript manuscript, JID author) throws PubSubError {
        Optional<Post> post = posts.find(Post.created(manuscript.shares()), author.toString());
        if (post.isEmpty()) {
            throw new PubSubError(PacketError.Condition.item_not_found, "");
        }
        if (posts.openAddress(post.get()).isEmpty()) {
            // Its address tells what it is about, which is for those alone who may read it.
            throw new PubSubError(PacketError.Condition.forbidden, "");
        }
        return post.get();
    }

    // The first line of what has no title: other clients show nothing without one.
    private static String heading(String text) {
        String line = Entry.firstLine(Markdown.text(text));
        return line.codePointCount(0, line.length()) <= HEADING ? line : line.substring(0, line.offsetByCodePoints(0, HEADING)).strip() + "\u2026";
    }

    /** Readable, and the same for the same manuscript, so that one which is sent twice is one post. */
    private static String id(Manuscript manuscript) {
        String title = manuscript.title().isEmpty() ? manuscript.text() : manuscript.title();
        return EntryId.of(title, new java.util.Random(seed(manuscript.reference())));
    }

    private static long seed(String reference) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(reference.getBytes(StandardCharsets.UTF_8));
            return Long.parseUnsignedLong(HexFormat.of().formatHex(digest, 0, 8), 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
