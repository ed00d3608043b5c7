package org.igniterealtime.openfire.plugin.fireside.archive;

/** Whether a message that came in belongs into an account's archive. May block; the archive's writer asks. */
@FunctionalInterface
public interface Admission {
    /** @return false when there is no such account, or when the account blocks the sender */
    boolean admits(String owner, String peer);
}
