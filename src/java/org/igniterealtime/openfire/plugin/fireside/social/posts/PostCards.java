package org.igniterealtime.openfire.plugin.fireside.social.posts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Card;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Cards;
import org.igniterealtime.openfire.plugin.fireside.desk.media.MediaFeature;

/**
 * Cards below posts: those that the author's program sent with the post, with what we find ourselves where they say less; of a
 * post that has none, that of the first link in its words. A link is looked at when its post comes, not when somebody reads it.
 */
final class PostCards {
    private static final int MOST = 3;
    private static final int REMEMBERED = 5_000;

    private final MediaFeature media;
    private final Consumer<Post> changed;
    private final Cache<Version, List<Entry.Card>> wanted = Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();
    // Posts whose links are being looked at: their room is kept meanwhile. They expire, should a link never be through with.
    private final Cache<Long, Boolean> awaited = Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(Duration.ofMinutes(2))
        .executor(Runnable::run).build();

    private record Version(long created, long changed) {
    }

    /** What is below a post: cards, and whether room is kept for one more. */
    record Below(List<Card> cards, boolean awaited) {
    }

    /** @param changed is told of a post whose cards have changed, on any thread */
    PostCards(MediaFeature media, Consumer<Post> changed) {
        this.media = media;
        this.changed = changed;
    }

    // ---- what comes

    /** Looks at the links of a post that has just come, or says something else now. Before it is shown: what is awaited is known then. */
    void look(Post post) {
        List<String> links = wanted(post).stream().filter(card -> !isWhole(card)).map(Entry.Card::href).toList();
        if (links.isEmpty()) {
            return;
        }
        long created = post.item().created();
        awaited.put(created, true);
        CompletableFuture<?>[] all = links.stream().map(link -> media.cards().of(link).toCompletableFuture())
            .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all).whenComplete((done, never) -> {
            awaited.invalidate(created);
            changed.accept(post);
        });
    }

    private static boolean isWhole(Entry.Card card) {
        return !card.title().isEmpty() && !card.logo().isEmpty();
    }

    /** Has what is kept of links known before posts are drawn. Blocks; asks no other server. */
    void recall(Collection<Post> posts) {
        media.cards().recall(posts.stream().flatMap(post -> wanted(post).stream()).map(Entry.Card::href).toList());
    }

    // ---- what is shown

    /** From memory. */
    Below of(Post post) {
        List<Card> cards = new ArrayList<>();
        if (media.cards().shown()) {
            wanted(post).forEach(said -> card(said).ifPresent(cards::add));
        }
        return new Below(cards, cards.isEmpty() && awaited.getIfPresent(post.item().created()) != null);
    }

    private Optional<Card> card(Entry.Card said) {
        Optional<Card> found = media.cards().known(said.href());
        String logo = said.logo().isEmpty() ? "" : media.media().picture(said.logo()).map(source -> source.small()).orElse("");
        String title = said.title().isEmpty() ? found.map(Card::title).orElse("") : said.title();
        String text = said.description().isEmpty() ? found.map(Card::text).orElse("") : said.description();
        String picture = logo.isEmpty() ? found.map(Card::picture).orElse("") : logo;
        return title.isEmpty() && picture.isEmpty() ? Optional.empty()
            : Optional.of(new Card(said.href(), title, text, found.map(Card::site).orElseGet(() -> media.cards().host(said.href())), picture,
                found.map(Card::alt).orElse("")));
    }

    private List<Entry.Card> wanted(Post post) {
        return wanted.get(new Version(post.item().created(), post.item().changed()), any -> {
            List<Entry.Card> said = post.entry().cards().stream().filter(card -> media.cards().leadsElsewhere(card.href())).limit(MOST).toList();
            return said.isEmpty() ? Words.links(post.entry()).filter(media.cards()::leadsElsewhere).findFirst()
                .map(link -> List.of(new Entry.Card(link, "", "", "", ""))).orElse(List.of()) : said;
        });
    }
}
