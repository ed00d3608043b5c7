package org.igniterealtime.openfire.plugin.fireside.social.posts;

import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;

/**
 * Where in the section {@code feed} a page is: {@code feed}, {@code feed/contacts}, {@code feed/bob@example.org},
 * {@code feed/post-0123456789abcdef}, {@code feed/new}, {@code feed/draft-…}, {@code feed/edit-…}, {@code feed/share-…}.
 *
 * @param choice whose posts; those of all while something else is in the pane
 * @param of id of the post or draft, or empty
 */
record FeedPlace(Kind kind, Feed.Choice choice, String of) {
    static final String POST = "post-";
    private static final String EDIT = "edit-";
    private static final String SHARE = "share-";
    private static final String DRAFT = "draft-";

    enum Kind { POSTS, POST, NEW, EDIT, SHARE, DRAFT, NOWHERE }

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
        if (key.startsWith(DRAFT)) {
            return new FeedPlace(Kind.DRAFT, Feed.Choice.ALL, key.substring(DRAFT.length()));
        }
        Kind kind = key.startsWith(POST) ? Kind.POST : key.startsWith(EDIT) ? Kind.EDIT : key.startsWith(SHARE) ? Kind.SHARE : Kind.NOWHERE;
        String id = kind == Kind.NOWHERE ? "" : key.substring(key.indexOf('-') + 1);
        return Post.created(id) < 0 ? nowhere() : new FeedPlace(kind, Feed.Choice.ALL, id);
    }

    private static FeedPlace nowhere() {
        return new FeedPlace(Kind.NOWHERE, Feed.Choice.ALL, "");
    }
}
