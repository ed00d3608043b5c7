package org.igniterealtime.openfire.plugin.fireside.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.igniterealtime.openfire.plugin.fireside.archive.Fate;
import org.igniterealtime.openfire.plugin.fireside.desk.account.AccountFeature;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Attachment;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Card;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Gallery;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Shown;
import org.igniterealtime.openfire.plugin.fireside.desk.media.UploadRow;
import org.igniterealtime.openfire.plugin.fireside.desk.search.CommunityFound;
import org.igniterealtime.openfire.plugin.fireside.desk.search.Excerpt;
import org.igniterealtime.openfire.plugin.fireside.desk.search.MessageFound;
import org.igniterealtime.openfire.plugin.fireside.desk.search.PersonFound;
import org.igniterealtime.openfire.plugin.fireside.desk.search.RoomFound;
import org.igniterealtime.openfire.plugin.fireside.desk.search.Way;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.page.Me;
import org.igniterealtime.openfire.plugin.fireside.page.Nav;
import org.igniterealtime.openfire.plugin.fireside.page.Shell;
import org.igniterealtime.openfire.plugin.fireside.session.Preferences;
import org.igniterealtime.openfire.plugin.fireside.desk.reports.Report;
import org.igniterealtime.openfire.plugin.fireside.social.comments.CommentModel;
import org.igniterealtime.openfire.plugin.fireside.social.notices.NoticeRow;
import org.igniterealtime.openfire.plugin.fireside.social.people.PersonGroup;
import org.igniterealtime.openfire.plugin.fireside.social.people.PersonPane;
import org.igniterealtime.openfire.plugin.fireside.social.people.PersonRow;
import org.igniterealtime.openfire.plugin.fireside.social.profiles.About;
import org.igniterealtime.openfire.plugin.fireside.social.profiles.EditView;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Audience;
import org.igniterealtime.openfire.plugin.fireside.social.posts.BlogPages;
import org.igniterealtime.openfire.plugin.fireside.social.posts.ComposerView;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Draft;
import org.igniterealtime.openfire.plugin.fireside.social.posts.FeedRow;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Foot;
import org.igniterealtime.openfire.plugin.fireside.social.posts.PostFiles;
import org.igniterealtime.openfire.plugin.fireside.social.posts.PostModel;
import org.igniterealtime.openfire.plugin.fireside.social.posts.PostsFeature;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.RegardMenu;
import org.igniterealtime.openfire.plugin.fireside.talk.chat.ChatPane;
import org.igniterealtime.openfire.plugin.fireside.talk.chat.ChatRow;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.MessageCard;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.MessageModel;
import org.igniterealtime.openfire.plugin.fireside.talk.rooms.FoundRoom;
import org.igniterealtime.openfire.plugin.fireside.talk.rooms.RoomCard;
import org.igniterealtime.openfire.plugin.fireside.talk.rooms.RoomPane;
import org.igniterealtime.openfire.plugin.fireside.talk.rooms.RoomRow;
import org.igniterealtime.openfire.plugin.fireside.talk.rooms.SettingsModel;
import org.igniterealtime.openfire.plugin.fireside.talk.words.Body;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every template of src/web with everything in it that others may have typed. */
class ViewsTest {
    private static final Path WEB = Path.of("src/web");
    private static final String HOSTILE = "<img src=x onerror=alert(1)>\"'&$t #end #set($x=1) ${x} $!x";
    private static final String AT = "2026-11-23T07:00:00Z";

