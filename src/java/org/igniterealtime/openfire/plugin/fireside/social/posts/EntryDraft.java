package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Attachment;
import org.igniterealtime.openfire.plugin.fireside.xmpp.NodeUri;
import org.xmpp.packet.JID;

/** An {@link Entry} in the making; what is not said of it is empty. Times are of whole seconds, as on the wire. */
public final class EntryDraft {
    private final String id;
    private final JID author;
    private final Instant published;
    private final Set<String> tags = new LinkedHashSet<>();
    private final List<Entry.Card> cards = new ArrayList<>();
    private final List<Attachment> files = new ArrayList<>();
    private String title = "";
    private String text = "";
    private String html = "";
    private String authorName = "";
    private Instant updated;
    private boolean nsfw;
    private String language = "";
    private NodeUri alternate;
    private String web = "";
    private NodeUri comments;
    private NodeUri inReplyTo;

    EntryDraft(String id, JID author, Instant published) {
        this.id = id;
        this.author = author;
        this.published = published.truncatedTo(ChronoUnit.SECONDS);
        this.updated = this.published;
    }

    EntryDraft(Entry entry, Instant now) {
        this(entry.id(), entry.author(), entry.published());
        title(entry.title()).html(entry.html()).authorName(entry.authorName()).updated(now).nsfw(entry.nsfw()).language(entry.language())
            .alternate(entry.alternate()).web(entry.web()).comments(entry.comments()).inReplyTo(entry.inReplyTo());
        text = entry.text();
        entry.tags().forEach(this::tag);
        entry.cards().forEach(this::card);
        entry.files().forEach(this::file);
    }

    public EntryDraft title(String title) {
        this.title = title;
        return this;
    }

    /** @param text Markdown; HTML that there was is made anew of it when it is written */
    public EntryDraft text(String text) {
        this.text = text;
        this.html = "";
        return this;
    }

    public EntryDraft html(String html) {
        this.html = html;
        return this;
    }

    public EntryDraft authorName(String name) {
        this.authorName = name;
        return this;
    }

    public EntryDraft updated(Instant updated) {
        this.updated = updated.truncatedTo(ChronoUnit.SECONDS);
        return this;
    }

    public EntryDraft tag(String tag) {
        tags.add(tag);
        return this;
    }

    /** Leaves those that there are aside. */
    public EntryDraft tags(List<String> tags) {
        this.tags.clear();
        this.tags.addAll(tags);
        return this;
    }

    public EntryDraft nsfw(boolean nsfw) {
        this.nsfw = nsfw;
        return this;
    }

    public EntryDraft language(String language) {
        this.language = language;
        return this;
    }

    public EntryDraft alternate(NodeUri alternate) {
        this.alternate = alternate;
        return this;
    }

    public EntryDraft web(String web) {
        this.web = web;
        return this;
    }

    public EntryDraft comments(NodeUri comments) {
        this.comments = comments;
        return this;
    }

    public EntryDraft inReplyTo(NodeUri inReplyTo) {
        this.inReplyTo = inReplyTo;
        return this;
    }

    public EntryDraft card(Entry.Card card) {
        cards.add(card);
        return this;
    }

    public EntryDraft file(Attachment file) {
        files.add(file);
        return this;
    }

    /** Leaves those that there are aside. */
    public EntryDraft files(List<Attachment> files) {
        this.files.clear();
        this.files.addAll(files);
        return this;
    }

    public Entry entry() {
        return new Entry(id, title, text, html, authorName, author, published, updated, List.copyOf(tags), nsfw, language, alternate, web,
            comments, inReplyTo, cards, files);
    }
}
