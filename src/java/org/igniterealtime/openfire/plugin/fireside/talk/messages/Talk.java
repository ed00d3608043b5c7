package org.igniterealtime.openfire.plugin.fireside.talk.messages;

import java.util.List;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.xmpp.packet.JID;

/**
 * Chats, or rooms, as they are looked through.
 *
 * @param <T> a message of one
 */
public interface Talk<T> {
    /** Why somebody may not look at one now. From memory. */
    Optional<Refusal> refused(Session session, JID with);

    /** What a page shows of it, where it shows that one. */
    Optional<Sight> sight(Page page, JID with);

    /** Where its messages are. */
    Stretch.Source<T> source(Session session, JID with);

    /** One message with all the answers of the thread that it is in, the first first; none where there is no such message. Blocks. */
    List<T> thread(Session session, JID with, long id, int most);

    /** What carries files, newest first. Blocks. */
    List<T> files(Session session, JID with, long before, int most);

    /** What has to be known of messages before they are drawn. Blocks. */
    void prepare(List<T> messages);

    /** As somebody sees them, in the session's mailbox. */
    List<MessageModel> models(Session session, Page page, JID with, List<T> messages);
}
