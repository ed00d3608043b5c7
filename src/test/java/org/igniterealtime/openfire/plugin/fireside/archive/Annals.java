package org.igniterealtime.openfire.plugin.fireside.archive;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.igniterealtime.openfire.plugin.fireside.host.HostConnections;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.testkit.EmbeddedDatabase;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Previewing;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Meaning;

/** An archive on a database, into which one writes what was said and when, as numbers of no time. */
public final class Annals implements AutoCloseable {
    private final EmbeddedDatabase pool = new EmbeddedDatabase();
    private final Database database = new Database(new HostConnections());
    private final ArchiveStore chats = new ArchiveStore();
    private final RoomStore rooms = new RoomStore();
    private final ArchiveWriter writer;
    private long last = 1_000_000;

    /** @param events that tell what is kept @param folder for its spool */
    public Annals(Events events, Path folder) throws Exception {
        writer = new ArchiveWriter(database, chats, events, (owner, peer) -> true, new Spool(folder.resolve("spool"), () -> 1 << 20), Previewing::of,
            work -> CompletableFuture.completedFuture(true));
        writer.start();
    }

    public Contents contents() {
        return new Contents(database, chats, rooms);
    }

    /** A message to a peer, or from him, between an account and somebody. The number is its stanza id, too. */
    public Annals chat(long id, String owner, String peer, boolean outgoing, String body, Meaning... meaning) {
        return chat(id, owner, peer, outgoing, body, "<message><body>" + body + "</body></message>", meaning);
    }

    public Annals chat(long id, String owner, String peer, boolean outgoing, String body, String stanza, Meaning... meaning) {
        writer.keepLater(new Change.Message(new Kept(id, owner, peer, outgoing, "o" + id, "" + id, body, stanza, Kept.State.SENT, ""), of(meaning)));
        return this;
    }

    /** What a room said. @param sender bare JID */
    public Annals room(long id, String room, String nick, String sender, String body, Meaning... meaning) {
        writer.keepLater(new Change.Said(new Spoken(id, room, nick, sender, "o" + id, "" + id, body, "<message><body>" + body + "</body></message>"), of(meaning)));
        return this;
    }

    private static Meaning of(Meaning... meaning) {
        return meaning.length == 0 ? Meaning.WORDS : meaning[0];
    }

    public static Meaning correcting(long id) {
        return new Meaning(Meaning.Kind.CORRECTION, "" + id, List.of(), "", "");
    }

    public static Meaning retracting(long id) {
        return new Meaning(Meaning.Kind.RETRACTION, "" + id, List.of(), "", "");
    }

    public static Meaning moderating(long id) {
        return new Meaning(Meaning.Kind.MODERATION, "o" + id, List.of(), "", "");
    }

    /** Waits until all of it is kept and told. */
    public Annals settle() throws Exception {
        last++;
        writer.keep(new Kept(last, "nobody", "nobody@x", true, "s" + last, "", "", "", Kept.State.SENT, "")).get(20, TimeUnit.SECONDS);
        return this;
    }

    /** Removes what is older, without a word to anybody. */
    public void expire(long before) {
        database.writePrepared(prepared -> chats.expire(prepared, before, 1_000) + rooms.expire(prepared, before, 1_000));
    }

    public void forget(String owner) {
        database.writePrepared(prepared -> {
            chats.forget(prepared, owner);
            return null;
        });
    }

    public void forgetRoom(String room) {
        database.writePrepared(prepared -> {
            rooms.forget(prepared, room);
            return null;
        });
    }

    @Override
    public void close() throws Exception {
        writer.close();
        pool.close();
    }
}
