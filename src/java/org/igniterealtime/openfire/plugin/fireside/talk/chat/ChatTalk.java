package org.igniterealtime.openfire.plugin.fireside.talk.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.archive.Archive;
import org.igniterealtime.openfire.plugin.fireside.archive.Kept;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.MessageModel;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Sight;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Stretch;
import org.igniterealtime.openfire.plugin.fireside.talk.messages.Talk;
import org.xmpp.packet.JID;

/** Chats as their owner looks through them: of his own archive alone. */
final class ChatTalk implements Talk<Kept> {
    private final Archive archive;
    private final ChatView view;
    private final LinkCards cards;

    ChatTalk(Archive archive, ChatView view, LinkCards cards) {
        this.archive = archive;
        this.view = view;
        this.cards = cards;
    }

    @Override
    public Optional<Refusal> refused(Session session, JID peer) {
        return Optional.empty();
    }

    @Override
    public Optional<Sight> sight(Page page, JID peer) {
        return ChatView.shown(page).filter(showing -> showing.peer().equals(peer.toString())).map(ChatView.Showing::sight);
    }

    @Override
    public Stretch.Source<Kept> source(Session session, JID peer) {
        return source(archive, session.person().username(), peer.toString());
    }

    static Stretch.Source<Kept> source(Archive archive, String owner, String peer) {
        return new Stretch.Source<>() {
            @Override
            public List<Kept> before(long id, int most) {
                return archive.page(owner, peer, id, most);
            }

            @Override
            public List<Kept> after(long id, int most) {
                return archive.after(owner, peer, id, most);
            }
        };
    }

    @Override
    public List<Kept> thread(Session session, JID peer, long id, int most) {
        String owner = session.person().username();
        Optional<Kept> asked = archive.find(owner, peer.toString(), id);
        Optional<Kept> root = asked.flatMap(message -> message.bearing().root() == 0 ? asked : archive.find(owner, peer.toString(), message.bearing().root()));
        List<Kept> thread = new ArrayList<>();
        root.ifPresent(first -> {
            thread.add(first);
            thread.addAll(archive.thread(owner, first.id(), most));
        });
        return thread;
    }

    @Override
    public List<Kept> files(Session session, JID peer, long before, int most) {
        return archive.contents().files(session.person().username(), peer.toString(), before, most);
    }

    @Override
    public void prepare(List<Kept> messages) {
        cards.recall(messages);
    }

    @Override
    public List<MessageModel> models(Session session, Page page, JID peer, List<Kept> messages) {
        return ChatView.shown(page).map(showing -> view.models(messages, showing.name(), page.locale())).orElse(List.of());
    }
}
