package org.igniterealtime.openfire.plugin.fireside.page;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Addresses whose answers are too much for memory: sent or taken piece by piece, with headers of their own. */
@FunctionalInterface
public interface Stream {
    /** Returns at once; the answer comes later. */
    void serve(HttpServletRequest request, HttpServletResponse response);
}
