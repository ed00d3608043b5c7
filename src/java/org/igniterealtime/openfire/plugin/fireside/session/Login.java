package org.igniterealtime.openfire.plugin.fireside.session;

import java.time.Instant;

/**
 * A browser that is logged in.
 *
 * @param id what the person sees and revokes it by; no secret
 * @param device the browser's own description, shortened
 * @param address its IP address when it was last seen
 * @param kept it asked to stay logged in
 * @param mark digest that changes with the password, or empty where the host has none
 */
public record Login(String id, String username, String device, String address, boolean kept, String mark, Instant since,
                    Instant seen) {
    Login seenAt(Instant now, String from) {
        return new Login(id, username, device, from, kept, mark, since, now);
    }
}
