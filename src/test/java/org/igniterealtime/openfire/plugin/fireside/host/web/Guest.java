package org.igniterealtime.openfire.plugin.fireside.host.web;

import java.util.List;

/** What the test asks of {@link MountedGuest} across class loaders; only types of the JDK. */
public interface Guest {

    /** Builds a handler with the mount that suits the host. */
    Object handler(int maxTextBytes, long idleMillis, boolean compress);

    /** What happened to the sockets so far: {@code opened}, {@code failed}, {@code closed 1000 reason}. */
    List<String> events();

    /** Closes every open socket from the server's side. */
    void closeAll(int code, String reason);
}
