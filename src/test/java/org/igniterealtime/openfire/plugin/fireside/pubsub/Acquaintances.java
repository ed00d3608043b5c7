package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The relations of a small world: everybody at {@code x} has an account. */
public final class Acquaintances implements Relations {
    private final Set<String> facts = new HashSet<>();
    private boolean unknown;

    public Acquaintances friends(String account, String viewer) {
        facts.add(account + " shows " + viewer);
        return this;
    }

    public Acquaintances group(String account, String viewer, String group) {
        facts.add(account + " has " + viewer + " in " + group);
        return this;
    }

    public Acquaintances blocks(String account, String viewer, boolean now) {
        if (now) {
            facts.add(account + " blocks " + viewer);
        } else {
            facts.remove(account + " blocks " + viewer);
        }
        return this;
    }

    /** From now on nobody knows who is in whose roster. */
    public Acquaintances unknown() {
        unknown = true;
        return this;
    }

    @Override
    public boolean knowContacts() {
        return !unknown;
    }

    @Override
    public boolean isAccount(String jid) {
        return jid != null && jid.endsWith("@x");
    }

    @Override
    public boolean showsPresence(String account, String viewer) {
        return facts.contains(account + " shows " + viewer);
    }

    @Override
    public Set<String> groups(String account, String viewer) {
        String prefix = account + " has " + viewer + " in ";
        return facts.stream().filter(fact -> fact.startsWith(prefix)).map(fact -> fact.substring(prefix.length())).collect(Collectors.toSet());
    }

    @Override
    public boolean blocks(String account, String viewer) {
        return facts.contains(account + " blocks " + viewer);
    }
}
