package org.igniterealtime.openfire.plugin.fireside.social.profiles;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Media;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.social.people.People;
import org.igniterealtime.openfire.plugin.fireside.social.people.PersonSection;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;
import org.xmpp.packet.JID;

/**
 * What somebody says of himself, where one looks at him: at once what is known, and the rest when it comes. Nobody waits for
 * another server.
 */
public final class ProfileView {
    private final Platform platform;
    private final People people;
    private final Profiles profiles;
    private final Media media;

    ProfileView(Platform platform, People people, Profiles profiles, Media media) {
        this.platform = platform;
        this.people = people;
        this.profiles = profiles;
        this.media = media;
    }

    /** The banner. Blocks. @param jid bare */
    public PersonSection.Drawing cover(Session viewer, JID jid) {
        Face face = people.face(viewer.person(), jid);
        Banner banner = profiles.known(viewer.person().username(), jid).map(Told::banner).orElse(Banner.NONE);
        return locale -> cover(jid, face, banner, locale);
    }

    /** The profile; asks for what is not known, also for the banner. Blocks. @param jid bare */
    public PersonSection.Drawing about(Session viewer, JID jid) {
        Face face = people.face(viewer.person(), jid);
        Told told = profiles.known(viewer.person().username(), jid).orElseGet(() -> {
            Told atOnce = profiles.atOnce(viewer, jid);
            ask(viewer, jid, face, atOnce);
            return atOnce;
        });
        return locale -> about(jid, face, told.profile(), locale);
    }

    /** What a local account says of itself to everybody, of which the world is shown the name, the words and the websites. Blocks. */
    public Profile open(String username) {
        Profile said = platform.vcards().of(username).map(VCardTemp::read).orElse(Profile.NONE);
        return new Profile(said.name(), "", said.about(), said.websites(), "", "", "", "", "");
    }

    /** Has it asked for again where a page shows it. Called in the session's mailbox. */
    void again(Session viewer, JID jid) {
        if (viewer.pages().stream().anyMatch(page -> shows(page, jid))) {
            people.remembered(viewer.person(), jid.toString()).ifPresent(face -> ask(viewer, jid, face, null));
        }
    }

    private void ask(Session viewer, JID jid, Face face, Told shown) {
        profiles.ask(viewer, jid, () -> profiles.known(viewer.person().username(), jid).filter(told -> !told.equals(shown)).ifPresent(told ->
            viewer.run(() -> viewer.show(page -> shows(page, jid), locale -> List.of(
                Patch.of("replace", "cover-" + jid, cover(jid, face, told.banner(), locale).html()),
                Patch.of("replace", "profile-" + jid, about(jid, face, told.profile(), locale).html()))))));
    }

    private static boolean shows(Page page, JID jid) {
        return page.place().key().equals(jid.toString()) && List.of("contacts", "feed").contains(page.place().section());
    }

    private SafeHtml cover(JID jid, Face face, Banner banner, Locale locale) {
        String path = platform.views().context() + "/files/";
        String here = banner.shown(platform.server().webAddress() + path, path);
        return platform.views().render("profiles/cover", locale, Map.of("jid", jid.toString(), "hue", face.hue(), "address", banner.address(),
            "shown", here.isEmpty() ? media.picture(banner.address()).map(Media.Source::large).orElse("") : here));
    }

    private SafeHtml about(JID jid, Face face, Profile profile, Locale locale) {
        return platform.views().render("profiles/about", locale, Map.of("jid", jid.toString(), "about", About.of(profile, face.name(), locale)));
    }
}