    private final Texts texts = new Texts(Path.of("i18n"));
    private final Assets assets = new Assets(WEB, "/fireside");
    private final Views views = new Views(WEB, texts, assets, "/fireside");

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "ar"})
    void every_template_renders_and_nothing_of_it_is_left_over(String language) throws Exception {
        for (boolean full : List.of(true, false)) {
            for (String template : templates()) {
                String html = views.render(template, Locale.forLanguageTag(language), model(template, "plain", full)).html();

                assertFalse(html.matches("(?s).*(\\$[a-zA-Z!{]|#(if|else|end|set|foreach|parse|do|avatar|presence|time|message|show|theme)\\b).*"),
                    template + ": " + html);
            }
        }
    }

    @Test
    void what_others_typed_is_text_in_every_template() throws Exception {
        for (boolean full : List.of(true, false)) {
            for (String template : templates()) {
                String html = views.render(template, Locale.ENGLISH, model(template, HOSTILE, full)).html();

                assertFalse(html.contains("<img src=x") || html.contains("(1)>\"'&$t"), template + ": " + html);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"posts/post", "posts/blog-article"})
    void all_of_a_marked_post_is_behind_a_click(String template) {
        Document post = Jsoup.parse(views.render(template, Locale.ENGLISH, model(template, "plain", true)).html());

        assertFalse(post.select("details .post-body").isEmpty());
        assertEquals(post.select(".post-body, .post-pictures a, .post-files > *").size(),
            post.select("details .post-body, details .post-pictures a, details .post-files > *").size());
    }

    @Test
    void a_hostile_text_stands_there_as_it_was_typed() {
        String html = views.render("chat/typing", Locale.ENGLISH, Map.of("typing", true, "name", HOSTILE)).html();

        assertTrue(html.contains(SafeHtml.escape(HOSTILE)), html);
    }

    @Test
    void everything_but_safe_html_is_escaped(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("base"));
        Files.writeString(folder.resolve("base/macros.vm"), "#macro(m $x)<i>$x</i>#end");
        Files.writeString(folder.resolve("t.vm"), "$a|$!a|${a}|$a.toString()|#m($a)|$safe|$none|$!none|$a.missing()|$list");
        Views own = new Views(folder, texts, new Assets(folder, ""), "");
        Map<String, Object> model = new HashMap<>(Map.of("a", "<b>", "safe", new SafeHtml("<b>"), "list", List.of("<b>")));

        String html = own.render("t", Locale.ENGLISH, model).html();

        assertEquals("&lt;b&gt;|&lt;b&gt;|&lt;b&gt;|&lt;b&gt;|<i>&lt;b&gt;</i>|<b>||||[&lt;b&gt;]", html);
    }

    @Test
    void a_language_says_which_way_it_runs() {
        Map<String, Object> model = model("x", true);

        assertTrue(views.render("base/problem", Locale.forLanguageTag("ar"), model).html().contains("<html lang=\"ar\" dir=\"rtl\""));
        assertTrue(views.render("base/problem", Locale.GERMAN, model).html().contains("<html lang=\"de\" dir=\"ltr\""));
    }

    // Everything that any template names, full of a text or as empty as it gets.
    private Map<String, Object> model(String text, boolean full) {
        Face face = new Face("bob@example.org", text, full ? "B" : text, 3, full ? "/fireside/avatar/bob" : null, full ? "away" : null);
        Me me = new Me(text, text, face, "online", full ? text : "", "auto");
        Shown file = new Shown(text, full, text, text, 3, 2, full, 7, text, "file", full ? text : "", full ? text : "", full ? text : "");
        Gallery gallery = new Gallery(List.of(file, file), List.of(file), List.of(file), List.of(file));
        MessageModel.Quote quote = new MessageModel.Quote(text, text, false, text, full ? "file" : "gone", text);
        List<MessageModel.Chip> chips = List.of(new MessageModel.Chip(text, 2, true, List.of(text, text)));
        Fate.Gone gone = full ? null : new Fate.Gone(text, text.length() % 2 == 0 ? "" : text);
        MessageModel mine = new MessageModel("m-1", text, "1", true, null, text, new Body(Links.html(text), full, full), gallery, text, AT, "failed", full ? text : "", false, full, "", null,
            quote, chips, 1, text, full ? new MessageCard(text, new Card(text, text, text, text, text, text)) : null);
        MessageModel theirs = new MessageModel("m-2", "", "2", false, null, text, new Body(Links.html(text), full, full), Gallery.NONE, "", AT, "sent", "", false, false, full ? text : "", gone,
            null, full ? chips : List.of(), full ? 3 : 0, "react reply", new MessageCard(text, full ? new Card(text, "", "", text, "", "") : null));
        ChatRow chatRow = new ChatRow("chat-" + text, text, text, face, text, full ? "file" : "picture", full ? text : "", full, full ? AT : "", full ? 5 : 0, full, !full, full, !full);
        PersonRow personRow = new PersonRow("person-" + text, text, text, face, text, full ? text : "", full, !full);
        RegardMenu regard = new RegardMenu(full ? "rooms" : "chat", text, full, full ? "on-mention" : "never", full);
        Map<String, Object> model = new HashMap<>();
        model.put("files", gallery);
        model.put("attachTo", text);
        model.put("page", new Shell.PageModel(text, 1, "list", text));
        model.put("me", me);
        model.put("talk", full ? "rooms" : "chat");
        model.put("nav", List.of(new Nav.Item("chats", "/fireside/chats", text, "message-circle", full, full ? 3 : 0)));
        model.put("item", new Nav.Item("chats", "/fireside/chats", text, "message-circle", full, full ? 3 : 0));
        model.put("list", SafeHtml.NONE);
        model.put("pane", SafeHtml.NONE);
        model.put("styles", List.of(assets.url("base/base.css")));
        model.put("scripts", List.of(assets.url("base/live.js")));
        model.put("error", full ? text : "");
        model.put("username", full ? text : "");
        model.put("register", full);
        model.put("insecure", !full);
        model.put("next", text);
        model.put("logins", List.of(new AccountFeature.LoginRow(text, text, text, AT, AT, full, full)));
        model.put("figures", Map.of("sessions", 1));
        model.put("chat", new ChatPane(text, face, text, full ? text : "", List.of(mine, theirs), full, text, full ? text : "", full ? text : "",
            full ? text : "", full, regard, full, full));
        model.put("regard", regard);
        model.putAll(Map.of("here", text, "searchHere", text, "after", text, "messages", full ? List.of(mine, theirs) : List.of(), "answered", full ? text : ""));
        model.put("chats", full ? List.of(chatRow) : List.of());
        model.put("row", chatRow);
        model.put("m", full ? mine : theirs);
        model.put("below", new MessageCard(text, full ? new Card(text, text, text, text, text, text) : null));
        model.put("card", new Card(text, full ? text : "", full ? text : "", text, full ? text : "", text));
        model.put("older", full);
        model.put("to", text);
        model.put("before", text);
        model.put("typing", full);
        model.put("name", text);
        model.put("title", text);
        model.put("text", text);
        model.put("reference", full ? text : "");
        model.put("path", text);
        model.put("face", face);
        model.put("degrees", 5);
        model.put("requests", full ? List.of(face) : List.of());
        model.put("groups", full ? List.of(new PersonGroup(text, List.of(personRow)), new PersonGroup("", List.of(personRow))) : List.of());
        model.put("total", full ? 2 : 0);
        model.put("person", new PersonPane(text, face, text, full ? text : "", full ? text : "", full ? "to" : "none", !full, full, true, !full, !full));
        return model;
    }

    // What two features call by the same name.
    private Map<String, Object> model(String template, String text, boolean full) {
        Map<String, Object> model = model(text, full);
        Face face = (Face) model.get("face");
        if (template.startsWith("posts/")) {
            FeedRow row = new FeedRow("feed-" + text, text, full ? face : null, "users", text, text, full ? AT : "", full);
            PostModel post = new PostModel("0123456789abcdef", text, text, full ? text : "", Links.html(text), AT, full, full ? "public" : "group",
                full ? List.of(new PostModel.Tag(text, text)) : List.of(), full ? sights(text) : PostFiles.NONE, full, full ? new PostModel.Shared(text, text) : null);
            model.putAll(Map.of("row", row, "rows", List.of(row), "people", full ? List.of(row) : List.of(), "drafts",
                full ? List.of(new Draft(text, "d", text, text, Audience.PUBLIC, text, full, "", List.of(), 1, 1), new Draft(text, "e", "", text, Audience.PUBLIC, text, full, "", files(text), 1, 0)) : List.of()));
            model.putAll(Map.of("post", template.startsWith("posts/blog") ? open(text, full) : post, "posts", List.of(), "key", text,
                "id", "0123456789abcdef", "foot", full ? new Foot(2, 1, true) : Foot.NONE, "silent", !full, "href", text, "thread", SafeHtml.NONE));
            model.put("w", new ComposerView.Writing(full ? "d" : "", full ? "" : "0123456789abcdef", "", full ? text : "", text, full ? text : "", "public", full ? text : "", full ? 5 : 0, full));
            model.put("choices", List.of(new ComposerView.AudienceChoice(text, text, full, "globe")));
            model.put("shared", full ? text : null);
            model.put("author", full ? face : null);
            model.put("updated", AT);
            model.putAll(Map.of("body", Links.html(text), "sights", full ? sights(text) : PostFiles.NONE, "calm", full));
            model.put("data", StructuredData.of(Map.of("name", text)));
            model.put("blog", new BlogPages.Blog(text, text, face, text, text, text, full, full ? Links.html(text) : SafeHtml.NONE, full ? text : "",
                full ? List.of(new About.Website(text, text)) : List.of()));
            if (template.startsWith("posts/blog") || template.equals("posts/atom")) {
                model.put("posts", full ? List.of(open(text, true)) : List.of());
                model.put("older", full ? text : "");
            } else if (template.equals("posts/person")) {
                model.put("posts", List.of(new PostsFeature.Opening(text, text, AT)));
            }
        } else if (template.startsWith("comments/")) {
            CommentModel comment = new CommentModel("0123456789abcdef", "0123456789abcdef", face, text, Links.html(text), AT, full);
            model.putAll(Map.of("c", comment, "post", "0123456789abcdef", "likers", full ? List.of(face, face) : List.of(),
                "comments", template.equals("comments/open") ? List.of(comment) : List.of()));
        } else if (template.startsWith("notices/")) {
            NoticeRow row = new NoticeRow("1", face, "liked", text, full ? text : "", text, AT, !full);
            model.putAll(Map.of("row", row, "rows", full ? List.of(row) : List.of()));
        } else if (template.startsWith("rooms/")) {
            MessageModel said = new MessageModel("m-1", full ? text : "", "1", full, face, text, new Body(Links.html(text), full, full), full ? (Gallery) model.get("files") : Gallery.NONE, "",
                AT, "", "", full, full, "", full ? null : new Fate.Gone("", ""), full ? new MessageModel.Quote(text, text, true, text, "text", text) : null,
                List.of(), 0, text, null);
            RoomRow row = new RoomRow("room-" + text, text, text, face, text, full ? text : "", full ? text : "", full ? AT : "", full ? 120 : 0, full ? 3 : 0, full, full, full, !full);
            List<RoomPane.PersonRow> people = List.of(new RoomPane.PersonRow(text, face, text, full ? "owner" : "visitor", full ? text : "", full,
                full ? Set.of("kick", "ban", "voice", "silence", "administer", "own", "unown") : Set.of()));
            RoomCard card = new RoomCard(text, face, full ? text : "", full ? text : "", full ? List.of(text) : List.of());
            List<SettingsModel.Entry> settings = Stream.of("line", "lines", "tick", "ticks", "radio", "choice", "words").map(kind -> new SettingsModel.Entry(
                "f1", kind, text, full ? text : "", full ? "1" : text, full, List.of(new SettingsModel.Choice("f1.0", text, text, full)))).toList();
            model.putAll(Map.of("card", card, "entry", settings.get(full ? 3 : 0), "settings", new SettingsModel(text, settings, full ? settings : List.of()),
                "pictured", full, "why", text, "found", List.of(new FoundRoom(text, face, text, full ? text : "", full ? 3 : -1, full)), "more", full ? text : "", "further", !full));
            RoomPane pane = new RoomPane(text, face, text, full ? text : "", full ? "inside" : text.length() % 2 == 0 ? "outside" : "silent", 7,
                full ? List.of(said) : List.of(), full, text, full ? text : "", full ? text : "", full ? text : "", full,
                full ? (RegardMenu) model.get("regard") : null, people, full, full, card,
                new RoomPane.Entry(text, text.length() % 2 == 0, full, full ? Links.html(text) : null));
            model.putAll(Map.of("m", said, "row", row, "rows", full ? List.of(row) : List.of(), "room", pane, "people", people, "size", 7,
                "roomJid", text, "subject", text, "service", text));
        } else if (template.startsWith("follows/")) {
            model.putAll(Map.of("jid", text, "follows", full, "faces", List.of(face)));
        }
        if (template.startsWith("profiles/")) {
            model.putAll(Map.of("jid", text, "hue", 3, "address", full ? text : "", "shown", full && text.length() % 2 == 0 ? text : "", "longest", 9, "short", 9, "w",
                new EditView.Writing(text, text, text, text, text, text, text, text, text, text, full), "about",
                new About(full ? text : "", full ? text : "", Links.html(text), full ? text : "", "", "",
                full ? List.of(new About.Website(text, text)) : List.of())));
        } else if (template.startsWith("shares/")) {
            model.putAll(Map.of("id", "0123456789abcdef", "opening", text, "open", full, "people", full ? List.of(face) : List.of()));
        }
        if (template.equals("media/uploads")) {
            model.putAll(Map.of("rows", full ? List.of(new UploadRow(text, text, text, "file", text, text, AT), new UploadRow(text, text, text, "file", "", text, AT)) : List.of(),
                "used", text, "quota", text, "part", 7, "newest", full, "older", full ? text : ""));
        }
        model.putIfAbsent("id", text);
        model.put("cards", full ? List.of(model.get("card"), model.get("card")) : List.of());
        model.put("awaited", !full);
        if (template.startsWith("search/")) {
            PersonFound person = new PersonFound(face, text, full ? text : "", full ? text : "", full);
            RoomFound room = new RoomFound(text, text, full ? text : "", full ? 3 : -1, full ? "everybody" : "members", text);
            CommunityFound community = new CommunityFound(text, text, full ? text : "", 3, full ? AT : "", full);
            model.putAll(Map.of("person", person, "room", room, "community", community, "people", full ? Collections.nCopies(6, person) : List.of(),
                "rooms", full ? Collections.nCopies(4, room) : List.of(), "communities", full ? Collections.nCopies(4, community) : List.of(), "further", full));
            model.putAll(Map.of("ways", List.of(new Way("all", text, text, "", full), new Way("people", text, text, "20+", !full), new Way("messages", text, text, "3", false)), "part", full ? "people" : "",
                "within", full ? "people" : "", "skip", "0000000000000014", "query", text, "typed", text, "posts", List.of(), "nothing", !full));
            MessageFound message = new MessageFound("0123456789abcdef", text, face, text, full, !full, text, AT, full ? "text" : "sound",
                List.of(new Excerpt.Piece(text, false), new Excerpt.Piece(text, true)));
            model.putAll(Map.of("message", message, "messages", full ? Collections.nCopies(6, message) : List.of(), "earlier", full, "chat", full ? text : "",
                "chatName", text, "cursor", text));
            model.putAll(Map.of("asked", full, "busy", false, "complete", !full));
        }
        model.put("searched", full);
        model.put("chosen", Preferences.NONE.publishing(full, full));
        model.put("public", text);
        if (template.equals("people/block")) {
            model.putAll(Map.of("jid", text, "blocked", full));
        }
        if (template.startsWith("reports/")) {
            Report report = new Report(1, text, text, full ? Report.Reason.SPAM : Report.Reason.ABUSE, full ? text : "", List.of(new Report.Evidence(1, text)), full);
            model.putAll(Map.of("reports", full ? List.of(report) : List.of(), "done", !full, "open", 3, "token", text, "jid", text, "blocked", full,
                "messages", report.messages()));
        }
        model.put("reportJid", text);
        model.put("reportSmall", full);
        model.put("attachTo", text);
        model.putIfAbsent("covers", List.of());
        model.putIfAbsent("profile", List.of());
        model.putIfAbsent("buttons", List.of());
        model.putIfAbsent("sections", List.of());
        model.putIfAbsent("end", List.of());
        return model;
    }

    private static BlogPages.OpenPost open(String text, boolean full) {
        return new BlogPages.OpenPost(text, text, text, full ? text : "", Links.html(text), text, text, AT, AT, full, full ? List.of(text) : List.of(),
            full ? sights(text) : PostFiles.NONE, full ? files(text) : List.of(), full ? text : "", full ? text : "", full);
    }

    private static PostFiles sights(String text) {
        Shown file = new Shown(text, true, text, text, 3, 2, true, 7, text, "file", text, text, text);
        Shown bare = new Shown(text, false, text, text, 3, 2, false, 0, "", "file", "", "", "");
        PostFiles.Picture picture = new PostFiles.Picture(file, 3, 2, text);
        PostFiles.Picture unknown = new PostFiles.Picture(bare, 3, 2, "");
        return new PostFiles(List.of(picture, unknown, picture, picture, unknown), new Gallery(List.of(), List.of(file), List.of(file), List.of(file)));
    }

    private static List<Attachment> files(String text) {
        return List.of(new Attachment(text, text, "image/png", 1, 8, 6, text, text), new Attachment(text, "", "image/png", 0, 0, 0, "", ""),
            new Attachment(text, text, "video/mp4", 1, 8, 6, text, ""), new Attachment(text, text, "audio/mpeg", 1, 0, 0, "", ""),
            new Attachment(text, text, text, 2_000_000, 0, 0, text, ""));
    }

    private static List<String> templates() throws Exception {
        try (Stream<Path> files = Files.walk(WEB)) {
            return new ArrayList<>(new TreeSet<>(files.filter(file -> file.toString().endsWith(".vm"))
                .map(file -> WEB.relativize(file).toString().replace(".vm", "")).filter(name -> !name.equals("base/macros")).toList()));
        }
    }
}
