package org.igniterealtime.openfire.plugin.fireside.desk.directory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.host.Account;
import org.xmpp.packet.JID;

/** The accounts that chose to be found. Blocks. */
final class Findable implements Source {
    private static final int SOME = 50;

    private final Platform platform;

    Findable(Platform platform) {
        this.platform = platform;
    }

    @Override
    public List<String> keys(String after) {
        return platform.settings().peopleSearch() ? platform.preferences().findable(after, SOME) : List.of();
    }

    @Override
    public Optional<Entry> entry(String username) {
        return platform.preferences().findable(List.of(username)).isEmpty() ? Optional.empty() : card(username).map(Card::entry);
    }

    /** What an account says to everybody, if there is one. */
    Optional<Card> card(String username) {
        Optional<Account> account = platform.accounts().find(username);
        return account.map(there -> Card.of(platform.server().jid(username), JID.unescapeNode(there.name()), platform.vcards().of(username).orElse(null),
            !platform.vcards().readOnly()));
    }

    /**
     * Those of some who can be found by somebody now: who chose it, can log in, and has not blocked him or been blocked by him.
     *
     * @param viewer bare, of this server
     * @return in the same order
     */
    List<String> foundBy(JID viewer, List<String> usernames) {
        if (!platform.settings().peopleSearch()) {
            return List.of();
        }
        Set<String> findable = platform.preferences().findable(usernames);
        List<String> there = new ArrayList<>(usernames);
        there.removeIf(username -> !findable.contains(username) || !platform.accounts().usable(username) || isBlocked(viewer, username));
        Set<String> blocking = new HashSet<>(platform.relations().blocking(there.stream().map(this::address).toList(), viewer.toString()));
        there.removeIf(username -> blocking.contains(address(username)));
        return there;
    }

    private boolean isBlocked(JID viewer, String username) {
        return platform.relations().blocks(viewer.toString(), address(username));
    }

    private String address(String username) {
        return platform.server().jid(username).toString();
    }
}
