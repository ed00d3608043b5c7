package org.igniterealtime.openfire.plugin.fireside;

import java.util.List;
import org.igniterealtime.openfire.plugin.fireside.desk.account.AccountFeature;
import org.igniterealtime.openfire.plugin.fireside.desk.admin.AdminFeature;
import org.igniterealtime.openfire.plugin.fireside.desk.directory.DirectoryFeature;
import org.igniterealtime.openfire.plugin.fireside.desk.media.MediaFeature;
import org.igniterealtime.openfire.plugin.fireside.desk.reports.ReportsFeature;
import org.igniterealtime.openfire.plugin.fireside.desk.search.SearchFeature;
import org.igniterealtime.openfire.plugin.fireside.feature.Feature;
import org.igniterealtime.openfire.plugin.fireside.social.comments.CommentsFeature;
import org.igniterealtime.openfire.plugin.fireside.social.follows.FollowsFeature;
import org.igniterealtime.openfire.plugin.fireside.social.notices.NoticesFeature;
import org.igniterealtime.openfire.plugin.fireside.social.people.PeopleFeature;
import org.igniterealtime.openfire.plugin.fireside.social.posts.PostsFeature;
import org.igniterealtime.openfire.plugin.fireside.social.profiles.ProfilesFeature;
import org.igniterealtime.openfire.plugin.fireside.social.remote.RemoteFeature;
import org.igniterealtime.openfire.plugin.fireside.talk.attention.AttentionFeature;
import org.igniterealtime.openfire.plugin.fireside.talk.chat.ChatFeature;
import org.igniterealtime.openfire.plugin.fireside.talk.finding.FindingFeature;
import org.igniterealtime.openfire.plugin.fireside.talk.presence.PresenceFeature;
import org.igniterealtime.openfire.plugin.fireside.talk.reads.ReadsFeature;
import org.igniterealtime.openfire.plugin.fireside.talk.rooms.RoomsFeature;
import org.igniterealtime.openfire.plugin.fireside.talk.shares.SharesFeature;

/** What people can do, a line each; those that others stand on come first. */
final class Features {
    private Features() {
    }

    static List<Feature> all() {
        MediaFeature media = new MediaFeature();
        PeopleFeature people = new PeopleFeature();
        NoticesFeature notices = new NoticesFeature(people::people);
        ProfilesFeature profiles = new ProfilesFeature(people::people, media.media());
        PostsFeature posts = new PostsFeature(people::people, profiles::view, notices::notices, media);
        AttentionFeature attention = new AttentionFeature();
        ReadsFeature reads = new ReadsFeature();
        ChatFeature chats = new ChatFeature(people::people, media, attention::attention, reads::reads);
        DirectoryFeature directory = new DirectoryFeature();
        RemoteFeature remote = new RemoteFeature(posts::posts, notices::notices);
        SearchFeature search = new SearchFeature(people::people, posts::posts, directory::directory);
        RoomsFeature rooms = new RoomsFeature(media, notices::notices, attention::attention, reads::reads);
        return List.of(
            media,
            people,
            profiles,
            notices,
            posts,
            remote,
            new FollowsFeature(people::people, notices::notices, remote::people),
            new CommentsFeature(people::people, posts::posts, notices::notices),
            directory,
            search,
            attention,
            reads,
            chats,
            new SharesFeature(people::people, posts::posts, chats),
            rooms,
            new FindingFeature(search, people::people, rooms),
            new PresenceFeature(),
            new ReportsFeature(people::people),
            new AccountFeature(),
            new AdminFeature());
    }
}
