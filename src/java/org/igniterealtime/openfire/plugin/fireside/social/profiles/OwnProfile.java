package org.igniterealtime.openfire.plugin.fireside.social.profiles;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Forms;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.xmpp.packet.IQ;

/**
 * Reads and writes what an account says of itself, as its owner's session does: the vCard4 and the banner in its own PEP, where
 * the node says who may read (XEP-0292 §4), and the vcard-temp, which anybody may read, and which so has no more than the names
 * of who speaks to contacts alone.
 */
final class OwnProfile {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String CONFIG = "http://jabber.org/protocol/pubsub#node_config";
    private static final String ACCESS = "pubsub#access_model";
    private static final String OPEN = "open";

    private final Platform platform;

    OwnProfile(Platform platform) {
        this.platform = platform;
    }

    // ---- reading

    /** The vcard-temp. Blocks. */
    Optional<Element> old(Session session) {
        return platform.vcards().of(session.person().username());
    }

    /** Fails when the host does not answer: what is not known must not be written over. @param old the vcard-temp */
    CompletableFuture<Own> read(Session session, Optional<Element> old) {
        // One after the other, as in Profiles.
        return item(session, Ns.VCARD4_NODE, "vcard", Ns.VCARD4).thenCompose(four ->
            session.ask(owner(IQ.Type.get, Ns.VCARD4_NODE), PATIENCE).thenApply(OwnProfile::open).thenCompose(everybody ->
                item(session, Ns.BANNER, "metadata", Ns.AVATAR_METADATA).thenApply(banner ->
                    new Own(four.orElse(null), old.orElse(null), banner.map(Banner::read).orElse(Banner.NONE), everybody))));
    }

    private static CompletableFuture<Optional<Element>> item(Session session, String node, String name, String namespace) {
        return session.ask(Profiles.items(null, node), PATIENCE).thenApply(answer -> Profiles.payload(answer, name, namespace));
    }

    private static boolean open(IQ answer) {
        Element configure = answer.getType() == IQ.Type.result && answer.getChildElement() != null ? answer.getChildElement().element("configure") : null;
        return configure != null && Forms.in(configure).map(form -> Forms.values(form).getOrDefault(ACCESS, List.of()).contains(OPEN)).orElse(false);
    }

    // ---- writing

    /**
     * Saves a profile in both forms; one that is refused does not hold up the other, unless it would be lost by that.
     *
     * @param before what is there now
     * @return what could not be done
     */
    CompletableFuture<Optional<Refusal>> save(Session session, Own before, Profile wanted, Banner banner, boolean everybody) {
        return publish(session, Ns.VCARD4_NODE, "current", VCard4.write(before.four(), wanted), everybody).thenCompose(done -> {
            boolean pictured = !banner.equals(before.banner()) || !banner.equals(Banner.NONE) && everybody != before.everybody();
            return pictured ? publish(session, Ns.BANNER, "current", banner.write(), everybody).thenApply(also -> done && also)
                : CompletableFuture.completedFuture(done);
        }).thenCompose(done -> {
            if (!done && !everybody) {
                return CompletableFuture.completedFuture(Optional.of(Refusal.unavailable("profiles.notSaved")));
            }
            return saveOld(session, before.temp(), everybody ? wanted : names(wanted)).thenApply(kept -> done && kept ? Optional.empty()
                : Optional.of(done ? Refusal.of(Refusal.Kind.FORBIDDEN, "profiles.onlyNew") : Refusal.unavailable(kept ? "profiles.onlyOld" : "profiles.notSaved")));
        });
    }

    private static Profile names(Profile profile) {
        return new Profile(profile.name(), profile.nickname(), "", List.of(), "", "", "", "", "");
    }

    // The node comes first: what is for few is not for everybody even for a moment. COMPAT: Openfire 4.2 ignores publish-options,
    // 5.1 refuses them for a node that is there.
    private static CompletableFuture<Boolean> publish(Session session, String node, String id, Element payload, boolean everybody) {
        IQ create = own(IQ.Type.set, Ns.PUBSUB);
        create.getChildElement().addElement("create").addAttribute("node", node);
        configure(create.getChildElement().addElement("configure"), everybody);
        IQ configure = owner(IQ.Type.set, node);
        configure(configure.getChildElement().element("configure"), everybody);
        IQ publish = own(IQ.Type.set, Ns.PUBSUB);
        Element item = publish.getChildElement().addElement("publish").addAttribute("node", node).addElement("item");
        item.addAttribute("id", id);
        item.add(payload);
        return done(session, create).thenCompose(made -> made ? CompletableFuture.completedFuture(true) : done(session, configure))
            .thenCompose(ready -> ready ? done(session, publish) : CompletableFuture.completedFuture(false));
    }

    private static void configure(Element configure, boolean everybody) {
        Forms form = Forms.add(configure, "submit", CONFIG);
        form.text("pubsub#persist_items", "1");
        form.text("pubsub#max_items", "1");
        form.text(ACCESS, everybody ? OPEN : "presence");
    }

    private CompletableFuture<Boolean> saveOld(Session session, Element before, Profile wanted) {
        Element after = VCardTemp.write(before, wanted);
        if (before != null && after.asXML().equals(before.asXML()) || before == null && wanted.isEmpty()) {
            return CompletableFuture.completedFuture(true);
        }
        if (platform.vcards().readOnly()) {
            return CompletableFuture.completedFuture(false);
        }
        IQ request = new IQ(IQ.Type.set);
        request.getElement().add(after);
        return done(session, request);
    }

    private static CompletableFuture<Boolean> done(Session session, IQ request) {
        return session.ask(request, PATIENCE).thenApply(answer -> answer.getType() == IQ.Type.result).exceptionally(nobodyAnswers -> false);
    }

    private static IQ owner(IQ.Type type, String node) {
        IQ request = own(type, Ns.PUBSUB_OWNER);
        request.getChildElement().addElement("configure").addAttribute("node", node);
        return request;
    }

    // To nobody, which is to the account itself (XEP-0163 §3). COMPAT: addressed to it, a first request is answered by Openfire 4.2 from
    // a PEP service that it makes for that and forgets: whoever else asks finds nothing of what was published by it.
    private static IQ own(IQ.Type type, String namespace) {
        IQ request = new IQ(type);
        request.setChildElement("pubsub", namespace);
        return request;
    }
}
