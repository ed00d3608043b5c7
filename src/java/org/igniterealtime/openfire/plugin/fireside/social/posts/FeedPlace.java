package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.igniterealtime.openfire.plugin.fireside.xmpp.NodeUri;

/**
 * Where in the section {@code feed} a page is: {@code feed}, {@code feed/contacts}, {@code feed/bob@example.org},
 * {@code feed/post-0123456789abcdef}, {@code feed/at-…} with the address of a post, {@code feed/new}, {@code feed/draft-…}, {@code feed/edit-…}, {@code feed/share-…}.
 *
 * @param choice whose posts; those of all while something else is in the pane
 * @param of id of the post or draft, or its address, or empty
 */
record FeedPlace(Kind kind, Feed.Choice choice, String of) {
    static final String POST = "post-";
    private static final String EDIT = "edit-";
    private static final String SHARE = "share-";
    // In letters that no path, proxy or web server reads as anything else.
    private static final String AT = "at-";
    private static final String DRAFT = "draft-";

    enum Kind { POSTS, POST, ADDRESS, NEW, EDIT, SHARE, DRAFT, NOWHERE }

    /** @param key of the place */
    static FeedPlace of(String key) {
        if (key.isEmpty()) {
            return new FeedPlace(Kind.POSTS, Feed.Choice.ALL, "");
        }
        if (key.equals("contacts")) {
            return new FeedPlace(Kind.POSTS, Feed.Choice.CONTACTS, "");
        }
        if (key.equals("new")) {
            return new FeedPlace(Kind.NEW, Feed.Choice.ALL, "");
        }
        if (key.contains("@")) {
            return Jids.bare(key).map(jid -> new FeedPlace(Kind.POSTS, Feed.Choice.one(jid.toString()), "")).orElse(nowhere());
        }
        return withId(key);
    }

    private static FeedPlace withId(String key) {
        if (key.startsWith(AT)) {
            return address(key.substring(AT.length())).map(uri -> new FeedPlace(Kind.ADDRESS, Feed.Choice.ALL, uri.toString())).orElse(nowhere());
        }
        if (key.startsWith(DRAFT)) {
            return new FeedPlace(Kind.DRAFT, Feed.Choice.ALL, key.substring(DRAFT.length()));
        }
        Kind kind = key.startsWith(POST) ? Kind.POST : key.startsWith(EDIT) ? Kind.EDIT : key.startsWith(SHARE) ? Kind.SHARE : Kind.NOWHERE;
        String id = kind == Kind.NOWHERE ? "" : key.substring(key.indexOf('-') + 1);
        return Post.created(id) < 0 ? nowhere() : new FeedPlace(kind, Feed.Choice.ALL, id);
    }

    /** The key of the place that shows the post of an address. */
    static String at(NodeUri address) {
        return AT + Base64.getUrlEncoder().withoutPadding().encodeToString(address.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<NodeUri> address(String encoded) {
        try {
            return NodeUri.parse(new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8)).filter(uri -> !uri.item().isEmpty());
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static FeedPlace nowhere() {
        return new FeedPlace(Kind.NOWHERE, Feed.Choice.ALL, "");
    }
}
