package org.igniterealtime.openfire.plugin.fireside.view;

import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** Where cleaned words go, which decides how headings, links and pictures stand there. */
enum Form {
    /** Below the page's own headings; nothing is fetched from elsewhere before a click. */
    PAGE {
        private static final Map<String, String> HEADINGS = Map.of("h1", "h3", "h2", "h4", "h3", "h5", "h4", "h6", "h5", "h6");

        @Override
        String tag(String name) {
            return HEADINGS.getOrDefault(name, name);
        }

        @Override
        Element link(Element link) {
            return link.attr("target", "_blank").attr("rel", "noopener noreferrer nofollow ugc");
        }

        // A link, and no button: without a script it is still the way to the picture.
        @Override
        Element picture(Element picture, Optional<String> path) {
            String words = picture.attr("alt");
            if (path.isPresent()) {
                Element shown = new Element("img").attr("src", path.get()).attr("alt", words.isEmpty() ? Href.host(picture.attr("src")) : words)
                    .attr("loading", "lazy").attr("decoding", "async");
                return link(new Element("a").attr("href", path.get()).attr("class", "picture-shown").appendChild(shown));
            }
            Element ask = Links.to(picture.attr("src"), words).attr("class", "picture-ask");
            return link(words.isEmpty() ? ask : ask.attr("data-alt", words));
        }
    },

    /** As it was meant, for whatever client. */
    STANZA {
        @Override
        String tag(String name) {
            return name;
        }

        @Override
        Element link(Element link) {
            return link;
        }

        @Override
        Element picture(Element picture, Optional<String> path) {
            return picture;
        }
    };

    abstract String tag(String name);

    /** @param link with its address, which is completed and given back */
    abstract Element link(Element link);

    /** @param picture with an address @param path from which a page may load it, if it may @return what stands for it */
    abstract Element picture(Element picture, Optional<String> path);
}
