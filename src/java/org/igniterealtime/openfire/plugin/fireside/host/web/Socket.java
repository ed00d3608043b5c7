package org.igniterealtime.openfire.plugin.fireside.host.web;

/** One open WebSocket, as the page behind it sees it. Usable from any thread; nothing here blocks. */
public interface Socket {

    /**
     * Queues a text frame. The caller keeps one frame in flight: the next one after {@code done} was told.
     *
     * @param text the frame's whole text
     * @param done told exactly once, on a thread of the host or on the caller's: sent to the network layer, or failed
     *             (closed socket included)
     */
    void send(String text, SendCallback done);

    /**
     * Closes with a status code of RFC 6455 section 7.4 and a reason of at most 123 bytes of UTF-8, cut if longer.
     * Does nothing on a closed socket. {@link SocketListener#closed} follows.
     */
    void close(int code, String reason);

    /** The peer's address as the HTTP layer gives it, for limits and logs: no name, no port. */
    String remoteAddress();

    /** Whether the socket is connected and not closing. */
    boolean open();
}
