package org.igniterealtime.openfire.plugin.fireside.social.posts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Attachment;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Media;
import org.igniterealtime.openfire.plugin.fireside.desk.media.MediaFeature;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.social.people.People;
import org.igniterealtime.openfire.plugin.fireside.view.Fragment;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;
import org.igniterealtime.openfire.plugin.fireside.view.Views;

/**
 * Posts as pages show them: one render a post, version and language, shared by all who see it, and filled with what differs
 * from reader to reader: the face, what is said of it, what one may do with it.
 */
final class Articles {
    private static final int CHARACTERS = 8_000_000;

    /** @param access the audience, which a closing of the blog changes without a new version */
    private record Version(long created, long changed, String access, String language) {
    }

    private final Views views;
    private final People people;
    private final Names names;
    private final MediaFeature media;
    private final PostCards cards;
    private final Cache<Version, Fragment> rendered = Caffeine.newBuilder().maximumWeight(CHARACTERS)
        .weigher((Version version, Fragment fragment) -> fragment.length()).executor(Runnable::run).build();

    Articles(Platform platform, People people, MediaFeature media, PostCards cards) {
        this.views = platform.views();
        this.people = people;
        this.names = new Names(views.context(), platform.server().domain(), url -> media.media().picture(url).map(Media.Source::large));
        this.media = media;
        this.cards = cards;
    }

    /**
     * A post as somebody sees it. The face comes from memory where it was looked up in a lane before.
     *
     * @param silent nothing can be said of it
     */
    SafeHtml draw(Person viewer, Post post, Foot foot, boolean silent, Locale locale) {
        Face face = people.face(viewer, post.authorJid());
        boolean mine = post.author().equals(viewer.jid().toString());
        Map<String, Object> holes = new HashMap<>();
        holes.put("face", views.render("posts/face", locale, Map.of("face", face,
            "href", views.context() + new Place("contacts", face.jid()).path())));
        holes.put("more", mine ? views.render("posts/more", locale, Map.of("id", post.id())) : SafeHtml.NONE);
        holes.put("cards", viewer.preferences().cards() ? cards(post, locale) : SafeHtml.NONE);
        holes.put("foot", foot(post.id(), foot, silent, locale));
        return fragment(post, locale).fill(holes);
    }

    /** What its links lead to, as far as that is known; nothing where there is none. */
    SafeHtml cards(Post post, Locale locale) {
        PostCards.Below below = cards.of(post);
        return below.cards().isEmpty() && !below.awaited() ? SafeHtml.NONE : views.render("posts/cards", locale,
            Map.of("id", post.id(), "cards", below.cards(), "awaited", below.awaited()));
    }

    private SafeHtml foot(String id, Foot foot, boolean silent, Locale locale) {
        return views.render("posts/foot", locale, Map.of("id", id, "foot", foot, "silent", silent, "href", href(views, id)));
    }

    /** The numbers and what one may do, without what somebody may be typing. */
    SafeHtml actions(String id, Foot foot, Locale locale) {
        return views.render("posts/actions", locale, Map.of("id", id, "foot", foot, "silent", false, "href", href(views, id)));
    }

    static String href(Views views, String id) {
        return views.context() + "/feed/" + FeedPlace.POST + id;
    }

    private Fragment fragment(Post post, Locale locale) {
        Version version = new Version(post.item().created(), post.item().changed(), post.audience().word(), locale.getLanguage());
        return rendered.get(version, any -> views.fragment("posts/post", locale, Map.of("post", model(post, locale))));
    }

    PostModel model(Post post, Locale locale) {
        Entry entry = post.entry();
        List<PostModel.Tag> tags = entry.tags().stream().map(tag -> new PostModel.Tag(tag, names.tag(tag).orElseThrow())).toList();
        String title = Words.title(entry);
        return new PostModel(post.id(), href(views, post.id()), title.isEmpty() ? opening(entry, locale) : title, title,
            Words.body(entry, names), DateTimeFormatter.ISO_INSTANT.format(entry.published()), post.edited(),
            post.audience().kind().name().toLowerCase(Locale.ROOT), tags, files(entry.files(), locale), entry.nsfw(), shared(entry));
    }

    PostFiles files(List<Attachment> files, Locale locale) {
        return PostFiles.of(files, media, locale);
    }

    String opening(Entry entry, Locale locale) {
        String words = Words.opening(entry);
        return words.isEmpty() && !entry.files().isEmpty() ? views.texts().of(locale, "posts.picture") : words;
    }

    private PostModel.Shared shared(Entry entry) {
        if (entry.inReplyTo() == null || entry.inReplyTo().service().getNode() == null) {
            return null;
        }
        String author = entry.inReplyTo().service().toBareJID();
        return new PostModel.Shared(author, views.context() + new Place("feed", author).path());
    }
}
