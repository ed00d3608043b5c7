package org.igniterealtime.openfire.plugin.fireside.social.posts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Attachment;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.RateLimit;
import org.igniterealtime.openfire.plugin.fireside.host.Account;
import org.igniterealtime.openfire.plugin.fireside.page.Exchange;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Item;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSub;
import org.igniterealtime.openfire.plugin.fireside.session.Preferences;
import org.igniterealtime.openfire.plugin.fireside.social.people.People;
import org.igniterealtime.openfire.plugin.fireside.social.people.Picture;
import org.igniterealtime.openfire.plugin.fireside.social.profiles.About;
import org.igniterealtime.openfire.plugin.fireside.social.profiles.Profile;
import org.igniterealtime.openfire.plugin.fireside.social.profiles.ProfileView;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;
import org.igniterealtime.openfire.plugin.fireside.view.Sanitiser;
import org.igniterealtime.openfire.plugin.fireside.view.StructuredData;
import org.igniterealtime.openfire.plugin.fireside.view.Views;
import org.igniterealtime.openfire.plugin.fireside.xmpp.NodeUri;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.JID;

/**
 * The pages that the world reads, without an account and without a script: {@code /@user}, {@code /@user/<post>} and {@code
 * /@user/feed.atom} (RFC 4287). What is not for everybody is as if it were not there. Search engines are asked to leave out what
 * its author has not said they may list (RFC 9309 is about fetching; this is the robots tag that they all know).
 */
public final class BlogPages {
    private static final Logger LOG = LoggerFactory.getLogger(BlogPages.class);
    private static final int POSTS = 20;
    /** Pages that one address may have in a minute. */
    private static final int A_MINUTE = 300;
    private static final int CHARACTERS = 4_000_000;
    private static final int DESCRIPTION = 200;
    private static final String FEED = "feed.atom";
    private static final String PICTURE = "avatar.image";
    private static final String NOT_LISTED = "noindex";

    private record Version(long created, long changed, String language) {
    }

    private final Platform platform;
    private final Views views;
    private final People people;
    private final ProfileView profiles;
    private final Posts posts;
    // In a feed, which is read elsewhere.
    private final Names outside;
    private final RateLimit perAddress = new RateLimit(A_MINUTE, Duration.ofMinutes(1));
    private final Cache<Version, OpenPost> drawn = Caffeine.newBuilder().maximumWeight(CHARACTERS)
        .weigher((Version version, OpenPost post) -> post.content().length() + post.body().html().length() + 500).executor(Runnable::run).build();

    /**
     * For {@code posts/blog.vm} and {@code posts/blog-post.vm}.
     *
     * @param listed search engines may have it
     * @param words of the author's about himself, where he shows them to the world; empty otherwise, as what follows
     * @param description the same in a line
     */
    public record Blog(String username, String name, Face face, String href, String feed, String jid, boolean listed, SafeHtml words, String description,
                       List<About.Website> websites) {
    }

    /** A post for the world. @param updated ISO 8601 @param id an IRI that stays @param sight the picture that stands for it elsewhere, or empty */
    public record OpenPost(String id, String href, String title, String heading, SafeHtml body, String content, String summary, String published,
                           String updated, boolean edited, List<String> tags, PostFiles files, List<Attachment> enclosures, String sight, String sightAlt, boolean nsfw) {
    }

    BlogPages(Platform platform, People people, ProfileView profiles, Posts posts) {
        this.platform = platform;
        this.views = platform.views();
        this.people = people;
        this.profiles = profiles;
        this.posts = posts;
        this.outside = new Names(views.context(), platform.server().domain());
    }

    /** Where a public post is on the web. */
    static String address(Platform platform, JID author, String itemId) {
        return blogAddress(platform, author.getNode()) + "/" + encoded(itemId);
    }

