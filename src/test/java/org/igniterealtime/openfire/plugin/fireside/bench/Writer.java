package org.igniterealtime.openfire.plugin.fireside.bench;

import java.io.IOException;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.PlainClient;

/** A native client with next to no work of its own, so that it is in no figure. */
final class Writer implements AutoCloseable {
    private final String domain;
    private final PlainClient client;

    Writer(OpenfireServer server, String user, String password) throws IOException {
        this(server, user, password, (bytes, length) -> { });
    }

    Writer(OpenfireServer server, String user, String password, PlainClient.Taker taker) throws IOException {
        domain = server.domain();
        client = new PlainClient(server, user, password, taker);
    }

    void write(String text) throws IOException {
        client.write(text);
    }

    /** @param body without markup */
    void send(String user, String id, String body) throws IOException {
        write("<message type='chat' id='" + id + "' to='" + user + '@' + domain + "'><body>" + body + "</body></message>");
    }

    /** Begins or ends typing (XEP-0085). */
    void type(String user, boolean begins) throws IOException {
        write("<message type='chat' to='" + user + '@' + domain + "'><" + (begins ? "composing" : "paused")
            + " xmlns='http://jabber.org/protocol/chatstates'/></message>");
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
