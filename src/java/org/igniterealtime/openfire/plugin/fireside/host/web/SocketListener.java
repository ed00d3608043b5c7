package org.igniterealtime.openfire.plugin.fireside.host.web;

/**
 * The page's end of a socket. Called by threads of the host, one call at a time but for {@link #failed} and
 * {@link #closed}, which may come while another runs. Must not block. What it throws is logged and goes no further.
 */
public interface SocketListener {

    /** First call, once. */
    void opened(Socket socket);

    /** A whole text frame, within the limit. Binary frames never arrive: they close the socket with 1003. */
    void text(String frame);

    /**
     * Last call, exactly once after {@link #opened}.
     *
     * @param code   of RFC 6455 section 7.4; 1006 when the connection broke
     * @param reason the peer's or the host's, possibly empty, never null
     */
    void closed(int code, String reason);

    /** A time-out, a broken connection, a frame over the limit; {@link #closed} follows. */
    void failed(Throwable cause);
}
