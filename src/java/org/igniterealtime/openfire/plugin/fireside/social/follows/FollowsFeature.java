package org.igniterealtime.openfire.plugin.fireside.social.follows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.igniterealtime.openfire.plugin.fireside.social.notices.Notice;
import org.igniterealtime.openfire.plugin.fireside.social.notices.Notices;
import org.igniterealtime.openfire.plugin.fireside.feature.Feature;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSubError;
import org.igniterealtime.openfire.plugin.fireside.pubsub.SubscriptionChanged;
import org.igniterealtime.openfire.plugin.fireside.pubsub.SubscriptionState;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.social.people.People;
import org.igniterealtime.openfire.plugin.fireside.social.people.PersonSection;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Audience;
import org.igniterealtime.openfire.plugin.fireside.social.posts.PostRefusals;
import org.igniterealtime.openfire.plugin.fireside.social.remote.RemotePeople;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.xmpp.packet.JID;

/** Registers following, and shows on somebody's page whether one follows him, and on one's own who does. */
public final class FollowsFeature implements Feature {
    private static final int FOLLOWERS = 500;

    private final Supplier<People> everybody;
    private final Supplier<Notices> everyNotice;
    private final Supplier<RemotePeople> everyRemote;
    private Platform platform;
    private People people;
    private RemotePeople remote;
    private FollowedList list;

    public FollowsFeature(Supplier<People> everybody, Supplier<Notices> everyNotice, Supplier<RemotePeople> everyRemote) {
        this.everybody = everybody;
        this.everyNotice = everyNotice;
        this.everyRemote = everyRemote;
    }

    @Override
    public void register(Platform rooms) {
        platform = rooms;
        people = everybody.get();
        remote = everyRemote.get();
        list = new FollowedList(rooms.pubsub());
        people.button(this::button);
        people.section(this::followers);
        rooms.actions().on("follows/set", this::set);
        rooms.events().on(SubscriptionChanged.class, this::changed);
    }

    // ---- what people see

    private PersonSection.Drawing button(Session viewer, JID jid) {
        if (jid.equals(viewer.person().jid())) {
            return PersonSection.NOTHING;
        }
        boolean follows = remote.isRemote(jid) ? remote.follows(viewer.person(), jid) : follows(viewer.person().jid(), jid);
        return locale -> platform.views().render("follows/button", locale, Map.of("jid", jid.toString(), "follows", follows));
    }

    private boolean follows(JID who, JID whom) {
        return platform.pubsub().find(NodeId.of(whom, Audience.BLOG))
            .map(node -> platform.pubsub().subscription(node, who.toString()) != SubscriptionState.NONE).orElse(false);
    }

    // Who follows somebody is between him and them.
    private PersonSection.Drawing followers(Session viewer, JID jid) {
        if (!jid.equals(viewer.person().jid())) {
            return PersonSection.NOTHING;
        }
        Optional<Node> blog = platform.pubsub().find(NodeId.of(jid, Audience.BLOG));
        List<Face> faces = blog.map(node -> platform.pubsub().subscribers(node, FOLLOWERS)).orElse(List.of()).stream()
            .map(follower -> people.face(viewer.person(), new JID(follower))).toList();
        return locale -> faces.isEmpty() ? SafeHtml.NONE : platform.views().render("follows/followers", locale, "faces", faces);
    }

    // ---- what people do

    private CompletionStage<Optional<Refusal>> set(Session session, Page page, Call call) {
        Optional<JID> whom = Jids.bare(call.field("jid"));
        boolean follow = call.field("follows").equals("true");
        if (whom.isEmpty() || whom.get().equals(session.person().jid())) {
            return Action.refused(Refusal.invalid("people.badAddress"));
        }
        CompletionStage<Optional<Refusal>> done = remote.isRemote(whom.get()) ? elsewhere(session, whom.get(), follow)
            : platform.server().isAccount(whom.get()) ? session.data("follows", () -> set(session, whom.get(), follow))
            : Action.refused(Refusal.of(Refusal.Kind.MISSING, "people.unknown", whom.get().toString()));
        return done.thenApply(refusal -> {
            if (refusal.isEmpty()) {
                session.run(() -> show(session, whom.get(), follow));
            }
            return refusal;
        });
    }

    private void show(Session session, JID whom, boolean follow) {
        session.show(any -> true, locale -> List.of(Patch.of("replace", "follow-" + whom,
            platform.views().render("follows/button", locale, Map.of("jid", whom.toString(), "follows", follow)).html())));
    }

    private CompletionStage<Optional<Refusal>> elsewhere(Session session, JID whom, boolean follow) {
        return follow ? remote.subscribe(session, whom).thenCompose(refusal ->
            refusal.isPresent() ? CompletableFuture.completedFuture(refusal) : list(session, whom, true)).thenApply(refusal -> {
                if (refusal.isEmpty()) {
                    remote.begin(session, whom);
                }
                return refusal;
            })
            // Over at once, whether the other server hears of it or not: what it tells all the same is not taken.
            : list(session, whom, false).thenCompose(refusal -> remote.unsubscribe(session, whom).thenApply(any -> refusal));
    }

    private CompletableFuture<Optional<Refusal>> list(Session session, JID whom, boolean follow) {
        return session.data("follows", () -> {
            try {
                list.set(session.person().jid().toString(), NodeId.of(whom, Audience.BLOG), follow);
                return Optional.empty();
            } catch (PubSubError no) {
                return Optional.of(PostRefusals.of(no));
            }
        });
    }

    private Optional<Refusal> set(Session session, JID whom, boolean follow) {
        String me = session.person().jid().toString();
        NodeId blog = NodeId.of(whom, Audience.BLOG);
        try {
            if (!follow) {
                platform.pubsub().unsubscribe(me, blog);
                list.set(me, blog, false);
                return Optional.empty();
            }
            if (platform.accounts().find(whom.getNode()).isEmpty()) {
                return Optional.of(Refusal.of(Refusal.Kind.MISSING, "people.unknown", whom.toString()));
            }
            if (platform.pubsub().find(blog).isEmpty()) {
                // Nothing has been written there yet; who follows sees the first words.
                platform.pubsub().create(whom.toString(), blog, Audience.PUBLIC.config());
            }
            platform.pubsub().subscribe(me, blog);
            list.set(me, blog, true);
            return Optional.empty();
        } catch (PubSubError no) {
            return Optional.of(PostRefusals.of(no));
        }
    }

    // ---- what is told

    private void changed(SubscriptionChanged event) {
        if (event.subscribed() && event.node().id().name().equals(Audience.BLOG) && !event.who().equals(event.node().id().service())) {
            platform.sessions().dataLane().call("follows", () -> {
                everyNotice.get().add(new JID(event.node().id().service()), Notice.Kind.FOLLOWED, event.who(), 0, "");
                return null;
            });
        }
    }
}
