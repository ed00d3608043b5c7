package org.igniterealtime.openfire.plugin.fireside.muc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.xmpp.packet.JID;

/**
 * A room in which somebody here is, or which he enters: held once, fed by whatever is delivered to whichever of the sessions in it.
 * The same told by several of them changes it once. Thread-safe.
 */
public final class Room {
    /** More occupants than this are not shown. */
    private static final int MOST = 5_000;

    private final JID jid;
    private final boolean here;
    private final Map<String, Occupant> occupants = new TreeMap<>(String.CASE_INSENSITIVE_ORDER.thenComparing(String::compareTo));
    private final Map<Session, Seat> seats = new HashMap<>(4);
    private String subject = "";
    private RoomAbout about = RoomAbout.NOTHING;
    private boolean known;
    private boolean reading;
    private boolean again;
    private boolean open;

    /** @param here whether it is a room of this server */
    Room(JID jid, boolean here) {
        this.jid = jid;
        this.here = here;
    }

    public JID jid() {
        return jid;
    }

    public boolean isHere() {
        return here;
    }

    // ---- what it says of itself

    public synchronized String subject() {
        return subject;
    }

    /** @return whether that is another one */
    synchronized boolean subject(String now) {
        boolean changed = !now.equals(subject);
        subject = now;
        return changed;
    }

    /** Its own name, or what stands for one. */
    public synchronized String name() {
        return about.name().isEmpty() ? JID.unescapeNode(jid.getNode()) : about.name();
    }

    /** What it said of itself last. */
    public synchronized RoomAbout about() {
        return about;
    }

    public synchronized void describe(RoomAbout said) {
        about = said;
        known = true;
    }

    /** Whether it has said that it can do something (XEP-0030 §3). */
    public synchronized boolean has(String feature) {
        return about.has(feature);
    }

    /**
     * What it says of itself is wanted.
     *
     * @param anew whether what is known is old
     * @return whether who asks is to read it: one does at a time
     */
    public synchronized boolean beginReading(boolean anew) {
        if (reading) {
            again |= anew;
            return false;
        }
        reading = anew || !known;
        return reading;
    }

    /** @return whether it has changed meanwhile, and is to be read once more */
    public synchronized boolean endReading() {
        reading = false;
        boolean changed = again;
        again = false;
        return changed;
    }

    /** Whether it is for its members alone (XEP-0045 §4.2); of one that has not said, one where everybody knows the others is taken for that. */
    public synchronized boolean isForMembers() {
        return about.features().isEmpty() ? open : about.has("muc_membersonly");
    }

    // ---- who is in it

    public synchronized List<Occupant> occupants() {
        return new ArrayList<>(occupants.values());
    }

    public synchronized int size() {
        return occupants.size();
    }

    public synchronized Optional<Occupant> occupant(String nick) {
        return Optional.ofNullable(occupants.get(nick));
    }

    /** Whether it tells everybody in it who the others are (XEP-0045 §4.2, non-anonymous). */
    public synchronized boolean isOpen() {
        return open;
    }

    public synchronized void open(boolean nonAnonymous) {
        open = nonAnonymous;
    }

    /** Somebody is in it, and is so. @return whether that is new */
    synchronized boolean seen(Occupant occupant) {
        Occupant known = occupants.get(occupant.nick());
        // Those who are not told who somebody is do not make it forgotten.
        Occupant now = occupant.jid().isEmpty() && known != null && !known.jid().isEmpty()
            ? new Occupant(occupant.nick(), known.jid(), occupant.role(), occupant.affiliation(), occupant.show()) : occupant;
        if (now.equals(known) || known == null && occupants.size() >= MOST) {
            return false;
        }
        occupants.put(now.nick(), now);
        return true;
    }

    /** Somebody has gone. @return whether that is new */
    synchronized boolean gone(String nick) {
        return occupants.remove(nick) != null;
    }

    // ---- who of us is in it

    synchronized void sit(Session session, Seat seat) {
        seats.put(session, seat);
    }

    /** @return whether nobody of us is in it any more */
    synchronized boolean leave(Session session) {
        seats.remove(session);
        return seats.isEmpty();
    }

    public synchronized Optional<Seat> seat(Session session) {
        return Optional.ofNullable(seats.get(session));
    }

    public synchronized List<Session> sessions() {
        return new ArrayList<>(seats.keySet());
    }

    /** Who of us has that nick, if anybody. */
    public synchronized Optional<JID> account(String nick) {
        return seats.entrySet().stream().filter(each -> each.getValue().inside() && each.getValue().nick().equals(nick))
            .map(each -> each.getKey().person().jid()).findFirst();
    }
}
