package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.view.Marks;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;

/** Where names in the words of posts lead: to the page of whom they name, and to what else has the tag. */
record Names(String context, String domain) implements Marks {
    @Override
    public Optional<String> person(String name) {
        return Jids.bare(name.contains("@") ? name : name + '@' + domain).map(jid -> context + new Place("contacts", jid.toString()).path());
    }

    @Override
    public Optional<String> tag(String name) {
        return Optional.of(context + Place.asking("search", "#" + name).path());
    }
}
