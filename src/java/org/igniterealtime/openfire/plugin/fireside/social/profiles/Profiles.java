package org.igniterealtime.openfire.plugin.fireside.social.profiles;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/**
 * What people say of themselves, asked for as the viewer's own session when he opens their page: the vCard4 where there is one
 * that is for him (XEP-0292 §4), else the vcard-temp; and the banner. What one viewer was told is remembered for him alone, for a
 * while.
 */
final class Profiles {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int CHARACTERS = 16_000_000;

    private record Look(String viewer, String jid) {
    }

    private record Given(Told told, long at) {
    }

    private final Platform platform;
    private final Cache<Look, Given> looks = Caffeine.newBuilder().maximumWeight(CHARACTERS).expireAfterWrite(REMEMBERED)
        .weigher((Look look, Given given) -> given.told().weight()).executor(Runnable::run).build();
    private final Cache<Look, Boolean> asked = Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(PATIENCE.multipliedBy(4))
        .executor(Runnable::run).build();
    // Longer than a look is kept, so that no look from before a change outlives the news of it.
    private final Cache<String, Long> changes = Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(REMEMBERED.plusMinutes(1))
        .executor(Runnable::run).build();

    Profiles(Platform platform) {
        this.platform = platform;
    }

    /** What a viewer was told lately. */
    Optional<Told> known(String viewer, JID jid) {
        Given given = looks.getIfPresent(new Look(viewer, jid.toString()));
        return given == null || hasChanged(jid, given.at()) ? Optional.empty() : Optional.of(given.told());
    }

    private boolean hasChanged(JID jid, long since) {
        Long changed = changes.getIfPresent(jid.toString());
        return changed != null && changed - since >= 0;
    }

    /**
     * What can be told of a local account at once: its vcard-temp, which is for everybody whom it has not blocked. Blocks.
     *
     * @return nothing for people of other servers
     */
    Told atOnce(Session viewer, JID jid) {
        boolean here = platform.server().isAccount(jid) && !platform.relations().blocks(jid.toString(), viewer.person().jid().toString());
        return here ? platform.vcards().of(jid.getNode()).map(VCardTemp::read).map(profile -> new Told(profile, Banner.NONE)).orElse(Told.NOTHING)
            : Told.NOTHING;
    }

    /** Asks, where nobody is asking already; then what was told is {@link #known}. Returns at once. @param then when it is */
    void ask(Session viewer, JID jid, Runnable then) {
        Look look = new Look(viewer.person().username(), jid.toString());
        long at = System.nanoTime();
        if (asked.asMap().putIfAbsent(look, true) != null) {
            return;
        }
        // One after the other. COMPAT: Openfire 4.2 makes a PEP service for each request about an account that has none, and two at once
        // get into each other's way in its database.
        profile(viewer, jid).thenCompose(profile -> item(viewer, jid, Ns.BANNER, "metadata", Ns.AVATAR_METADATA)
            .thenApply(metadata -> new Told(profile, metadata.map(Banner::read).orElse(Banner.NONE)))).whenComplete((told, fault) -> {
            asked.invalidate(look);
            if (fault == null) {
                looks.put(look, new Given(told, at));
                // While it was being asked for. That it is not known may also mean that it was too much to remember.
                if (hasChanged(jid, at) && !viewer.over()) {
                    ask(viewer, jid, then);
                } else {
                    then.run();
                }
            }
        });
    }

    /** Somebody says something else now. Constant work: it is said on the host's routing threads. */
    void forget(String jid) {
        changes.put(jid, System.nanoTime());
    }

    private static CompletableFuture<Profile> profile(Session viewer, JID jid) {
        return item(viewer, jid, Ns.VCARD4_NODE, "vcard", Ns.VCARD4).thenCompose(vcard -> {
            Profile told = vcard.map(VCard4::read).orElse(Profile.NONE);
            return told.isEmpty() ? temp(viewer, jid) : CompletableFuture.completedFuture(told);
        });
    }

    private static CompletableFuture<Profile> temp(Session viewer, JID jid) {
        IQ request = new IQ(IQ.Type.get);
        request.setTo(jid);
        request.setChildElement("vCard", Ns.VCARD);
        return viewer.ask(request, PATIENCE).thenApply(answer -> answer.getType() != IQ.Type.result || answer.getChildElement() == null
            ? Profile.NONE : VCardTemp.read(answer.getChildElement())).exceptionally(nobodyAnswers -> Profile.NONE);
    }

    private static CompletableFuture<Optional<Element>> item(Session viewer, JID jid, String node, String name, String namespace) {
        return viewer.ask(items(jid, node), PATIENCE).thenApply(answer -> payload(answer, name, namespace)).exceptionally(nobodyAnswers -> Optional.empty());
    }

    /** Asks what a node says last (XEP-0060 §6.5.7). @param jid whose it is; null for one's own */
    static IQ items(JID jid, String node) {
        IQ request = new IQ(IQ.Type.get);
        request.setTo(jid);
        request.setChildElement("pubsub", Ns.PUBSUB).addElement("items").addAttribute("node", node).addAttribute("max_items", "1");
        return request;
    }

    /** What the answer says, when it says something of that name. */
    static Optional<Element> payload(IQ answer, String name, String namespace) {
        Element child = answer.getType() == IQ.Type.result ? answer.getChildElement() : null;
        Element items = child == null ? null : Xml.child(child, "items", Ns.PUBSUB);
        return items == null ? Optional.empty() : Xml.children(items, "item", Ns.PUBSUB).stream().flatMap(item -> Xml.children(item, name, namespace).stream())
            .reduce((one, later) -> later);
    }
}
