package org.igniterealtime.openfire.plugin.fireside.outside;

/** Something is not as the process needs it, so that it cannot begin: what it is, in words for the admin. */
final class Misfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Misfit(String what) {
        super(what);
    }
}
