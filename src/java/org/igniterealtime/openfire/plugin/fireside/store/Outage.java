package org.igniterealtime.openfire.plugin.fireside.store;

import java.sql.SQLException;

/** The database did not do what was asked: it is down, full or in trouble. Handled at the edges, by retry or by saying so. */
public final class Outage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean unreachable;

    public Outage(Throwable cause) {
        this(cause, false);
    }

    /** @param unreachable not even a connection could be had; the host has tried for seconds */
    public Outage(Throwable cause, boolean unreachable) {
        super(cause);
        this.unreachable = unreachable;
    }

    /** Whether a constraint (SQLSTATE 23) or another transaction (40) was in the way: tried again, it may do. */
    public boolean isCollision() {
        return getCause() instanceof SQLException failed && failed.getSQLState() != null && failed.getSQLState().matches("(23|40).*");
    }

    /** Whether not even a connection could be had, so that there is no use in trying again at once. */
    public boolean unreachable() {
        return unreachable;
    }
}
