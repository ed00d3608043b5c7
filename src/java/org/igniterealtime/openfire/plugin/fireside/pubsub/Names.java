package org.igniterealtime.openfire.plugin.fireside.pubsub;

/** Names of nodes and ids of items, which other entities choose. */
final class Names {
    /** Characters of a name, an id or an address: what the tables hold. */
    static final int MOST = 255;

    private Names() {
    }

    /**
     * @return the name
     * @throws PubSubError for one that is empty, too long, or ends with a blank: HSQLDB, MySQL and SQL Server leave that out
     *     when they compare, others do not
     */
    static String check(String name) throws PubSubError {
        if (name.isEmpty() || !isShort(name) || name.endsWith(" ")) {
            throw No.NOT_ACCEPTABLE;
        }
        return name;
    }

    /** Whether it can be in a table; some engines refuse to look for what cannot. */
    static boolean isShort(String name) {
        return name.length() <= MOST;
    }
}
