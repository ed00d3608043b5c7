package org.igniterealtime.openfire.plugin.fireside.previews;

import java.util.Optional;
import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.fetch.Fetching;
import org.igniterealtime.openfire.plugin.fireside.fetch.Result;
import org.igniterealtime.openfire.plugin.fireside.fetch.Wanted;
import org.igniterealtime.openfire.plugin.fireside.fetch.WebAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at a page. Blocks: in a lane. */
final class Looking {
    private static final Logger LOG = LoggerFactory.getLogger(Looking.class);
    private static final Set<String> PAGES = Set.of("text/html", "application/xhtml+xml");
    private static final Set<String> JSON = Set.of("application/json", "application/json+oembed", "text/json");
    // What a page says of itself stands at its beginning; with some it is behind half a megabyte of scripts.
    private static final int PAGE_BYTES = 1 << 20;
    private static final int JSON_BYTES = 64 << 10;

    private final Fetching fetcher;

    Looking(Fetching fetcher) {
        this.fetcher = fetcher;
    }

    /** @param preview what there is to show, if anything @param passing whether it may be otherwise in a while */
    record Seen(Optional<Preview> preview, boolean passing) {
    }

    Seen look(WebAddress address) {
        Result result = fetcher.fetch(new Wanted(address.toString(), PAGES, PAGE_BYTES, true));
        if (result instanceof Result.Refused refused) {
            LOG.debug("{} shows nothing: {}", address, refused.reason());
            return new Seen(Optional.empty(), refused.reason().passing());
        }
        try {
            return new Seen(preview((Result.Fetched) result), false);
        } catch (RuntimeException fault) {
            LOG.warn("The page at {} could not be read", address, fault);
            return new Seen(Optional.empty(), false);
        }
    }

    private Optional<Preview> preview(Result.Fetched page) {
        PageReader reader = new PageReader(page);
        Found found = reader.found();
        if (found.title().isEmpty() || found.picture() == null) {
            found = reader.oembed().flatMap(this::oembed).map(found::or).orElse(found);
        }
        String site = found.site().isEmpty() ? Line.of(page.address().host().replaceFirst("^www\\.", ""), Found.SITE) : found.site();
        return found.title().isEmpty() && found.picture() == null ? Optional.empty()
            : Optional.of(new Preview(page.address().toString(), found.title(), found.text(), site, found.picture()));
    }

    private Optional<Found> oembed(String url) {
        return fetcher.fetch(new Wanted(url, JSON, JSON_BYTES, false)) instanceof Result.Fetched answer ? Oembed.found(answer) : Optional.empty();
    }
}
