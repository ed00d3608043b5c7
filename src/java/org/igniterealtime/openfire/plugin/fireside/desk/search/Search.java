package org.igniterealtime.openfire.plugin.fireside.desk.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.igniterealtime.openfire.plugin.fireside.desk.directory.WordAnalyzer;
import org.igniterealtime.openfire.plugin.fireside.social.posts.AllPosts;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Post;

/**
 * Finds posts for somebody: what the index has that answers, and of that what he may read, by the rule that his feed asks. Newest
 * first, as in every list of posts, and for another reason too: how well a post answers compared with others would tell something of
 * those that he may not read. How many there are is not counted.
 */
final class Search {
    /** Hits that are looked at in one step. */
    private static final int STEP = 200;
    /** Steps of one answer. Nodes that somebody may not read are left out from the next step on, so that few questions take more than three. */
    private static final int STEPS = 40;

    private final AllPosts posts;
    private final BiPredicate<String, String> blocks;

    /** @param blocks whether somebody has blocked another: bare JIDs */
    Search(AllPosts posts, BiPredicate<String, String> blocks) {
        this.posts = posts;
        this.blocks = blocks;
    }

    /**
     * Some posts that answer.
     *
     * @param more whether there are any behind them. Where looking on would take too long there are none: to say otherwise would
     *     tell how much there is that may not be read
     */
    record Answer(List<Post> posts, boolean more) {
        static final Answer NONE = new Answer(List.of(), false);
    }

    /**
     * @param viewer bare JID
     * @param called whom he calls by the names in the question: bare JIDs
     * @param before the {@code created} of the last post of the page before, or {@link Long#MAX_VALUE}
     */
    Answer find(SearchIndex index, String viewer, Question question, Map<String, Set<String>> called, long before, int most) throws IOException {
        if (question.isEmpty()) {
            return Answer.NONE;
        }
        Walk walk = new Walk(viewer);
        Set<String> senders = posts.senders(viewer);
        List<Post> found = new ArrayList<>();
        SearchIndex.Hit last = null;
        for (int step = 0; step < STEPS && found.size() <= most; step++) {
            List<SearchIndex.Hit> hits = index.find(question, new SearchIndex.Scope(walk.hidden, senders, called), before, last, STEP);
            found.addAll(walk.readable(hits, most + 1 - found.size()));
            if (hits.size() < STEP) {
                break;
            }
            last = hits.get(hits.size() - 1);
        }
        return new Answer(found.size() > most ? List.copyOf(found.subList(0, most)) : found, found.size() > most);
    }

    /** One answer in the making: what has been learnt of nodes and authors so far. */
    private final class Walk {
        private final String viewer;
        private final Set<Long> hidden = new HashSet<>();
        private final Set<Long> open = new HashSet<>();
        private final Map<String, Boolean> unwanted = new HashMap<>();

        Walk(String viewer) {
            this.viewer = viewer;
        }

        List<Post> readable(List<SearchIndex.Hit> hits, int most) {
            learn(hits);
            List<AllPosts.Version> versions = hits.stream().filter(hit -> hit.isRemote() || open.contains(hit.node())).map(SearchIndex.Hit::version).toList();
            List<Post> readable = new ArrayList<>();
            // No more is read than is shown, as a rule.
            for (int from = 0; from < versions.size() && readable.size() < most; from += most) {
                posts.readable(viewer, versions.subList(from, Math.min(from + most, versions.size()))).stream().filter(this::isWanted).forEach(readable::add);
            }
            return readable.size() <= most ? readable : readable.subList(0, most);
        }

        private void learn(List<SearchIndex.Hit> hits) {
            Set<Long> unknown = hits.stream().map(SearchIndex.Hit::node).filter(node -> node != 0 && !open.contains(node) && !hidden.contains(node))
                .collect(Collectors.toSet());
            Set<Long> readable = posts.readable(viewer, unknown);
            unknown.forEach(node -> (readable.contains(node) ? open : hidden).add(node));
        }

        // Whom one has blocked one does not come upon; who goes to his page finds him there.
        private boolean isWanted(Post post) {
            return !unwanted.computeIfAbsent(post.author(), author -> blocks.test(viewer, author));
        }
    }

    /** For a name as somebody types it: who of those whom he knows is called so. */
    @FunctionalInterface
    interface Acquaintances {
        /** Their names, by bare JIDs. */
        Map<String, String> names();
    }

    /** Whom somebody means by the names in a question: who has all the words of one in the name that he gave them. */
    static Map<String, Set<String>> called(Question question, Acquaintances known, WordAnalyzer analyzer) throws IOException {
        List<Question.From> from = question.parts().stream().filter(Question.From.class::isInstance).map(Question.From.class::cast).toList();
        if (from.isEmpty()) {
            return Map.of();
        }
        Map<String, Set<String>> called = new HashMap<>();
        for (Map.Entry<String, String> each : known.names().entrySet()) {
            List<String> name = analyzer.words(each.getValue(), 20);
            for (Question.From part : from) {
                List<String> wanted = analyzer.words(part.who(), 20);
                if (!wanted.isEmpty() && name.containsAll(wanted)) {
                    called.computeIfAbsent(part.who(), any -> new HashSet<>()).add(each.getKey());
                }
            }
        }
        return called;
    }
}
