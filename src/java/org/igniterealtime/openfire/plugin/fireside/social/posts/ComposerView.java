package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Attachment;
import org.igniterealtime.openfire.plugin.fireside.desk.media.AttachmentForm;
import org.igniterealtime.openfire.plugin.fireside.desk.media.MediaFeature;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Shown;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.host.Contact;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;
import org.igniterealtime.openfire.plugin.fireside.view.Views;

/** Where one writes: something new, a draft, a change of a post, a post about another. */
public final class ComposerView {
    private final Platform platform;
    private final Views views;
    private final Posts posts;
    private final DraftStore drafts;
    private final MediaFeature media;

    /**
     * For {@code posts/composer.vm}.
     *
     * @param draft its id; empty while a post is changed
     * @param edits id of the post that is changed, or empty
     * @param shares id of the post that this one is about, or empty
     * @param audience its word
     * @param files of the form's field, with a look at each
     * @param publishAt milliseconds since 1970, 0 for at once
     */
    public record Writing(String draft, String edits, String shares, String title, String text, String tags, String audience,
                          String files, long publishAt, boolean nsfw) {
        /** What it is, for the files that are attached to it. */
        public String key() {
            return edits.isEmpty() ? "post-" + draft : "edit-" + edits;
        }

        /** Whether there is anything in it. */
        public boolean begun() {
            return !title.isEmpty() || !text.isEmpty() || !files.isEmpty();
        }

        /** Whether the fields that a note does not need are to be seen. */
        public boolean more() {
            return !title.isEmpty() || !tags.isEmpty() || publishAt > 0 || nsfw;
        }
    }

    /** A choice of audience. @param word for the form */
    public record AudienceChoice(String word, String name, boolean chosen, String icon) {
    }

    ComposerView(Platform platform, Posts posts, DraftStore drafts, MediaFeature media) {
        this.platform = platform;
        this.views = platform.views();
        this.posts = posts;
        this.drafts = drafts;
        this.media = media;
    }

    List<Draft> drafts(Person viewer) {
        return drafts.of(viewer.username());
    }

    FeedView.Pane read(Person viewer, FeedPlace where) {
        List<String> groups = groups(viewer);
        Optional<Writing> writing = writing(viewer, where);
        Optional<Post> shared = writing.map(Writing::shares).flatMap(id -> shared(viewer, id));
        return locale -> writing.map(begun -> draw(viewer, begun, groups, shared, locale)).orElseGet(() -> new FeedView.Content(
            views.render("posts/gone", locale, Map.of()), views.texts().of(locale, "posts.goneTitle"), FeedView.Showing.nothing()));
    }

    private Optional<Writing> writing(Person viewer, FeedPlace where) {
        return switch (where.kind()) {
            case DRAFT -> drafts.find(viewer.username(), where.of()).map(draft -> new Writing(draft.id(), "", draft.shares(), draft.title(), draft.text(),
                draft.tags(), draft.audience().word(), files(draft.files()), draft.publishAt(), draft.nsfw()));
            case EDIT -> posts.find(Post.created(where.of()), viewer.jid().toString())
                .filter(post -> post.author().equals(viewer.jid().toString())).map(this::changing);
            case SHARE -> shared(viewer, where.of()).map(post -> empty(UUID.randomUUID().toString(), post.id()));
            default -> Optional.of(empty(UUID.randomUUID().toString(), ""));
        };
    }

    // Only what everybody may read is named in a blog.
    private Optional<Post> shared(Person viewer, String id) {
        return posts.find(Post.created(id), viewer.jid().toString()).filter(post -> !posts.openAddress(post).isEmpty());
    }

    private static Writing empty(String draft, String shares) {
        return new Writing(draft, "", shares, "", "", "", Audience.PUBLIC.word(), "", 0, false);
    }

    private Writing changing(Post post) {
        Entry entry = post.entry();
        boolean note = entry.html().isBlank() && entry.text().isBlank();
        String text = note ? entry.title() : entry.text().isBlank() ? Words.plain(entry) : entry.text();
        return new Writing("", post.id(), "", Words.title(entry), text, String.join(", ", entry.tags()), post.audience().word(),
            files(entry.files()), 0, entry.nsfw());
    }

    private String files(List<Attachment> files) {
        return AttachmentForm.write(files.stream().map(Attachment::guessed).toList(), file -> media.gallery(List.of(file), Locale.ROOT)
            .pictures().stream().findFirst().map(Shown::small).orElse(""));
    }

    private List<String> groups(Person viewer) {
        TreeSet<String> groups = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        platform.rosters().of(viewer.username()).stream().filter(Contact::listed).forEach(contact -> groups.addAll(contact.groups()));
        return List.copyOf(groups);
    }

    private FeedView.Content draw(Person viewer, Writing writing, List<String> groups, Optional<Post> shared, Locale locale) {
        Map<String, Object> model = new HashMap<>();
        model.put("w", writing);
        model.put("choices", choices(writing, groups, locale));
        model.put("preview", SafeHtml.NONE);
        shared.ifPresent(post -> model.put("shared", posts.opening(post.entry(), locale)));
        String title = views.texts().of(locale, writing.edits().isEmpty() ? "posts.new" : "posts.editTitle");
        model.put("title", title);
        return new FeedView.Content(views.render("posts/composer", locale, model), title, FeedView.Showing.nothing());
    }

    private List<AudienceChoice> choices(Writing writing, List<String> groups, Locale locale) {
        List<AudienceChoice> choices = new ArrayList<>();
        choices.add(choice(Audience.PUBLIC, views.texts().of(locale, "posts.public"), "globe", writing));
        choices.add(choice(Audience.CONTACTS, views.texts().of(locale, "posts.forContacts"), "users", writing));
        groups.forEach(group -> choices.add(choice(new Audience(Audience.Kind.GROUP, group), group, "user-round", writing)));
        if (choices.stream().noneMatch(AudienceChoice::chosen)) {
            // A group that is gone from the roster: what was for it would go to all contacts where nothing is chosen.
            Audience own = Audience.of(writing.audience());
            choices.add(choice(own, own.group(), "user-round", writing));
        }
        return choices;
    }

    private static AudienceChoice choice(Audience audience, String name, String icon, Writing writing) {
        return new AudienceChoice(audience.word(), name, audience.word().equals(writing.audience()), icon);
    }
}
