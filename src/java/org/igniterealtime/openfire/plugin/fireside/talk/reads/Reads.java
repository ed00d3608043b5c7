package org.igniterealtime.openfire.plugin.fireside.talk.reads;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.pubsub.ItemPublished;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeId;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSubError;
import org.igniterealtime.openfire.plugin.fireside.pubsub.SocialNodes;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.JID;

/**
 * Tells the other clients of an account how far it has read here, and hears from them. What is read piece by piece is told once,
 * when for a while no more was (XEP-0490 §4.1).
 */
public final class Reads {
    private static final Logger LOG = LoggerFactory.getLogger(Reads.class);
    private static final Duration SETTLED = Duration.ofSeconds(5);
    private static final int REMEMBERED = 50_000;

    private record Line(String username, String chat) {
    }

    private final Platform platform;
    private final List<Reader> readers = new CopyOnWriteArrayList<>();
    // Each is taken out by its own clock.
    private final Map<Line, Runnable> waiting = new ConcurrentHashMap<>();
    // What the node is known to say, so that what it said is not said again.
    private final Cache<Line, MessageName> said = Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterAccess(Duration.ofHours(1))
        .executor(Runnable::run).build();

    Reads(Platform platform) {
        this.platform = platform;
    }

    void register() {
        platform.events().on(ItemPublished.class, this::published);
    }

    /** Who hears of it. */
    public void on(Reader reader) {
        readers.add(reader);
    }

    /** An account has read further. From any thread. @param upTo how the message is called by others, if it is; may block */
    public void read(String username, String chat, Supplier<Optional<MessageName>> upTo) {
        Line line = new Line(username, chat);
        waiting.compute(line, (same, before) -> {
            if (before != null) {
                before.run();
            }
            return platform.sessions().clock().after(SETTLED, () -> {
                waiting.remove(line);
                platform.sessions().dataLane().call(line, () -> {
                    upTo.get().ifPresent(name -> tell(line, name));
                    return null;
                });
            });
        });
    }

    private void tell(Line line, MessageName name) {
        if (name.equals(said.getIfPresent(line))) {
            return;
        }
        String account = platform.server().jid(line.username()).toString();
        try {
            platform.pubsub().publish(account, new NodeId(account, SocialNodes.DISPLAYED), line.chat(), DisplayedStanza.write(name), Map.of());
        } catch (PubSubError refused) {
            LOG.debug("How far {} has read {} is not told", account, line.chat(), refused);
        }
    }

    private void published(ItemPublished event) {
        String account = event.node().id().service();
        Optional<JID> chat = Jids.bare(event.item().id());
        // What somebody else may publish there says nothing of its owner.
        if (!event.node().id().name().equals(SocialNodes.DISPLAYED) || chat.isEmpty() || !event.item().publisher().equals(account)
            || !platform.server().isAccount(new JID(account))) {
            return;
        }
        Line line = new Line(new JID(account).getNode(), chat.get().toString());
        platform.sessions().dataLane().call(line, () -> {
            DisplayedStanza.read(Xml.parse(event.item().payload())).ifPresent(name -> {
                said.put(line, name);
                readers.forEach(reader -> reader.hasRead(line.username(), chat.get(), name));
            });
            return null;
        });
    }
}
