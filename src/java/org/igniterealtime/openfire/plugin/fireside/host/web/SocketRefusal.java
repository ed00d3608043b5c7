package org.igniterealtime.openfire.plugin.fireside.host.web;

/** Takes the HTTP status with which a handshake is refused. */
public interface SocketRefusal {

    /** @param code an HTTP status from 400 to 599 */
    void status(int code);
}
