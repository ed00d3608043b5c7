package org.igniterealtime.openfire.plugin.fireside.desk.media;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.fetch.WebAddress;
import org.igniterealtime.openfire.plugin.fireside.page.PicturePages;
import org.igniterealtime.openfire.plugin.fireside.previews.Preview;
import org.igniterealtime.openfire.plugin.fireside.view.Links;

/**
 * Cards of what links lead to. It is looked at by the server, when the words come that have the link: whoever reads them, whenever,
 * asks nobody, so that who wrote them does not learn it. A card has a picture only where that is here already.
 */
public final class Cards {
    private static final int IN_MEMORY = 10_000;
    /** Of one text so many links are looked through for the first that leads elsewhere. */
    private static final int LOOKED_AT = 20;

    private final Supplier<Platform> platform;
    // By the addresses of pictures: whether they are here.
    private final Cache<String, Boolean> here = Caffeine.newBuilder().maximumSize(IN_MEMORY).executor(Runnable::run).build();

    /** @param platform once there is one */
    Cards(Supplier<Platform> platform) {
        this.platform = platform;
    }

    /** Whether the admin has them shown at all. */
    public boolean shown() {
        return platform.get().settings().previews();
    }

    /** The link in somebody's words that may have a card: the first of the web that leads to no page or file of ours. */
    public Optional<String> link(String words) {
        return shown() ? Links.web(words).limit(LOOKED_AT).filter(this::leadsElsewhere).findFirst() : Optional.empty();
    }

    /** Whether an address is one of the web, and of no page or file of ours. */
    public boolean leadsElsewhere(String url) {
        return WebAddress.of(url).filter(address -> !address.credentials() && !isOurs(address)).isPresent();
    }

    // Any port counts: HTTP-bind has two, and a proxy others.
    private boolean isOurs(WebAddress address) {
        boolean host = address.host().equals(platform.get().server().domain())
            || WebAddress.of(platform.get().server().webAddress()).filter(own -> own.host().equals(address.host())).isPresent();
        return host && (address.target() + "/").startsWith(platform.get().views().context() + "/");
    }

    /** Who is at an address, for who says nothing of himself. */
    public String host(String url) {
        return WebAddress.of(url).map(address -> address.host().replaceFirst("^www\\.", "")).orElse("");
    }

    /** From memory: nothing may also mean that it is not known yet. For views. */
    public Optional<Card> known(String url) {
        return shown() ? platform.get().previews().known(url).map(preview -> card(url, preview)) : Optional.empty();
    }

    /** Looks at a link, unless that is known already. @return completed with its card, if it has one; never with an exception */
    public CompletionStage<Optional<Card>> of(String url) {
        if (!shown()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        return platform.get().previews().of(url).thenCompose(preview -> picture(preview.orElse(null)).thenApply(done -> preview.map(each -> card(url, each))));
    }

    private CompletionStage<Boolean> picture(Preview preview) {
        if (preview == null || preview.picture() == null || platform.get().pictures().isEmpty()) {
            return CompletableFuture.completedStage(false);
        }
        String url = preview.picture().url();
        return platform.get().pictures().get().id(url).map(platform.get().pictures().get()::get).orElseGet(() -> CompletableFuture.completedStage(Optional.empty()))
            .thenApply(picture -> {
                here.put(url, picture.isPresent());
                return picture.isPresent();
            });
    }

    /** Has views know what is kept of links, without asking any other server. Blocks. */
    public void recall(Collection<String> urls) {
        platform.get().previews().recall(urls);
        urls.forEach(url -> platform.get().previews().known(url).map(Preview::picture).filter(picture -> here.getIfPresent(picture.url()) == null)
            .ifPresent(picture -> here.put(picture.url(), platform.get().pictures().map(kept -> kept.has(picture.url())).orElse(false))));
    }

    private Card card(String url, Preview preview) {
        Optional<Preview.Picture> picture = Optional.ofNullable(preview.picture()).filter(each -> Boolean.TRUE.equals(here.getIfPresent(each.url())));
        Optional<String> path = picture.flatMap(each -> platform.get().pictures().flatMap(pictures -> pictures.id(each.url())))
            .map(id -> platform.get().views().context() + PicturePages.REMOTE + PicturePages.KEPT + id);
        return new Card(url, preview.title(), preview.text(), preview.site(), path.orElse(""), preview.title().isEmpty() ? picture.map(Preview.Picture::about).orElse("") : "");
    }
}
