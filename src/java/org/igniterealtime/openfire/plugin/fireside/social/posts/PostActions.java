package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Attachment;
import org.igniterealtime.openfire.plugin.fireside.desk.media.AttachmentForm;
import org.igniterealtime.openfire.plugin.fireside.desk.media.AttachmentStanza;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSubError;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.view.Markdown;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;

/** What a page may do with posts: publish, change, delete, look further back, see how it will look, keep a draft. */
final class PostActions {
    private static final int LONGEST_TITLE = 500;
    private static final int LONGEST = 100_000;
    private static final int MOST_TAGS = 20;
    /** One after the other: a draft that is being saved must not come back behind its publishing. */
    private static final String WRITING = "writing";

    private final Platform platform;
    private final Posts posts;
    private final Press press;
    private final DraftStore drafts;
    private final FeedView view;
    private final Names names;

    PostActions(Platform platform, Posts posts, Press press, DraftStore drafts, FeedView view) {
        this.platform = platform;
        this.posts = posts;
        this.press = press;
        this.drafts = drafts;
        this.view = view;
        this.names = new Names(platform.views().context(), platform.server().domain());
    }

    void register() {
        platform.actions().on("posts/publish", this::publish);
        platform.actions().on("posts/delete", this::delete);
        platform.actions().on("posts/older", this::older);
        platform.actions().on("posts/preview", this::preview);
        platform.actions().on("drafts/save", this::saveDraft);
        platform.actions().on("drafts/delete", this::deleteDraft);
    }

    // ---- publishing

    private CompletionStage<Optional<Refusal>> publish(Session session, Page page, Call call) {
        Optional<List<Attachment>> files = files(call);
        Manuscript manuscript = manuscript(call, files.orElse(List.of()));
        Optional<Refusal> wrong = files.isEmpty() ? Optional.of(Refusal.invalid("media.unreadable")) : check(manuscript);
        if (wrong.isPresent()) {
            return Action.refused(wrong.get());
        }
        return press.complete(manuscript).thenCompose(complete -> session.data(WRITING,
            () -> publish(session.person(), complete, call))).thenApply(refusal -> {
            if (refusal.isEmpty()) {
                String edited = call.field("edits");
                session.run(() -> {
                    if (call.field("at").isEmpty()) {
                        // The list beside it stays as it is, but for this.
                        page.patch(Patch.remove("draft-" + manuscript.reference()));
                    }
                    platform.shell().move(session, page, new Place("feed", edited.isEmpty() ? "" : FeedPlace.POST + edited));
                });
            }
            return refusal;
        });
    }

    private Optional<Refusal> publish(Person author, Manuscript manuscript, Call call) {
        long at = time(call.field("at"));
        if (at > System.currentTimeMillis() && manuscript.edits().isEmpty()) {
            return keep(draft(author.username(), manuscript).at(at));
        }
        try {
            press.print(author.jid(), manuscript);
        } catch (PubSubError no) {
            return Optional.of(PostRefusals.of(no));
        }
        if (!call.field("draft").isEmpty()) {
            drafts.delete(author.username(), call.field("draft"));
        }
        return Optional.empty();
    }

    // What another client has put into a post is not too much for us.
    private static Optional<List<Attachment>> files(Call call) {
        return AttachmentForm.read(call.field("files"), call.field("edits").isEmpty() ? AttachmentStanza.MOST : EntryLinks.MOST);
    }

    private static Manuscript manuscript(Call call, List<Attachment> files) {
        List<String> tags = new ArrayList<>(Arrays.stream(call.field("tags").split("[,\\s]+")).map(tag -> tag.replaceFirst("^#+", ""))
            .map(XmlText::clean).filter(tag -> !tag.isBlank()).distinct().limit(MOST_TAGS + 1).toList());
        String reference = call.field("draft").isEmpty() ? call.reference() : call.field("draft");
        return new Manuscript(reference, call.field("edits"), call.field("shares"), XmlText.clean(call.field("title")).strip(),
            XmlText.clean(call.field("text")), tags, Audience.of(call.field("audience")), !call.field("nsfw").isEmpty(),
            files);
    }

    private static Optional<Refusal> check(Manuscript manuscript) {
        if (manuscript.isBlank() && manuscript.shares().isEmpty()) {
            return Optional.of(Refusal.invalid("posts.blank"));
        }
        if (manuscript.title().length() > LONGEST_TITLE) {
            return Optional.of(Refusal.of(Refusal.Kind.TOO_LARGE, "posts.titleTooLong", LONGEST_TITLE));
        }
        if (manuscript.text().length() > LONGEST) {
            return Optional.of(Refusal.of(Refusal.Kind.TOO_LARGE, "posts.tooLong", LONGEST));
        }
        return manuscript.tags().size() > MOST_TAGS ? Optional.of(Refusal.invalid("posts.tooManyTags", MOST_TAGS)) : Optional.empty();
    }

