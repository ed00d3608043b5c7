package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.util.Set;

/**
 * What the account that a node belongs to is to somebody, as the host says; asked for once, when it matters. That is the account
 * that has it, and of a node on a service of ours the one that made it: of the comments of a post, the post's author.
 */
final class Ties {
    private final Relations relations;
    private final String service;
    private final String account;
    private final String viewer;
    private Boolean blocked;
    private Boolean showsPresence;
    private Set<String> groups;

    /**
     * @param account that the node belongs to; empty for none
     * @param viewer null for somebody without an account
     */
    Ties(Relations relations, String service, String account, String viewer) {
        this.relations = relations;
        this.service = service;
        this.account = account;
        this.viewer = viewer;
    }

    /** Asks all of it now, so that no transaction waits for the host. */
    Ties asked() {
        blocked();
        showsPresence();
        groups();
        return this;
    }

    String account() {
        return account;
    }

    /** Whether the nodes are on his own service. */
    boolean own() {
        return service.equals(viewer);
    }

    boolean blocked() {
        if (blocked == null) {
            blocked = ofAnother() && relations.blocks(account, viewer);
        }
        return blocked;
    }

    boolean showsPresence() {
        if (showsPresence == null) {
            showsPresence = account.equals(viewer) || ofAnother() && relations.showsPresence(account, viewer);
        }
        return showsPresence;
    }

    Set<String> groups() {
        if (groups == null) {
            groups = ofAnother() ? relations.groups(account, viewer) : Set.of();
        }
        return groups;
    }

    private boolean ofAnother() {
        return viewer != null && isAccount(account) && !account.equals(viewer);
    }

    /** Whether that is where an account has its nodes, rather than a service of its own. */
    static boolean isAccount(String service) {
        return service.indexOf('@') > 0;
    }
}
