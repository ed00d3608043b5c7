package org.igniterealtime.openfire.plugin.fireside.social.comments;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Item;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSub;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.social.people.People;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Entry;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Post;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Talk;
import org.igniterealtime.openfire.plugin.fireside.view.Links;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;
import org.igniterealtime.openfire.plugin.fireside.view.Sanitiser;
import org.xmpp.packet.JID;

/** What is said of one post, below it: who likes it, and the comments, the oldest first. */
final class ThreadView {
    /** Comments that a post shows. */
    private static final int COMMENTS = 300;
    private static final int LIKERS = 50;

    private final Platform platform;
    private final People people;
    private final CommentStore store;

    /** A comment, read. */
    record Told(Item item, Entry entry) {
    }

    ThreadView(Platform platform, People people, CommentStore store) {
        this.platform = platform;
        this.people = people;
        this.store = store;
    }

    Talk.Thread read(Session session, Post post, long talkKey) {
        Person viewer = session.person();
        Optional<Node> node = talkKey == 0 ? Optional.empty() : platform.pubsub().find(talkKey).filter(talk -> mayRead(talk, viewer));
        if (node.isEmpty()) {
            return locale -> SafeHtml.NONE;
        }
        List<Told> comments = comments(node.get(), viewer.jid().toString());
        comments.forEach(told -> people.face(viewer, new JID(told.item().publisher())));
        List<Face> likers = likers(viewer, talkKey);
        return locale -> draw(viewer, post, likers, comments, "", locale);
    }

    /** What is said of a post. The faces come from memory. @param state {@code fetching}, {@code unreachable} or empty */
    SafeHtml draw(Person viewer, Post post, List<Face> likers, List<Told> comments, String state, Locale locale) {
        return platform.views().render("comments/thread", locale, Map.of("post", post.id(), "likers", likers, "state", state,
            "comments", comments.stream().map(told -> html(viewer, post, told, locale)).toList()));
    }

    // Another's post may name it, and it may have been closed since.
    private boolean mayRead(Node talk, Person viewer) {
        return platform.pubsub().mayRead(talk, viewer.jid().toString());
    }

    private List<Told> comments(Node node, String viewer) {
        List<Told> comments = new ArrayList<>();
        List<Long> newest = platform.database().readPrepared(sql -> store.comments(sql, node.key(), COMMENTS));
        for (PubSub.Found found : platform.pubsub().items(newest, viewer)) {
            CommentsBeside.entry(found.item()).filter(entry -> !entry.like()).ifPresent(entry -> comments.add(new Told(found.item(), entry)));
        }
        comments.sort(Comparator.comparingLong(told -> told.item().created()));
        return comments;
    }

    /** What everybody may read, for the world. Blocks. */
    SafeHtml open(long talkKey, Locale locale) {
        Optional<Node> node = talkKey == 0 ? Optional.empty() : platform.pubsub().find(talkKey);
        if (node.isEmpty()) {
            return SafeHtml.NONE;
        }
        List<CommentModel> comments = comments(node.get(), null).stream().map(told -> new CommentModel(id(told.item().created()), "",
            people.openFace(new JID(told.item().publisher())), "", body(told.entry()),
            DateTimeFormatter.ISO_INSTANT.format(Stamp.time(told.item().created())), false)).toList();
        return comments.isEmpty() ? SafeHtml.NONE : platform.views().render("comments/open", locale, "comments", comments);
    }

    /** Who likes a post, as somebody sees them, who may. Blocks. */
    List<Face> likers(Person viewer, long talkKey) {
        if (platform.pubsub().find(talkKey).filter(talk -> mayRead(talk, viewer)).isEmpty()) {
            return List.of();
        }
        List<String> likers = platform.database().readPrepared(sql -> store.likers(sql, talkKey, LIKERS));
        return likers.stream().map(jid -> people.face(viewer, new JID(jid))).toList();
    }

    /** A comment as somebody sees it; the face comes from memory. */
    SafeHtml html(Person viewer, Post post, Told told, Locale locale) {
        String author = told.item().publisher();
        Face face = people.face(viewer, new JID(author));
        String me = viewer.jid().toString();
        CommentModel model = new CommentModel(id(told.item().created()), post.id(), face, platform.views().context() + new Place("contacts", author).path(),
            body(told.entry()), DateTimeFormatter.ISO_INSTANT.format(Stamp.time(told.item().created())), me.equals(author) || me.equals(post.author()));
        return platform.views().render("comments/comment", locale, "c", model);
    }

    static String id(long created) {
        return Post.id(created);
    }

    /** How an element of a comment is called. */
    static String element(long created) {
        return "comment-" + id(created);
    }

    // A title that is all of a comment may be longer than what a title is cut to; the text then has the whole of it.
    private static SafeHtml body(Entry entry) {
        return entry.html().isBlank() ? Links.html(entry.text().isBlank() ? entry.title() : entry.text()) : Sanitiser.html(entry.html());
    }
}
