package org.igniterealtime.openfire.plugin.fireside.social.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/**
 * Fetches pictures as the viewer's own session, when somebody looks: the published avatar first (XEP-0084 §3), then the
 * vCard's photo (XEP-0054). What one viewer was given is remembered for him alone; equal bytes are kept once.
 */
final class Pictures {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int BYTES = 64 << 20;
    private static final String NOTHING = "";

    private record Look(String viewer, String jid) {
    }

    /** What a viewer was given, and when. */
    private record Given(String hash, long at) {
    }

    private final Cache<Look, Given> looks = Caffeine.newBuilder().maximumSize(200_000)
        .expireAfterWrite(Duration.ofMinutes(30)).executor(Runnable::run).build();
    private final Cache<String, Picture> pictures = Caffeine.newBuilder().maximumWeight(BYTES)
        .weigher((String hash, Picture picture) -> picture.bytes().length + 200).executor(Runnable::run).build();

    // Longer than a look is kept, so that no look from before a change outlives the news of it.
    private final Cache<String, Long> changes = Caffeine.newBuilder().maximumSize(100_000)
        .expireAfterWrite(Duration.ofMinutes(31)).executor(Runnable::run).build();

    /** The hash of somebody's picture where it is known, the empty text when it is known that there is none. */
    Optional<String> known(String viewer, String jid) {
        Given given = looks.getIfPresent(new Look(viewer, jid));
        Long changed = changes.getIfPresent(jid);
        return given == null || changed != null && changed - given.at() >= 0 ? Optional.empty() : Optional.of(given.hash());
    }

    /** Somebody has another picture now. Constant work: it is said on the host's routing threads. */
    void forget(String jid) {
        changes.put(jid, System.nanoTime());
    }

    /** @return empty when there is none, or none that the viewer may see */
    CompletableFuture<Optional<Picture>> of(Session viewer, JID jid) {
        Look look = new Look(viewer.person().username(), jid.toString());
        String hash = known(look.viewer(), look.jid()).orElse(null);
        long asked = System.nanoTime();
        Picture kept = hash == null || hash.equals(NOTHING) ? null : pictures.getIfPresent(hash);
        if (NOTHING.equals(hash) || kept != null) {
            return CompletableFuture.completedFuture(Optional.ofNullable(kept));
        }
        return published(viewer, jid)
            .thenCompose(picture -> picture.isPresent() ? CompletableFuture.completedFuture(picture) : vcard(viewer, jid))
            .whenComplete((picture, fault) -> {
                if (fault == null) {
                    picture.ifPresent(found -> pictures.put(found.hash(), found));
                    looks.put(look, new Given(picture.map(Picture::hash).orElse(NOTHING), asked));
                }
            });
    }

    private CompletableFuture<Optional<Picture>> published(Session viewer, JID jid) {
        return viewer.ask(items(jid, Ns.AVATAR_METADATA, null), PATIENCE).thenCompose(answer -> {
            Optional<String> id = item(answer).flatMap(item -> Optional.ofNullable(item.attributeValue("id")));
            if (id.isEmpty()) {
                return CompletableFuture.completedFuture(Optional.<Picture>empty());
            }
            return viewer.ask(items(jid, Ns.AVATAR_DATA, id.get()), PATIENCE).thenApply(data -> item(data)
                .map(item -> item.element("data")).flatMap(element -> Picture.ofBase64(element.getTextTrim())));
        }).exceptionally(nobodyAnswers -> Optional.empty());
    }

    private CompletableFuture<Optional<Picture>> vcard(Session viewer, JID jid) {
        IQ request = new IQ(IQ.Type.get);
        request.setTo(jid);
        request.setChildElement("vCard", Ns.VCARD);
        return viewer.ask(request, PATIENCE).thenApply(answer -> {
            Element photo = answer.getType() != IQ.Type.result || answer.getChildElement() == null ? null
                : answer.getChildElement().element("PHOTO");
            return photo == null || photo.element("BINVAL") == null ? Optional.<Picture>empty()
                : Picture.ofBase64(photo.elementTextTrim("BINVAL"));
        }).exceptionally(nobodyAnswers -> Optional.empty());
    }

    private static IQ items(JID jid, String node, String id) {
        IQ request = new IQ(IQ.Type.get);
        request.setTo(jid);
        Element items = request.setChildElement("pubsub", Ns.PUBSUB).addElement("items");
        items.addAttribute("node", node);
        if (id == null) {
            items.addAttribute("max_items", "1");
        } else {
            items.addElement("item").addAttribute("id", id);
        }
        return request;
    }

    private static Optional<Element> item(IQ answer) {
        Element child = answer.getType() == IQ.Type.result ? answer.getChildElement() : null;
        Element items = child == null ? null : child.element("items");
        return items == null ? Optional.empty() : Optional.ofNullable(items.element("item"));
    }
}