    /** What {@link #address} makes an address of, or that of a whole blog; empty for any other page. */
    static Optional<NodeUri> parse(Platform platform, String address) {
        String pages = platform.server().webAddress() + platform.views().context() + "/@";
        String[] parts = address.startsWith(pages) ? address.substring(pages.length()).split("[?#]", 2)[0].split("/", 2) : new String[0];
        if (parts.length < 1 || parts.length == 2 && (parts[1].equals(FEED) || parts[1].equals(PICTURE))) {
            return Optional.empty();
        }
        try {
            String item = parts.length < 2 ? "" : URLDecoder.decode(parts[1].replace("+", "%2B"), StandardCharsets.UTF_8);
            return platform.accounts().username(URLDecoder.decode(parts[0].replace("+", "%2B"), StandardCharsets.UTF_8))
                .map(username -> new NodeUri(platform.server().jid(username), Audience.BLOG, item));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String blogAddress(Platform platform, String username) {
        return platform.server().webAddress() + platform.views().context() + "/@" + encoded(username);
    }

    // COMPAT: Jetty 12 refuses a path with an encoded slash. In the id of an item, which comes last, a slash does no harm.
    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
    }

    void answer(Exchange exchange, String path, Locale locale) {
        String[] parts = path.substring("/@".length()).split("/", 2);
        String before = exchange.request().getParameter("before");
        if (!perAddress.allows(exchange.request().getRemoteAddr())) {
            exchange.header("Retry-After", "60").empty(429);
            return;
        }
        // All of the world together are one owner in the lane: they hold up each other, and nobody who is logged in.
        platform.sessions().dataLane().call("the world", exchange, null, () -> page(parts, before, locale)).whenComplete((page, fault) -> {
            if (fault != null) {
                LOG.debug("A public page could not be made", fault);
                exchange.header("Retry-After", "60").empty(503);
            } else if (page.isEmpty()) {
                exchange.html(404, missing(locale));
            } else {
                if (!page.get().listed()) {
                    exchange.header("X-Robots-Tag", NOT_LISTED);
                }
                answer(exchange, page.get());
            }
        });
    }

    private static void answer(Exchange exchange, Content page) {
        if (page.picture() == null) {
            exchange.open(page.type(), page.content());
        } else {
            exchange.header("Cache-Control", "public, max-age=300").send(200, page.type(), page.picture().bytes(), false);
        }
    }

    private SafeHtml missing(Locale locale) {
        return views.render("posts/blog-gone", locale, Map.of("styles", platform.shell().styles()));
    }

    /** @param listed search engines may have it @param picture in place of the text, or null */
    private record Content(String type, String content, boolean listed, Picture picture) {
    }

    private Optional<Content> page(String[] parts, String before, Locale locale) {
        Optional<Account> account = platform.accounts().username(parts[0]).flatMap(platform.accounts()::find);
        Optional<Node> node = account.flatMap(known -> platform.pubsub().find(NodeId.of(platform.server().jid(known.username()), Audience.BLOG)))
            .filter(blog -> platform.pubsub().mayRead(blog, null));
        if (node.isEmpty()) {
            return Optional.empty();
        }
        Blog blog = blog(account.get());
        String rest = parts.length < 2 ? "" : parts[1];
        if (rest.isEmpty()) {
            return Optional.of(html(blog, "posts/blog", list(blog, node.get(), before, locale), locale));
        }
        if (rest.equals(PICTURE)) {
            return people.openPicture(account.get().username()).map(picture -> new Content(picture.type(), "", blog.listed(), picture));
        }
        return rest.equals(FEED) ? Optional.of(atom(blog, node.get(), locale)) : post(blog, node.get(), rest, locale);
    }

    private Blog blog(Account account) {
        JID jid = platform.server().jid(account.username());
        String href = blogAddress(platform, account.username());
        Preferences chosen = platform.preferences().read(account.username());
        Profile profile = chosen.open() ? profiles.open(account.username()) : Profile.NONE;
        String name = profile.name().isEmpty() ? account.name() : profile.name();
        Face face = people.openPicture(account.username()).map(picture -> people.openFace(jid).pictured(views.context() + "/@" + encoded(account.username())
            + "/" + PICTURE + "?v=" + picture.hash().substring(0, 12))).orElseGet(() -> people.openFace(jid));
        About about = About.of(profile, name, Locale.ROOT);
        return new Blog(account.username(), name, face, href, href + "/" + FEED, jid.toString(), chosen.listed(), about.words(),
            cut(profile.about().replaceAll("\\s+", " ")), about.websites().stream().filter(site -> site.href().startsWith("http")).toList());
    }

    private static String cut(String text) {
        return text.length() <= DESCRIPTION ? text : text.substring(0, text.offsetByCodePoints(0, DESCRIPTION / 2)).strip() + "\u2026";
    }

    private Content html(Blog blog, String template, Map<String, Object> model, Locale locale) {
        model.put("blog", blog);
        model.put("styles", platform.shell().styles());
        return new Content("text/html;charset=utf-8", views.render(template, locale, model).html(), blog.listed(), null);
    }

    // ---- the blog

    private Map<String, Object> list(Blog blog, Node node, String before, Locale locale) {
        long from = before == null ? PubSub.NEWEST : Post.created(before);
        List<Item> page = platform.pubsub().newest(List.of(node), null, from < 0 ? PubSub.NEWEST : from, POSTS + 1);
        Map<String, Object> model = new HashMap<>();
        model.put("posts", read(blog, node, page.stream().limit(POSTS).toList(), locale));
        model.put("older", page.size() > POSTS ? blog.href() + "?before=" + Post.id(page.get(POSTS - 1).created()) : "");
        Map<String, Object> data = data("Blog", blog.name(), blog.href());
        data.put("author", person(blog));
        model.put("data", StructuredData.of(data));
        return model;
    }

    private List<OpenPost> read(Blog blog, Node node, List<Item> items, Locale locale) {
        return items.stream().flatMap(item -> posts.of(item, node).stream()).map(post -> open(blog, post, locale)).toList();
    }

    private OpenPost open(Blog blog, Post post, Locale locale) {
        return drawn.get(new Version(post.item().created(), post.item().changed(), locale.getLanguage()), any -> draw(blog, post, locale));
    }

    private OpenPost draw(Blog blog, Post post, Locale locale) {
        Entry entry = post.entry();
        PostModel shared = posts.model(post, locale);
        String plain = Words.plain(entry).isEmpty() ? entry.title() : Words.plain(entry);
        // What is to be seen only after a click is not told by who shows where a link leads.
        String summary = entry.nsfw() ? "" : cut(plain);
        Optional<PostFiles.Picture> sight = shared.files().pictures().stream().filter(any -> !entry.nsfw()).findFirst();
        String content = entry.html().isBlank() ? Words.body(entry, outside).html() : Sanitiser.xhtml(entry.html());
        return new OpenPost("xmpp:" + blog.jid() + "?;node=" + post.node().id().name() + ";item=" + encoded(post.item().id()),
            blog.href() + "/" + encoded(post.item().id()), shared.label(), shared.title(), shared.body(), content, summary,
            DateTimeFormatter.ISO_INSTANT.format(entry.published()), DateTimeFormatter.ISO_INSTANT.format(entry.updated()), post.edited(),
            entry.tags(), shared.files(), entry.files(), sight.map(picture -> absolute(picture.shown().large())).orElse(""),
            sight.map(PostFiles.Picture::alt).orElse(""), entry.nsfw());
    }

    private String absolute(String address) {
        return address.startsWith("/") ? platform.server().webAddress() + address : address;
    }

    // ---- one post

    private Optional<Content> post(Blog blog, Node node, String itemId, Locale locale) {
        Optional<Post> found = platform.pubsub().item(node.id(), itemId, null).flatMap(item -> posts.of(item, node));
        return found.map(post -> {
            OpenPost open = open(blog, post, locale);
            Map<String, Object> data = data("BlogPosting", open.title(), open.href());
            data.put("author", person(blog));
            data.put("datePublished", open.published());
            data.put("dateModified", open.updated());
            data.put("description", open.summary());
            if (!open.sight().isEmpty()) {
                data.put("image", open.sight());
            }
            Map<String, Object> model = new HashMap<>();
            model.put("post", open);
            model.put("data", StructuredData.of(data));
            model.put("thread", posts.talk().open(post, posts.talkKey(post), locale));
            return html(blog, "posts/blog-post", model, locale);
        });
    }

    private static Map<String, Object> data(String type, String name, String url) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("@context", "https://schema.org");
        data.put("@type", type);
        data.put(type.equals("Blog") ? "name" : "headline", name);
        data.put("url", url);
        return data;
    }

    private static Map<String, Object> person(Blog blog) {
        Map<String, Object> person = new LinkedHashMap<>();
        person.put("@type", "Person");
        person.put("name", blog.name());
        person.put("url", blog.href());
        if (!blog.description().isEmpty()) {
            person.put("description", blog.description());
        }
        if (!blog.websites().isEmpty()) {
            person.put("sameAs", blog.websites().stream().map(About.Website::href).toList());
        }
        return person;
    }

    // ---- the feed

    private Content atom(Blog blog, Node node, Locale locale) {
        List<OpenPost> newest = read(blog, node, platform.pubsub().newest(List.of(node), null, PubSub.NEWEST, POSTS), locale);
        String updated = newest.stream().map(OpenPost::updated).max(String::compareTo).orElse("1970-01-01T00:00:00Z");
        return new Content("application/atom+xml;charset=utf-8", views.render("posts/atom", locale,
            Map.of("blog", blog, "posts", newest, "updated", updated)).html(), blog.listed(), null);
    }
}
