package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dom4j.Element;
import org.dom4j.Namespace;
import org.dom4j.QName;
import org.igniterealtime.openfire.plugin.fireside.view.Bidi;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;
import org.xmpp.packet.JID;

/** Reads one Atom entry. */
final class EntryReading {
    static final String NSFW = "nsfw";

    private static final int LONGEST_TITLE = 1000;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_ID = 1000;
    private static final int LONGEST_TAG = 64;
    private static final int MOST_TAGS = 50;
    private static final int MOST_CHILDREN = 500;
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,4}");

    private final List<Element> children = new ArrayList<>();
    private final Element entry;
    private final Instant received;

    EntryReading(Element entry, Instant received) {
        this.entry = entry;
        this.received = received;
        for (Object each : entry.elements()) {
            if (each instanceof Element child && children.size() < MOST_CHILDREN) {
                children.add(child);
            }
        }
    }

    Entry entry() {
        String id = named("id").findFirst().map(each -> cut(each.getText().strip(), LONGEST_ID)).orElse("");
        Instant published = time("published").or(() -> time("updated")).orElse(received);
        Instant updated = time("updated").filter(published::isBefore).orElse(published);
        EntryDraft draft = Entry.draft(id, author(), published).updated(updated).authorName(authorName()).language(language());
        EntryLinks links = new EntryLinks();
        named("link").forEach(links::read);
        children.stream().filter(child -> child.getName().equals("in-reply-to")).forEach(links::reply);
        links.into(draft);
        tags(draft);
        words(draft);
        return draft.entry();
    }

    // ---- words

    private void words(EntryDraft draft) {
        EntryWords words = new EntryWords();
        named("content").forEach(words::read);
        if (words.none()) {
            // RFC 4287 §4.2.13: an excerpt of what there is, so it is read only where nothing else is.
            named("summary").forEach(words::read);
        }
        String whole = title();
        String title = cut(whole, LONGEST_TITLE);
        // A comment has a title only, however long it is.
        String text = words.none() && title.length() < whole.length() ? cut(whole, EntryWords.LONGEST) : words.text();
        Entry untitled = draft.text(text).html(words.html()).entry();
        draft.title(title.equals(EntryStanza.NO_TITLE) || title.equals(untitled.heading()) ? "" : title);
    }

    // XEP-0277 §2.3.1 allows several: the plain one is the best title.
    private String title() {
        return named("title").filter(title -> !EntryWords.markup(title)).map(EntryWords::plain).filter(title -> !title.isEmpty()).findFirst()
            .or(() -> named("title").map(EntryWords::plain).filter(title -> !title.isEmpty()).findFirst())
            .map(Bidi::balanced).orElse("");
    }

    private void tags(EntryDraft draft) {
        named("category").map(category -> category.attributeValue("term", "")).map(EntryReading::tag)
            .filter(tag -> !tag.isEmpty()).distinct().limit(MOST_TAGS).forEach(tag -> {
                if (tag.equals(NSFW)) {
                    draft.nsfw(true);
                } else {
                    draft.tag(tag);
                }
            });
    }

    private static String tag(String term) {
        String words = cut(term, LONGEST_TAG).replaceAll("[\\s\\p{Cntrl}]+", " ").replaceFirst("^[# ]+", "").strip();
        return cut(Bidi.balanced(words.toLowerCase(Locale.ROOT)), LONGEST_TAG);
    }

    // ---- who and when

    private JID author() {
        return authorPart("uri").filter(uri -> uri.startsWith("xmpp:")).flatMap(Jids::bare).orElse(null);
    }

    private String authorName() {
        return authorPart("name").map(name -> Bidi.balanced(cut(name, LONGEST_NAME).replaceAll("\\s+", " "))).orElse("");
    }

    private Optional<String> authorPart(String name) {
        return named("author").findFirst().map(author -> author.element(QName.get(name, author.getNamespace())))
            .map(part -> part.getText().strip()).filter(text -> text.length() < 10 * LONGEST_NAME);
    }

    private Optional<Instant> time(String name) {
        return named(name).findFirst().flatMap(each -> EntryTime.parse(each.getText())).map(time -> time.isAfter(received) ? received : time);
    }

    private String language() {
        QName lang = QName.get("lang", Namespace.XML_NAMESPACE);
        return Optional.ofNullable(entry.attributeValue(lang)).or(() -> named("content").map(content -> content.attributeValue(lang, ""))
            .filter(language -> !language.isEmpty()).findFirst()).filter(language -> LANGUAGE.matcher(language).matches()).orElse("");
    }

    private Stream<Element> named(String name) {
        return children.stream().filter(child -> child.getName().equals(name) && child.getNamespaceURI().equals(Ns.ATOM));
    }

    /** The beginning, fit for XML, with no character cut in two. */
    static String cut(String text, int longest) {
        return XmlText.clean(text.length() > longest ? text.substring(0, longest) : text);
    }
}
