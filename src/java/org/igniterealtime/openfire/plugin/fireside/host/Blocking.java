package org.igniterealtime.openfire.plugin.fireside.host;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.dom4j.QName;
import org.igniterealtime.openfire.plugin.fireside.store.Database;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.jivesoftware.openfire.SessionManager;
import org.jivesoftware.openfire.privacy.PrivacyList;
import org.jivesoftware.openfire.privacy.PrivacyListEventListener;
import org.jivesoftware.openfire.privacy.PrivacyListManager;
import org.jivesoftware.openfire.privacy.PrivacyListProvider;
import org.jivesoftware.openfire.session.ClientSession;
import org.xmpp.packet.JID;
import org.xmpp.packet.Packet;

/** What an account has blocked (XEP-0016 default list, which XEP-0191 edits). May read the database: lanes call it. */
public final class Blocking implements AutoCloseable {
    private static final int AT_ONCE = 200;
    // The host's own table, alike from 4.2.0 to 5.1: its manager can only be asked for one account after the other.
    private static final String LISTED = "SELECT DISTINCT username FROM ofPrivacyList WHERE isDefault = 1 AND username IN ("
        + String.join(", ", Collections.nCopies(AT_ONCE, "?")) + ")";

    private static final long REMEMBERED_SECONDS = 1;
    /** As Openfire itself calls the list that it makes for XEP-0191. */
    private static final String LIST = "blocklist";

    private final Database database;
    private final Listener listener = new Listener();
    // Most accounts have no list, for which the host asks the database each time; and for a thousand readers of one node a
    // thousand times in a row. It tells of new lists; one that was there and becomes the default counts a moment later.
    private final Cache<String, Boolean> without = Caffeine.newBuilder().maximumSize(10_000)
        .expireAfterWrite(REMEMBERED_SECONDS, TimeUnit.SECONDS).executor(Runnable::run).build();

    public Blocking(Database database) {
        this.database = database;
        PrivacyListManager.getInstance().addListener(listener);
    }

    /** Whether the account's default list keeps the packet from it. */
    public boolean blocks(String username, Packet packet) {
        PrivacyList list = list(username);
        return list != null && list.shouldBlockPacket(packet);
    }

    /** Whether the account may have blocked anybody: most have not, and need not be asked of one after the other. */
    public boolean blocksAny(String username) {
        return list(username) != null;
    }

    private PrivacyList list(String username) {
        if (without.getIfPresent(username) != null) {
            return null;
        }
        PrivacyList list = PrivacyListManager.getInstance().getDefaultPrivacyList(username);
        if (list == null) {
            without.put(username, Boolean.TRUE);
        }
        return list;
    }

    /** Whether an account has blocked somebody by his address. @param who bare */
    public boolean names(String username, JID who) {
        PrivacyList list = PrivacyListManager.getInstance().getDefaultPrivacyList(username);
        return list != null && items(list.asElement()).stream().anyMatch(item -> names(item, who));
    }

    /**
     * Blocks somebody or no longer blocks him (XEP-0191 §3.2, §3.3), for all sessions of the account from now on. The list is the
     * host's own, which its clients edit too; one that there was keeps its other items.
     *
     * @param who bare
     */
    public synchronized void set(String username, JID who, boolean blocked) {
        PrivacyListManager lists = PrivacyListManager.getInstance();
        PrivacyList list = lists.getDefaultPrivacyList(username);
        if (list == null && !blocked) {
            return;
        }
        Element element = list == null ? DocumentHelper.createElement(QName.get("list", Ns.PRIVACY)).addAttribute("name", LIST)
            : list.asElement().createCopy();
        items(element).stream().filter(item -> names(item, who)).forEach(element::remove);
        List<Element> others = items(element);
        others.forEach(element::remove);
        if (blocked) {
            element.addElement(QName.get("item", Ns.PRIVACY)).addAttribute("type", "jid").addAttribute("value", who.toString())
                .addAttribute("action", "deny");
        }
        others.forEach(element::add);
        number(element);
        if (list == null) {
            list = lists.createPrivacyList(username, LIST, element);
            lists.changeDefaultList(username, list, null);
        } else {
            list.updateList(element);
            PrivacyListProvider.getInstance().updatePrivacyList(username, list);
        }
        without.invalidate(username);
        // COMPAT: 5.1 leaves the sessions that are there with the list that they began with.
        for (ClientSession session : SessionManager.getInstance().getSessions(username)) {
            session.setDefaultList(list);
        }
    }

    private static void number(Element list) {
        int order = 1;
        for (Element item : items(list)) {
            item.addAttribute("order", Integer.toString(order++));
        }
    }

    private static boolean names(Element item, JID who) {
        return "jid".equals(item.attributeValue("type")) && "deny".equals(item.attributeValue("action"))
            && who.toString().equals(item.attributeValue("value")) && Xml.children(item).isEmpty();
    }

    private static List<Element> items(Element list) {
        return Xml.children(list);
    }

    /** Those of many that have a default list at all; one question to the database for some hundreds. */
    public Set<String> listed(List<String> usernames) {
        if (usernames.isEmpty()) {
            return Set.of();
        }
        return database.read(connection -> {
            Set<String> listed = new HashSet<>();
            try (PreparedStatement statement = connection.prepareStatement(LISTED)) {
                for (int first = 0; first < usernames.size(); first += AT_ONCE) {
                    read(statement, usernames.subList(first, Math.min(usernames.size(), first + AT_ONCE)), listed);
                }
            }
            return listed;
        });
    }

    // The statement has as many places as the largest part: the last name fills what is left.
    private static void read(PreparedStatement statement, List<String> part, Set<String> listed) throws SQLException {
        for (int place = 0; place < AT_ONCE; place++) {
            statement.setString(place + 1, part.get(Math.min(place, part.size() - 1)));
        }
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                listed.add(row.getString(1));
            }
        }
    }

    @Override
    public void close() {
        PrivacyListManager.getInstance().removeListener(listener);
    }

    private final class Listener implements PrivacyListEventListener {
        @Override
        public void privacyListCreated(PrivacyList list) {
            without.asMap().clear();
        }

        @Override
        public void privacyListModified(PrivacyList list) {
            without.asMap().clear();
        }

        @Override
        public void privacyListDeleting(String listName) {
            // Who has no list blocks nobody, with or without it.
        }
    }
}
