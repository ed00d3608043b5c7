package org.igniterealtime.openfire.plugin.fireside.desk.search;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Item;
import org.igniterealtime.openfire.plugin.fireside.pubsub.ItemPublished;
import org.igniterealtime.openfire.plugin.fireside.pubsub.ItemRetracted;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeDeleted;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Scene;
import org.igniterealtime.openfire.plugin.fireside.social.posts.AllPosts;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Audience;
import org.igniterealtime.openfire.plugin.fireside.social.posts.EntryStanza;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Post;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;

/** Posts in the engine, on a database, with their index, as people search for them. */
final class Shelf implements AutoCloseable {
    static final String ALICE = Scene.ALICE;
    static final String BOB = Scene.BOB;
    static final String CAROL = Scene.CAROL;
    static final long NEWEST = Long.MAX_VALUE;

    final Scene scene = new Scene();
    final Abroad abroad = new Abroad();
    final AllPosts posts = new AllPosts(scene.pubsub, "x", Shelf::post, () -> abroad);
    final Search search = new Search(posts, scene.relations::blocks);
    final AtomicInteger completions = new AtomicInteger();
    private final Map<String, String> names = new HashMap<>(Map.of(ALICE, "Alice Liddell", BOB, "Bob"));
    private final Path folder;
    private Lane lane;
    private Indexing indexing;

    Shelf(Path folder) throws Exception {
        this.folder = folder;
        scene.events.on(ItemPublished.class, event -> indexing.look(event.item().created()));
        scene.events.on(ItemRetracted.class, event -> indexing.look(event.item().created()));
        scene.events.on(NodeDeleted.class, event -> indexing.lookAtNode(event.node().key()));
        open(folder);
    }

    private static Optional<Post> post(Item item, Node node) {
        return EntryStanza.parse(Xml.parse(item.payload())).map(entry -> new Post(item, node, entry, item.publisher()));
    }

    /** Opens an index, and waits until it has all that there is. */
    void open(Path where) {
        lane = new Lane("data", 2, 2, 2, 1_000);
        indexing = new Indexing(where, posts, jid -> names.getOrDefault(jid, ""), lane, completions::incrementAndGet);
        indexing.tick();
        if (!Await.until(Duration.ofSeconds(20), indexing::isComplete)) {
            throw new AssertionError("The index did not come to an end");
        }
    }

    /** Ends it as the plugin does. */
    void end() throws Exception {
        lane.close();
        indexing.close();
    }

    Indexing indexing() {
        return indexing;
    }

    SearchIndex index() {
        return indexing.index().orElseThrow();
    }

    /** Waits until what has been heard so far has been done. */
    Shelf settle() throws Exception {
        for (int i = 0; i < 200; i++) {
            lane.call(indexing, () -> null).get(20, TimeUnit.SECONDS);
        }
        return this;
    }

    Item write(String author, Audience audience, String title, String text, String... tags) throws Exception {
        NodeId node = new NodeId(author, audience.node());
        if (scene.pubsub.find(node).isEmpty()) {
            scene.pubsub.create(author, node, audience.config());
        }
        return publish(author, node, "item-" + Long.toHexString(System.nanoTime()), title, text, tags);
    }

    Item publish(String author, NodeId node, String id, String title, String text, String... tags) throws Exception {
        StringBuilder xml = new StringBuilder("<entry xmlns='http://www.w3.org/2005/Atom'><title/><content type='text'/>");
        for (String tag : tags) {
            xml.append("<category term='").append(tag).append("'/>");
        }
        Element entry = Xml.parse(xml + "</entry>");
        entry.element("title").setText(title);
        entry.element("content").setText(text);
        return scene.pubsub.publish(author, node, id, entry, Map.of());
    }

    /** The titles of what somebody finds, newest first, page after page. */
    List<String> find(String viewer, String typed) throws Exception {
        return find(viewer, typed, Map.of());
    }

    List<String> find(String viewer, String typed, Map<String, Set<String>> called) throws Exception {
        List<Post> found = new java.util.ArrayList<>();
        Search.Answer answer;
        do {
            long before = found.isEmpty() ? NEWEST : found.get(found.size() - 1).item().created();
            answer = search.find(index(), viewer, Question.of(typed), called, before, 20);
            found.addAll(answer.posts());
        } while (answer.more());
        return found.stream().map(post -> post.entry().title()).toList();
    }

    static List<String> numbered(String title, int from, int to) {
        return IntStream.iterate(from, i -> i >= to, i -> i - 1).mapToObj(i -> title + i).toList();
    }

    @Override
    public void close() throws Exception {
        end();
        scene.close();
    }
}