    private static long time(String at) {
        try {
            return at.isEmpty() ? 0 : Instant.parse(at).toEpochMilli();
        } catch (java.time.format.DateTimeParseException none) {
            return 0;
        }
    }

    private CompletionStage<Optional<Refusal>> delete(Session session, Page page, Call call) {
        long created = Post.created(call.field("post"));
        String me = session.person().jid().toString();
        boolean inPlace = page.place().section().equals("feed") && page.place().key().equals(FeedPlace.POST + call.field("post"));
        return session.data(WRITING, () -> {
            Optional<Post> post = posts.find(created, me).filter(found -> found.author().equals(me));
            if (post.isEmpty()) {
                return Optional.of(Refusal.of(Refusal.Kind.MISSING, "posts.gone"));
            }
            try {
                platform.pubsub().retract(me, post.get().node().id(), post.get().item().id(), true);
            } catch (PubSubError no) {
                return Optional.of(PostRefusals.of(no));
            }
            return Optional.<Refusal>empty();
        }).thenApply(refusal -> {
            if (refusal.isEmpty() && inPlace) {
                session.run(() -> platform.shell().move(session, page, new Place("feed", "")));
            }
            return refusal;
        });
    }

    // ---- reading on

    private CompletionStage<Optional<Refusal>> older(Session session, Page page, Call call) {
        long before = Post.created(call.field("before"));
        Optional<Feed.Choice> choice = FeedView.shown(page).map(FeedView.Showing::choice);
        if (before < 0 || choice.isEmpty()) {
            return Action.refused(Refusal.invalid("live.malformed"));
        }
        CompletableFuture<Optional<Refusal>> done = new CompletableFuture<>();
        session.then(session.data("older", () -> view.older(session.person(), choice.get(), before)), (older, fault) -> {
            if (fault != null) {
                done.completeExceptionally(fault);
                return;
            }
            // Drawn afresh meanwhile, the posts end elsewhere: what was read for their old end would leave a gap.
            FeedView.shown(page).filter(showing -> choice.get().equals(showing.choice()) && showing.beginning().created() == before)
                .ifPresent(showing -> view.draw(session, page, showing, older));
            done.complete(Optional.empty());
        });
        return done;
    }

    // ---- writing

    private CompletionStage<Optional<Refusal>> preview(Session session, Page page, Call call) {
        String text = XmlText.clean(call.field("text"));
        if (text.length() > LONGEST) {
            return Action.refused(Refusal.of(Refusal.Kind.TOO_LARGE, "posts.tooLong", LONGEST));
        }
        List<Attachment> files = files(call).orElse(List.of());
        return session.data("preview", () -> Markdown.html(text, names)).thenApply(html -> {
            session.run(() -> page.patch(Patch.of("update", "preview", view.preview(html, files, page.locale()).html())));
            return Optional.empty();
        });
    }

    private CompletionStage<Optional<Refusal>> saveDraft(Session session, Page page, Call call) {
        String id = call.field("draft");
        Optional<List<Attachment>> files = files(call);
        Manuscript manuscript = manuscript(call, files.orElse(List.of()));
        if (!Call.isReference(id) || files.isEmpty() || manuscript.text().length() > LONGEST || manuscript.title().length() > LONGEST_TITLE) {
            return Action.refused(Refusal.invalid("live.malformed"));
        }
        String owner = session.person().username();
        return session.data(WRITING, () -> {
            if (manuscript.isBlank()) {
                drafts.delete(owner, id);
                return Optional.<Refusal>empty();
            }
            // What waits for its time goes then, with what was written meanwhile.
            return keep(draft(owner, manuscript).at(drafts.find(owner, id).map(Draft::publishAt).orElse(0L)));
        });
    }

    private static Draft draft(String owner, Manuscript manuscript) {
        return new Draft(owner, manuscript.reference(), manuscript.title(), manuscript.text(), manuscript.audience(), String.join(", ", manuscript.tags()),
            manuscript.nsfw(), Post.created(manuscript.shares()) < 0 ? "" : manuscript.shares(),
            manuscript.files(), System.currentTimeMillis(), 0);
    }

    private Optional<Refusal> keep(Draft draft) {
        if (!Call.isReference(draft.id())) {
            return Optional.of(Refusal.invalid("live.malformed"));
        }
        if (drafts.of(draft.owner()).size() >= DraftStore.MOST && drafts.find(draft.owner(), draft.id()).isEmpty()) {
            return Optional.of(Refusal.of(Refusal.Kind.TOO_MANY, "posts.tooManyDrafts", DraftStore.MOST));
        }
        drafts.save(draft);
        return Optional.empty();
    }

    private CompletionStage<Optional<Refusal>> deleteDraft(Session session, Page page, Call call) {
        return session.data(WRITING, () -> {
            drafts.delete(session.person().username(), call.field("draft"));
            return Optional.<Refusal>empty();
        }).thenApply(refusal -> {
            session.run(() -> platform.shell().move(session, page, new Place("feed", "")));
            return refusal;
        });
    }
}
