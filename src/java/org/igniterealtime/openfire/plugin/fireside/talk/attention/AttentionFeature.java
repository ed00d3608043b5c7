package org.igniterealtime.openfire.plugin.fireside.talk.attention;

import org.igniterealtime.openfire.plugin.fireside.feature.Feature;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.live.Watch;
import org.igniterealtime.openfire.plugin.fireside.session.Action;

/** Hears from pages whether somebody looks at them, and whether their browser shows notifications. */
public final class AttentionFeature implements Feature {
    private Attention attention;

    /** For the features that draw people to something; there once this feature has registered. */
    public Attention attention() {
        return attention;
    }

    @Override
    public void register(Platform rooms) {
        attention = new Attention(rooms.views().context());
        rooms.actions().on("page/watch", (session, page, call) -> {
            page.watch(new Watch(call.field("looking").equals("true"), call.field("rings").equals("true"), System.nanoTime()));
            return Action.done();
        });
    }
}
