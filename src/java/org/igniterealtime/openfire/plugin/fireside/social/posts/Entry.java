package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Attachment;
import org.igniterealtime.openfire.plugin.fireside.view.Bidi;
import org.igniterealtime.openfire.plugin.fireside.view.Sanitiser;
import org.igniterealtime.openfire.plugin.fireside.xmpp.NodeUri;
import org.xmpp.packet.JID;

/**
 * A post or a comment as it is on the wire. Texts are empty and lists are empty where there is nothing.
 *
 * @param id of the item that it is in
 * @param title plain text; the whole of a comment and of a short post
 * @param text Markdown, as its author typed it
 * @param html an XHTML {@code div} as of {@link Sanitiser#xhtml}: fit for the wire, not yet for a page
 * @param authorName as the author calls himself, which is no proof of anything
 * @param author bare, or null where the entry does not say; only the publisher of the item is known to be true
 * @param updated the same as {@code published} until it is edited
 * @param tags in lower case, without the sign, without {@code nsfw}
 * @param nsfw to be shown only after a click
 * @param language of RFC 5646, as the entry says
 * @param alternate where it is, or null
 * @param web its public page: who has none is not for everybody
 * @param comments the node with its comments and likes, or null
 * @param inReplyTo the item that it answers or repeats, or null
 */
public record Entry(String id, String title, String text, String html, String authorName, JID author, Instant published, Instant updated,
                    List<String> tags, boolean nsfw, String language, NodeUri alternate, String web, NodeUri comments, NodeUri inReplyTo,
                    List<Card> cards, List<Attachment> files) {
    /** The title of a like (XEP-0277 §3.2 has none; Movim's convention). */
    public static final String LIKE = "\u2665";

    private static final Set<String> LIKES = Set.of(LIKE, "\u2764");
    private static final int LONGEST_HEADING = 100;

    /** A page on the web that the post points to. */
    public record Card(String href, String type, String title, String description, String logo) {
    }

    public Entry {
        tags = List.copyOf(tags);
        cards = List.copyOf(cards);
        files = List.copyOf(files);
    }

    /** Starts an entry that is written and published now. */
    public static EntryDraft draft(String id, JID author, Instant now) {
        return new EntryDraft(id, author, now);
    }

    /** Starts a later version of it. */
    public EntryDraft edit(Instant now) {
        return new EntryDraft(this, now);
    }

    /** A heart and nothing else, with or without the sign that asks for colour. */
    public boolean like() {
        return text.isEmpty() && html.isEmpty() && files.isEmpty() && LIKES.contains(title.replaceAll("[\ufe0e\ufe0f]", "").strip());
    }

    /** Whether it has changed since it was published. */
    public boolean edited() {
        return updated.isAfter(published);
    }

    /** The title, or what stands for one: the first line of the words, without their markup, or what its files show. */
    public String heading() {
        String words = !title.isEmpty() ? title : !text.isEmpty() ? firstLine(text) : firstLine(Sanitiser.text(html));
        return words.isEmpty() ? shown() : words;
    }

    // A picture that nobody has described is not known by its name, which is some camera's.
    private String shown() {
        return Stream.concat(files.stream().map(Attachment::alt), files.stream().filter(file -> !file.isPicture()).map(Attachment::name))
            .map(Entry::firstLine).filter(line -> !line.isEmpty()).findFirst().orElse("");
    }

    static String firstLine(String text) {
        String line = text.lines().map(each -> each.replaceFirst("^[#>*+\\-\\s]+", "").strip()).filter(each -> !each.isEmpty()).findFirst().orElse("");
        int end = line.offsetByCodePoints(0, Math.min(LONGEST_HEADING, line.codePointCount(0, line.length())));
        return Bidi.balanced(line.substring(0, end).strip());
    }
}
