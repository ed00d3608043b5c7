package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A server of {@code alice} and {@code bob}, who are contacts, that is killed in the moment in which something that was done with
 * a post is acknowledged, and started again on the same home. What is there then is compared with what was acknowledged.
 * <pre>
 * try (Kills kills = new Kills()) {
 *     kills.after(Kills.Deed.POST, Kills.Deed.COMMENT);
 *     assertEquals(kills.acknowledged(), kills.there());
 * }
 * </pre>
 */
public final class Kills implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;
    private static final String ADDRESS = "/feed/post-";

    /** What is acknowledged just before a kill: a new post, other words of the newest, something said of it, the end of the oldest. */
    public enum Deed { POST, EDIT, COMMENT, DELETE }

    /** A post of which the author knows that it is there. */
    private static final class Known {
        private final List<String> comments = new ArrayList<>();
        private String id;
        private String title;

        /** @param id that the application gives it, or empty until it is seen there */
        Known(String id, String title) {
            this.id = id;
            this.title = title;
        }
    }

    private final OpenfireServer server = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN).user("alice", "secret").user("bob", "secret")
        .contacts("alice", "bob").start();
    // The oldest first.
    private final List<Known> posts = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();
    private int deeds;

    /** Does all of it at once, kills the server when the last is acknowledged, and starts it again. */
    public void after(Deed... some) throws Exception {
        while (posts.size() < 2) {
            seed();
        }
        Map<Deed, FakePage> pages = new EnumMap<>(Deed.class);
        for (Deed deed : some) {
            pages.put(deed, page(deed == Deed.COMMENT ? "bob" : "alice").open("/feed"));
        }
        List<Runnable> acknowledged = new ArrayList<>();
        CompletableFuture<?>[] answers = pages.entrySet().stream().map(each -> begin(each.getKey(), each.getValue(), acknowledged))
            .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(answers).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        server.kill9();
        server.start();
        acknowledged.forEach(Runnable::run);
    }

    private CompletableFuture<Void> begin(Deed deed, FakePage page, List<Runnable> acknowledged) {
        String words = deed.name().charAt(0) + deed.name().substring(1).toLowerCase(Locale.ROOT) + ' ' + ++deeds;
        Known newest = posts.get(posts.size() - 1);
        switch (deed) {
            case POST -> {
                acknowledged.add(() -> posts.add(new Known("", words)));
                return page.act("posts/publish", manuscript("", words));
            }
            case EDIT -> {
                acknowledged.add(() -> newest.title = words);
                return page.act("posts/publish", manuscript(newest.id, words));
            }
            case COMMENT -> {
                acknowledged.add(() -> newest.comments.add(words));
                return page.act("comments/send", Map.of("post", newest.id, "body", words));
            }
            default -> {
                Known oldest = posts.get(0);
                acknowledged.add(() -> {
                    posts.remove(oldest);
                    deleted.add(oldest.id);
                });
                return page.act("posts/delete", Map.of("post", oldest.id));
            }
        }
    }

    private static Map<String, String> manuscript(String edits, String title) {
        return Map.of("edits", edits, "title", title, "text", "Words of " + title, "audience", "public");
    }

    private void seed() throws Exception {
        try (FakePage alice = page("alice").open("/feed")) {
            String title = "Seed " + ++deeds;
            alice.act("posts/publish", manuscript("", title)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            posts.add(new Known(Jsoup.parse(alice.get("/feed").body()).select("#posts > article").attr("data-post"), title));
        }
    }

    private FakePage page(String who) throws Exception {
        return FakePage.logIn(server.url("/fireside"), who, "secret");
    }

    // ---- what is there

    /** What has been acknowledged: each post with what is said of it, newest first, and nothing of what was deleted. */
    public List<String> acknowledged() {
        List<String> all = new ArrayList<>();
        posts.forEach(post -> all.add(0, post.title + ": Words of " + post.title + " " + post.comments));
        return all;
    }

    /** The same as bob finds it, in his feed and at each post's own page; besides what should not be there. */
    public List<String> there() throws Exception {
        FakePage bob = page("bob");
        List<String> all = new ArrayList<>();
        for (Element article : Jsoup.parse(bob.get("/feed").body()).select("#posts > article")) {
            Document own = Jsoup.parse(bob.get(ADDRESS + article.attr("data-post")).body());
            List<String> comments = own.select("#comments .prose").eachText();
            String counted = article.select(".count").last().ownText();
            String title = article.select(".post-title").text();
            posts.stream().filter(post -> post.id.isEmpty() && post.title.equals(title)).forEach(post -> post.id = article.attr("data-post"));
            all.add(title + ": " + own.select("article .post-body").text() + " " + comments
                + (counted.equals(comments.isEmpty() ? "" : String.valueOf(comments.size())) ? "" : " counted as " + counted));
        }
        for (String id : deleted) {
            if (!Jsoup.parse(bob.get(ADDRESS + id).body()).select("article").isEmpty()) {
                all.add("back from the dead: " + id);
            }
        }
        return all;
    }

    @Override
    public void close() {
        server.close();
    }
}
