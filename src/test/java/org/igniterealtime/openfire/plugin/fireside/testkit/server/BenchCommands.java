package org.igniterealtime.openfire.plugin.fireside.testkit.server;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

import org.jivesoftware.database.DbConnectionManager;
import org.jivesoftware.openfire.SessionManager;
import org.jivesoftware.openfire.SessionPacketRouter;
import org.jivesoftware.openfire.XMPPServer;
import org.jivesoftware.openfire.auth.AuthToken;
import org.jivesoftware.openfire.muc.MUCRoom;
import org.jivesoftware.openfire.muc.MultiUserChatService;
import org.jivesoftware.openfire.session.ClientSession;
import org.jivesoftware.openfire.session.LocalClientSession;
import org.jivesoftware.openfire.user.UserNotFoundException;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Presence;

/** What the bench asks of the running server beside what tests ask. */
final class BenchCommands {

    /** Bytes by which two collections may differ. */
    private static final long SAME = 16 * 1024;

    private final XMPPServer server;
    private final List<LocalClientSession> bare = new ArrayList<>();
    private final Echo echo = new Echo();

    BenchCommands(XMPPServer server) {
        this.server = server;
    }

    /** Null when there is no such command. */
    String run(String command, Deque<String> words) throws Exception {
        return switch (command) {
            case "warm" -> warm(words.pop(), Integer.parseInt(words.pop()));
            case "bare-open" -> open(words.pop(), Integer.parseInt(words.pop()), Integer.parseInt(words.pop()), words.pop());
            case "bare-close" -> close();
            case "bare-join" -> join(Integer.parseInt(words.pop()), words.pop(), List.copyOf(words));
            case "occupants" -> occupants();
            case "echo-mount" -> echo.mount();
            case "echo-unmount" -> echo.unmount();
            case "flood" -> flood(words.pop(), words.pop(), words.pop(), Integer.parseInt(words.pop()), Integer.parseInt(words.pop()));
            case "settled-heap" -> heap();
            case "peak-heap" -> peak();
            case "sql" -> sql(Integer.parseInt(words.pop()), String.join(" ", words));
            default -> null;
        };
    }

    /**
     * Reads the rosters of the first accounts of that name into the host's cache: {@code {"items":n}}. The rows themselves
     * leave the heap then, so that a collection takes less time.
     */
    private String warm(String prefix, int people) throws UserNotFoundException, SQLException {
        int items = 0;
        for (int i = 0; i < people; i++) {
            items += server.getRosterManager().getRoster(prefix + i).getRosterItems().size();
        }
        try (Connection connection = DbConnectionManager.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("SET TABLE ofRoster TYPE CACHED");
        }
        return "{\"items\":" + items + "}";
    }

    /** Binds virtual sessions that show what the first session of another account shows, and throw away what is delivered. */
    private String open(String prefix, int from, int to, String like) {
        Presence shown = server.getSessionManager().getSessions(like).iterator().next().getPresence();
        for (int i = from; i < to; i++) {
            LocalClientSession session = SessionManager.getInstance().createClientSession(new DeafConnection(), Locale.ENGLISH);
            session.setAuthToken(new Token(prefix + i), "bare-" + i);
            session.setMessageCarbonsEnabled(true);
            Presence mine = shown.createCopy();
            mine.setTo((JID) null);
            new SessionPacketRouter(session).route(mine);
            bare.add(session);
        }
        return "{\"bare\":" + bare.size() + "}";
    }

    /** Takes one of them into rooms (XEP-0045 §7.2). @param number from 0, in the order of their binding */
    private String join(int number, String nick, List<String> rooms) {
        SessionPacketRouter router = new SessionPacketRouter(bare.get(number));
        for (String room : rooms) {
            Presence presence = new Presence();
            presence.setTo(new JID(room + '/' + nick));
            presence.addChildElement("x", "http://jabber.org/protocol/muc").addElement("history").addAttribute("maxstanzas", "0");
            router.route(presence);
        }
        return "{\"joined\":" + rooms.size() + "}";
    }

    /** {@code {"rooms":n,"occupants":n}}, who is in several being counted in each. */
    private String occupants() {
        int rooms = 0;
        int occupants = 0;
        for (MultiUserChatService service : server.getMultiUserChatManager().getMultiUserChatServices()) {
            for (MUCRoom room : service.getChatRooms()) {
                rooms++;
                occupants += room.getOccupantsCount();
            }
        }
        return "{\"rooms\":" + rooms + ",\"occupants\":" + occupants + "}";
    }

    private String close() {
        bare.forEach(ClientSession::close);
        bare.clear();
        return "{\"bare\":0}";
    }

    /** {@code {"used":bytes}} once two collections in a row leave the same. */
    private static String heap() throws InterruptedException {
        long before = Long.MAX_VALUE;
        long used = 0;
        for (int i = 0; i < 10 && Math.abs(before - used) > SAME; i++) {
            before = used;
            System.gc();
            Thread.sleep(100);
            used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
        return "{\"used\":" + Math.min(before, used) + "}";
    }

    /** {@code {"peak":bytes}}: the most that the parts of the heap have had since it was asked for last. */
    private static String peak() {
        long peak = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                peak += pool.getPeakUsage().getUsed();
                pool.resetPeakUsage();
            }
        }
        return "{\"peak\":" + peak + "}";
    }

    /** Runs a statement so many times, and reads what it finds: {@code {"nanos":[n,...],"rows":n}}, rows of the last time. */
    private static String sql(int times, String text) throws SQLException {
        List<String> nanos = new ArrayList<>();
        int rows = 0;
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            try (Connection connection = DbConnectionManager.getConnection(); Statement statement = connection.createStatement()) {
                rows = 0;
                if (statement.execute(text)) {
                    try (ResultSet row = statement.getResultSet()) {
                        while (row.next()) {
                            rows++;
                        }
                    }
                } else {
                    rows = statement.getUpdateCount();
                }
            }
            nanos.add(Long.toString(System.nanoTime() - start));
        }
        return "{\"nanos\":[" + String.join(",", nanos) + "],\"rows\":" + rows + "}";
    }

    /**
     * Routes so many messages, to one account after the other, as fast as the server takes them: {@code {"millis":n}}.
     *
     * @param kind {@code text}, or {@code typing} that begins and ends in turn (XEP-0085)
     */
    private String flood(String kind, String from, String prefix, int people, int messages) {
        JID sender = new JID(from, server.getServerInfo().getXMPPDomain(), "flood");
        long start = System.nanoTime();
        for (int i = 0; i < messages; i++) {
            Message message = new Message();
            message.setType(Message.Type.chat);
            message.setFrom(sender);
            message.setTo(new JID(prefix + i % people, sender.getDomain(), null));
            message.setID("flood-" + start + "-" + i);
            if (kind.equals("typing")) {
                message.addChildElement(i / people % 2 == 0 ? "composing" : "paused", "http://jabber.org/protocol/chatstates");
            } else {
                message.setBody("Message " + i + " of a flood, long enough to be a sentence.");
            }
            server.getMessageRouter().route(message);
        }
        return "{\"millis\":" + (System.nanoTime() - start) / 1_000_000 + "}";
    }

    // COMPAT: the constructor is protected from Openfire 4.8 on.
    private static final class Token extends AuthToken {
        Token(String username) {
            super(username);
        }
    }
}
