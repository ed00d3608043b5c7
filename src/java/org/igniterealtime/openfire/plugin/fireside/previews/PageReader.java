package org.igniterealtime.openfire.plugin.fireside.previews;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.fetch.Result;
import org.igniterealtime.openfire.plugin.fireside.fetch.WebAddress;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What a page says of itself: Open Graph (ogp.me) before the cards of Twitter, and those before plain HTML. The first word for
 * each thing counts.
 */
final class PageReader {
    private static final int METAS = 300;

    private final WebAddress address;
    private final Document page;
    private final Map<String, String> said = new HashMap<>();

    /** @param fetched HTML or the beginning of it */
    PageReader(Result.Fetched fetched) {
        address = fetched.address();
        try {
            page = Jsoup.parse(new ByteArrayInputStream(fetched.bytes()), fetched.charset() == null ? null : fetched.charset().name(), address.toString());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        page.select("meta[content]").stream().limit(METAS).forEach(this::hear);
    }

    // Some write the names of Open Graph into the attribute of the others, and the other way round.
    private void hear(Element meta) {
        String name = meta.hasAttr("property") ? meta.attr("property") : meta.attr("name");
        String content = meta.attr("content").strip();
        if (!content.isEmpty()) {
            said.putIfAbsent(name.strip().toLowerCase(Locale.ROOT), content);
        }
    }

    Found found() {
        return new Found(line(Found.TITLE, said("og:title", "twitter:title"), page.title()),
            line(Found.TEXT, said("og:description", "twitter:description", "description"), ""),
            line(Found.SITE, said("og:site_name", "application-name"), ""), picture());
    }

    private Preview.Picture picture() {
        String graph = said("og:image:secure_url", "og:image", "og:image:url");
        return graph.isEmpty() ? Found.picture(address, said("twitter:image", "twitter:image:src"), said("twitter:image:alt"), "", "")
            : Found.picture(address, graph, said("og:image:alt"), said("og:image:width"), said("og:image:height"));
    }

    /** Where more is said (oembed.com §4), if the page says where. */
    Optional<String> oembed() {
        return page.select("link[rel~=(?i)\\balternate\\b][type=application/json+oembed][href]").stream().findFirst()
            .flatMap(link -> address.resolve(link.attr("href"))).map(WebAddress::toString);
    }

    private String said(String... names) {
        return List.of(names).stream().map(said::get).filter(content -> content != null).findFirst().orElse("");
    }

    private static String line(int most, String text, String otherwise) {
        String line = Line.of(text, most);
        return line.isEmpty() ? Line.of(otherwise, most) : line;
    }
}
