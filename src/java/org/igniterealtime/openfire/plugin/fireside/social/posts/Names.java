package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.util.Optional;
import java.util.function.Function;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.view.Marks;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;

/**
 * Where names in the words of posts lead: to the page of whom they name, and to what else has the tag.
 *
 * @param pictures where a page of ours may load a picture from, by its address
 */
record Names(String context, String domain, Function<String, Optional<String>> pictures) implements Marks {
    /** Without pictures, as for what is not shown in a page of ours. */
    Names(String context, String domain) {
        this(context, domain, url -> Optional.empty());
    }

    @Override
    public Optional<String> person(String name) {
        return Jids.bare(name.contains("@") ? name : name + '@' + domain).map(jid -> context + new Place("contacts", jid.toString()).path());
    }

    @Override
    public Optional<String> tag(String name) {
        return Optional.of(context + Place.asking("search", "#" + name).path());
    }

    @Override
    public Optional<String> picture(String url) {
        return pictures.apply(url);
    }
}
