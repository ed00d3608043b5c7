package org.igniterealtime.openfire.plugin.fireside.fetch;

import java.io.IOException;

/** Ends a fetch for a reason; an IOException, so that it comes through the streams of others. */
final class Stopped extends IOException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    Stopped(Reason reason) {
        super(reason.toString());
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    /** The reason that somebody's stream has wrapped, or else this one. */
    static Reason in(Throwable thrown, Reason otherwise) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Stopped stopped) {
                return stopped.reason;
            }
        }
        return otherwise;
    }
}
