package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.muc.RoomAbout;
import org.igniterealtime.openfire.plugin.fireside.muc.RoomStanza;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/**
 * The rooms of a service, here or elsewhere, as it tells them to who asks (XEP-0045 §6.2 to §6.4): some of them at a time. Of a server
 * its service for rooms is meant.
 */
final class Exploring {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(4);
    private static final int SOME = 25;
    /** Of what a service gives at once, so much is looked at. */
    private static final int MOST = 1_000;
    private static final int SERVICES = 20;

    private final Platform platform;
    private final RoomPictures pictures;

    private record Listed(JID room, String name) {
    }

    /** @param more where the next ones begin, or empty */
    private record Part(List<Listed> rooms, String more) {
    }

    Exploring(Platform platform, RoomPictures pictures) {
        this.platform = platform;
        this.pictures = pictures;
    }

    void register() {
        platform.actions().on("rooms/explore", this::explore);
    }

    private CompletionStage<Optional<Refusal>> explore(Session session, Page page, Call call) {
        String wanted = call.field("service").isBlank() ? platform.roomEvents().service() : call.field("service");
        Optional<JID> address = Jids.bare(wanted).filter(jid -> jid.getNode() == null);
        if (address.isEmpty()) {
            return Action.refused(Refusal.invalid(wanted.isEmpty() ? "rooms.noService" : "rooms.explore.badAddress"));
        }
        String after = call.field("after");
        return service(session, address.get()).thenCompose(service -> service.isEmpty() ? refused(Refusal.of(Refusal.Kind.MISSING, "rooms.explore.noService"))
            : part(session, service.get(), after).thenCompose(part -> told(session, part).thenApply(found -> {
                session.run(() -> page.patch(draw(page, service.get(), found, part.more(), !after.isEmpty())));
                return Optional.<Refusal>empty();
            }))).exceptionally(nobodyAnswers -> Optional.of(Refusal.unavailable("rooms.silent", address.get().getDomain()))).toCompletableFuture();
    }

    private static CompletionStage<Optional<Refusal>> refused(Refusal why) {
        return CompletableFuture.completedStage(Optional.of(why));
    }

    // ---- which service

    private static CompletionStage<Optional<JID>> service(Session session, JID address) {
        return session.ask(RoomStanza.info(address), PATIENCE).thenCompose(answer -> isService(answer) ? CompletableFuture.completedStage(Optional.of(address))
            : session.ask(items(address, ""), PATIENCE).thenCompose(items -> first(session, jids(items).stream()
                .filter(jid -> jid.getNode() == null && !jid.equals(address)).limit(SERVICES).toList())));
    }

    private static CompletionStage<Optional<JID>> first(Session session, List<JID> among) {
        CompletionStage<Optional<JID>> found = CompletableFuture.completedStage(Optional.empty());
        for (JID each : among) {
            CompletionStage<Optional<JID>> asked = session.ask(RoomStanza.info(each), SHORT_PATIENCE).handle((answer, fault) ->
                fault == null && isService(answer) ? Optional.of(each) : Optional.empty());
            found = found.thenCombine(asked, (one, other) -> one.isPresent() ? one : other);
        }
        return found;
    }

    private static boolean isService(IQ answer) {
        Element query = answer.getType() == IQ.Type.result ? answer.getChildElement() : null;
        return query != null && RoomAbout.read(query).has(Ns.MUC) && Xml.children(query, "identity", Ns.DISCO_INFO).stream()
            .anyMatch(each -> "conference".equals(each.attributeValue("category")));
    }

    // ---- its rooms

    private static IQ items(JID service, String after) {
        IQ iq = new IQ(IQ.Type.get);
        iq.setTo(service);
        Element set = iq.setChildElement("query", Ns.DISCO_ITEMS).addElement("set", Ns.RSM);
        set.addElement("max").setText(Integer.toString(SOME));
        if (!after.isEmpty()) {
            set.addElement("after").setText(after);
        }
        return iq;
    }

    private static List<JID> jids(IQ answer) {
        return listed(answer).stream().map(Listed::room).toList();
    }

    private static List<Listed> listed(IQ answer) {
        Element query = answer.getType() == IQ.Type.result ? answer.getChildElement() : null;
        List<Listed> listed = new ArrayList<>();
        if (query != null) {
            for (Element item : Xml.children(query, "item", Ns.DISCO_ITEMS)) {
                Optional<JID> jid = listed.size() < MOST ? Jids.bare(item.attributeValue("jid", "")) : Optional.empty();
                jid.ifPresent(each -> listed.add(new Listed(each, item.attributeValue("name", ""))));
            }
        }
        return listed;
    }

    // One that knows no parts gives all at once: then they are made here.
    private static CompletionStage<Part> part(Session session, JID service, String after) {
        return session.ask(items(service, after), PATIENCE).thenApply(answer -> {
            List<Listed> rooms = listed(answer).stream().filter(each -> each.room().getNode() != null).toList();
            Element set = answer.getType() == IQ.Type.result ? Xml.child(answer.getChildElement(), "set", Ns.RSM) : null;
            if (set != null && rooms.size() <= SOME) {
                String last = set.elementTextTrim("last");
                return new Part(rooms, last == null || rooms.size() < SOME ? "" : last);
            }
            List<Listed> rest = rooms.stream().sorted((one, other) -> one.room().compareTo(other.room()))
                .filter(each -> each.room().toString().compareTo(after) > 0).toList();
            List<Listed> some = rest.subList(0, Math.min(SOME, rest.size()));
            return new Part(some, rest.size() > SOME ? some.get(SOME - 1).room().toString() : "");
        });
    }

    private CompletionStage<List<FoundRoom>> told(Session session, Part part) {
        List<CompletableFuture<FoundRoom>> asked = part.rooms().stream().map(each -> session.ask(RoomStanza.info(each.room()), SHORT_PATIENCE)
            .handle((answer, fault) -> found(each, fault == null && answer.getType() == IQ.Type.result && answer.getChildElement() != null
                ? RoomAbout.read(answer.getChildElement()) : RoomAbout.named(each.name())))).toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).thenApply(all -> asked.stream().map(CompletableFuture::join).toList());
    }

    private FoundRoom found(Listed listed, RoomAbout about) {
        String room = listed.room().toString();
        String name = !about.name().isEmpty() ? about.name() : JID.unescapeNode(listed.room().getNode());
        // COMPAT: Openfire describes a room by its name until somebody describes it.
        String description = about.description().equalsIgnoreCase(listed.room().getNode()) || about.description().equals(name) ? "" : about.description();
        return new FoundRoom(room, pictures.face(room, name, about), name, description, about.occupants(),
            about.has("muc_membersonly") || about.has("muc_passwordprotected"));
    }

    private Patch draw(Page page, JID service, List<FoundRoom> found, String more, boolean further) {
        Map<String, Object> model = Map.of("found", found, "service", service.toString(), "more", more, "further", further);
        return Patch.of(further ? "replace" : "update", further ? "explored-more" : "explored",
            platform.views().render("rooms/explored", page.locale(), model).html());
    }
}
