package org.igniterealtime.openfire.plugin.fireside.host.web;

import javax.servlet.http.HttpServletRequest;

/** Decides on a WebSocket handshake. */
public interface SocketAcceptor {

    /**
     * @param request the handshake; usable only inside this call, the host recycles it afterwards
     * @param refusal takes the HTTP status of a refusal; 403 when none is named
     * @return the new socket's listener, or null to refuse; what is thrown is logged and refuses with 500
     */
    SocketListener accept(HttpServletRequest request, SocketRefusal refusal);
}
