package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Attachment;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Media;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSubError;
import org.igniterealtime.openfire.plugin.fireside.view.Markdown;
import org.igniterealtime.openfire.plugin.fireside.xmpp.NodeUri;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError;

/** Makes entries of what people write, and publishes them. */
final class Press {
    /** A text of no more characters, in one line and without markup, is a note: a title and nothing else. */
    private static final int NOTE = 300;
    private static final int HEADING = 80;

    private final Platform platform;
    private final Posts posts;
    private final Media media;

    Press(Platform platform, Posts posts, Media media) {
        this.platform = platform;
        this.posts = posts;
        this.media = media;
    }

    /** The same with what is known of its files: to be printed then. Does not block. */
    CompletionStage<Manuscript> complete(Manuscript manuscript) {
        CompletionStage<List<Attachment>> all = CompletableFuture.completedStage(List.of());
        for (Attachment file : manuscript.files()) {
            all = all.thenCombine(media.complete(file), (before, one) -> Stream.concat(before.stream(), Stream.of(one)).toList());
        }
        return all.thenApply(manuscript::files);
    }

    /** Blocks. @throws PubSubError when it may not be */
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
        draft.files(kept(draft.entry().files(), manuscript.files()));
        boolean note = manuscript.title().isEmpty() && text.length() <= NOTE && !text.contains("\n") && Markdown.text(text).equals(text)
            && !text.equals(draft.title("").text("").entry().heading());
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

    // What was known of a file of the version before is known of it still; what it shows its author says anew.
    private static List<Attachment> kept(List<Attachment> before, List<Attachment> now) {
        return now.stream().map(file -> before.stream().filter(same -> same.url().equals(file.url())).findFirst()
            .map(same -> filled(file, same)).orElse(file)).toList();
    }

    private static Attachment filled(Attachment file, Attachment same) {
        boolean measured = file.width() > 0;
        return new Attachment(file.url(), or(file.name(), same.name()), or(file.type(), same.type()), file.size() > 0 ? file.size() : same.size(),
            measured ? file.width() : same.width(), measured ? file.height() : same.height(), file.alt(), or(file.placeholder(), same.placeholder()));
    }

    private static String or(String one, String other) {
        return one.isEmpty() ? other : one;
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
        String words = manuscript.title().isEmpty() ? manuscript.text() : manuscript.title();
        String title = words.isBlank() ? manuscript.files().stream().map(Attachment::alt).findFirst().orElse("") : words;
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
