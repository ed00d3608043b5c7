package org.igniterealtime.openfire.plugin.fireside;

import java.util.List;
import org.igniterealtime.openfire.plugin.fireside.desk.account.AccountFeature;
import org.igniterealtime.openfire.plugin.fireside.feature.Feature;
import org.igniterealtime.openfire.plugin.fireside.social.people.PeopleFeature;
import org.igniterealtime.openfire.plugin.fireside.talk.chat.ChatFeature;
import org.igniterealtime.openfire.plugin.fireside.talk.presence.PresenceFeature;

/** What people can do, a line each; people first, since others show them. */
final class Features {
    private Features() {
    }

    static List<Feature> all() {
        PeopleFeature people = new PeopleFeature();
        return List.of(
            people,
            new ChatFeature(people::people),
            new PresenceFeature(),
            new AccountFeature());
    }
}
