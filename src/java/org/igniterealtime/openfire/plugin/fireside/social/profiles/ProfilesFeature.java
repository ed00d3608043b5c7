package org.igniterealtime.openfire.plugin.fireside.social.profiles;

import java.util.Map;
import java.util.function.Supplier;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Media;
import org.igniterealtime.openfire.plugin.fireside.feature.Feature;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.route.ProfileChanged;
import org.igniterealtime.openfire.plugin.fireside.social.people.People;
import org.igniterealtime.openfire.plugin.fireside.social.people.PersonSection;
import org.xmpp.packet.JID;

/** Registers what people say of themselves, on their pages, and where they say it. */
public final class ProfilesFeature implements Feature {
    private final Supplier<People> everybody;
    private final Media media;
    private ProfileView view;

    /** Somebody says something else of himself. */
    private record Said(JID jid) {
    }

    public ProfilesFeature(Supplier<People> everybody, Media media) {
        this.everybody = everybody;
        this.media = media;
    }

    /** For the features that show whose things they show; there once this feature has registered. */
    public ProfileView view() {
        return view;
    }

    @Override
    public void register(Platform rooms) {
        Profiles profiles = new Profiles(rooms);
        view = new ProfileView(rooms, everybody.get(), profiles, media);
        everybody.get().cover(view::cover);
        everybody.get().section(view::about);
        OwnProfile own = new OwnProfile(rooms);
        EditView edit = new EditView(rooms, own);
        rooms.shell().placeWithPane(EditView.SECTION, edit);
        rooms.actions().on("profiles/save", new EditActions(own)::save);
        everybody.get().button((viewer, jid) -> jid.equals(viewer.person().jid())
            ? locale -> rooms.views().render("profiles/mine", locale, Map.of()) : PersonSection.NOTHING);
        rooms.events().on(ProfileChanged.class, changed -> {
            edit.forget(changed.account().getNode());
            profiles.forget(changed.account().toString());
            rooms.sessions().signalAll(new Said(changed.account()));
        });
        rooms.signals().on(Said.class, (session, said) -> view.again(session, said.jid()));
    }
}
