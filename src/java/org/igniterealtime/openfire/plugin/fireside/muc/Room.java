package org.igniterealtime.openfire.plugin.fireside.muc;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final Hearings hearings = new Hearings();
    // Who is seen by those who enter again, until they are in: whoever is not has gone unheard.
    private final Map<Session, Set<String>> counting = new HashMap<>(1);
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

    /** Whether it has told what it is. */
    public synchronized boolean isDescribed() {
        return known;
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

    /** Whom somebody of us sees who enters again. */
    synchronized void count(Session session, String nick) {
        Set<String> seen = counting.get(session);
        if (seen != null && seen.size() < MOST) {
            seen.add(nick);
        }
    }

    /** He has seen all of them (XEP-0045 §7.1, one's own presence comes last). @return whether somebody had gone */
    synchronized boolean counted(Session session) {
        Set<String> seen = counting.remove(session);
        return seen != null && occupants.keySet().retainAll(seen);
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
        hearings.forget(session);
        counting.remove(session);
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

    // ---- whether it still knows us (XEP-0410)

    /** It has sent somebody of us something. */
    public synchronized void heard(Session session) {
        if (!here) {
            hearings.heard(session, Instant.now());
        }
    }

    /** Who of us is to be asked whether he is inside still. */
    public synchronized List<Session> silent(Duration silence) {
        return hearings.silent(silence, Instant.now()).stream().filter(session -> seats.containsKey(session) && seats.get(session).inside()).toList();
    }

    /** When it last sent him something. */
    public synchronized Instant lastHeard(Session session) {
        return hearings.last(session);
    }

    /** Has him asked then, unless it sends him something before. */
    public synchronized void ask(Session session, Instant when) {
        hearings.due(session, when);
    }

    /** Its server may have forgotten us: all of us are asked now. */
    public synchronized void doubt() {
        hearings.doubt(Instant.now());
    }

    /** It does not know him any more: he is as before he entered. */
    synchronized void lose(Session session) {
        Seat seat = seats.get(session);
        if (seat != null) {
            seats.put(session, Seat.before(seat.nick()));
            hearings.forget(session);
            counting.put(session, new HashSet<>());
        }
    }
}
