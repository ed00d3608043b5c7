package org.igniterealtime.openfire.plugin.fireside.desk.directory;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/**
 * The public rooms of this server's services, as anybody is told of them (XEP-0045 §6.2, §6.3): the services are asked which there
 * are, now and then, and each room what it is, when it is new or may have changed. Nothing here waits for an answer.
 */
final class Rooms implements Source {
    private static final Logger LOG = LoggerFactory.getLogger(Rooms.class);
    private static final int MOST = 10_000;
    private static final int AT_ONCE = 20;
    private static final int SOME = 500;
    /** Rounds after which every room is asked again. */
    private static final int ALL_AGAIN = 30;

    private final Supplier<List<JID>> services;
    private final Function<IQ, CompletableFuture<IQ>> asking;
    private final Consumer<String> changed;
    private final ConcurrentSkipListMap<String, Room> known = new ConcurrentSkipListMap<>();
    private final Map<String, Set<String>> listed = new ConcurrentHashMap<>();
    private volatile CompletableFuture<Void> round = CompletableFuture.completedFuture(null);
    private int rounds;

    /**
     * @param services their addresses; does not block
     * @param asking asks in the server's own name; returns at once
     * @param changed takes the address of a room of which there is something else to say
     */
    Rooms(Supplier<List<JID>> services, Function<IQ, CompletableFuture<IQ>> asking, Consumer<String> changed) {
        this.services = services;
        this.asking = asking;
        this.changed = changed;
    }

    // ---- what there is

    @Override
    public List<String> keys(String after) {
        return known.tailMap(after, false).keySet().stream().limit(SOME).toList();
    }

    @Override
    public Optional<Entry> entry(String jid) {
        return Optional.ofNullable(known.get(jid)).map(Room::entry);
    }

    // ---- looking

    /** Looks which rooms there are. Returns at once; to be called again and again, by one thread at a time. */
    void look() {
        if (!round.isDone()) {
            return;
        }
        boolean all = rounds++ % ALL_AGAIN == 0;
        round = each(services.get(), service -> rooms(service, all)).exceptionally(fault -> {
            LOG.debug("It is not known which rooms there are", fault);
            return null;
        });
    }

    /** Asks a room what it is. Returns at once. */
    CompletableFuture<Void> look(JID room) {
        if (services.get().stream().noneMatch(service -> service.getDomain().equals(room.getDomain()))) {
            return CompletableFuture.completedFuture(null);
        }
        return asking.apply(info(room)).thenAccept(answer -> {
            Optional<Room> said = room.equals(answer.getFrom()) ? Room.read(answer) : Optional.empty();
            Room before = said.isEmpty() ? known.remove(room.toString()) : known.size() < MOST || known.containsKey(room.toString())
                ? known.put(room.toString(), said.get()) : said.get();
            if (!said.equals(Optional.ofNullable(before))) {
                changed.accept(room.toString());
            }
        });
    }

    /** What asks a room, or anybody, what it is (XEP-0030 §3). */
    static IQ info(JID whom) {
        IQ request = new IQ(IQ.Type.get);
        request.setTo(whom);
        request.setChildElement("query", Ns.DISCO_INFO);
        return request;
    }

    private static IQ items(JID whom) {
        IQ request = new IQ(IQ.Type.get);
        request.setTo(whom);
        request.setChildElement("query", Ns.DISCO_ITEMS);
        return request;
    }

    private CompletableFuture<Void> rooms(JID service, boolean all) {
        return asking.apply(items(service)).thenCompose(answer -> {
            if (answer.getType() != IQ.Type.result) {
                return CompletableFuture.completedFuture(null);
            }
            Set<String> now = jids(answer).stream().filter(jid -> jid.getNode() != null && jid.getDomain().equals(service.getDomain()))
                .map(JID::toBareJID).limit(MOST).collect(Collectors.toSet());
            Set<String> before = listed.getOrDefault(service.getDomain(), Set.of());
            listed.put(service.getDomain(), now);
            Set<String> asked = new HashSet<>(now);
            if (!all) {
                asked.removeAll(before);
            }
            known.keySet().stream().filter(room -> new JID(room).getDomain().equals(service.getDomain()) && !now.contains(room)).forEach(asked::add);
            return each(asked.stream().map(JID::new).toList(), this::look);
        });
    }

    private static List<JID> jids(IQ answer) {
        Element query = answer.getType() == IQ.Type.result ? answer.getChildElement() : null;
        return query == null ? List.of() : Xml.children(query, "item", Ns.DISCO_ITEMS).stream().flatMap(item -> jid(item.attributeValue("jid", "")).stream()).toList();
    }

    private static Optional<JID> jid(String text) {
        try {
            return Optional.of(new JID(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    // Some at a time; one that fails does not keep the others from being asked.
    private static <T> CompletableFuture<Void> each(List<T> all, Function<T, CompletableFuture<Void>> work) {
        CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<T> some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
            done = done.thenCompose(before -> CompletableFuture.allOf(some.stream().map(one -> work.apply(one).exceptionally(fault -> {
                LOG.debug("{} does not say what it is", one, fault);
                return null;
            })).toArray(CompletableFuture[]::new)));
        }
        return done;
    }
}
