package org.igniterealtime.openfire.plugin.fireside.files;

import java.time.Instant;

/** A file may not be uploaded, or not now. */
public final class NoSlot extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Reason { TOO_LARGE, TYPE, QUOTA, DAY, SLOTS }

    private final Reason reason;
    private final long most;
    private final transient Instant retry;

    private NoSlot(Reason reason, long most, Instant retry) {
        super(reason.name(), null, false, false);
        this.reason = reason;
        this.most = most;
        this.retry = retry;
    }

    static NoSlot tooLarge(long most) {
        return new NoSlot(Reason.TOO_LARGE, most, null);
    }

    static NoSlot because(Reason reason) {
        return new NoSlot(reason, 0, null);
    }

    static NoSlot until(Reason reason, Instant retry) {
        return new NoSlot(reason, 0, retry);
    }

    public Reason reason() {
        return reason;
    }

    /** Bytes that a file may have, where this one has more. */
    public long most() {
        return most;
    }

    /** When it is worth asking again, or null. */
    public Instant retry() {
        return retry;
    }
}
