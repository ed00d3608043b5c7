package org.igniterealtime.openfire.plugin.fireside.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.host.web.SendCallback;
import org.igniterealtime.openfire.plugin.fireside.host.web.Socket;

/**
 * One tab of a session. What is to change on it is gathered while the session's mailbox runs a turn and goes out as one
 * frame when the turn ends ({@link #flush}). Frames are numbered and kept until the page has said that it took them, so
 * that a page that reconnects gets what it missed; past the bounds of that replay it is stale and drawn afresh.
 *
 * <p>Patches are gathered in the session's mailbox only; the outbox is shared with Jetty's threads, under the monitor.
 */
public final class Page {
    /** Characters that the replay may hold, and frames. */
    private static final int REPLAY_CHARS = 256 * 1024;
    private static final int REPLAY_FRAMES = 512;
    /** Characters that may wait for a socket that takes them slowly. */
    private static final int OUTBOX_CHARS = 1024 * 1024;
    /** Changes that may wait for the page to be drawn. */
    private static final int MOST_HELD = 1000;

    /** Who has the page. Called on Jetty's threads: enqueues and returns. */
    public interface Owner {
        /** The page sent something. */
        void called(Page page, Call call);

        /** The page sent something that is no call. */
        void malformed(Page page, String reference, Refusal refusal);

        /** A socket is there, or gone. */
        void arrived(Page page);

        void left(Page page);

        /** The page is too far behind and has to be drawn afresh. */
        void stale(Page page);
    }

    private record Framed(long seq, String json) {
    }

    private final String id;
    private final Owner owner;
    private final Locale locale;

    // In the session's mailbox only.
    private Place place;
    private Object shown;
    private boolean visible = true;
    private boolean loading = true;
    private int drawing;
    private List<Runnable> held;
    private boolean tooManyHeld;
    private List<Patch> gathered = new ArrayList<>(4);
    private List<String> acknowledged;
    private List<String> refused;
    private String title;
    private String url;
    private String view;
    private String tone;
    private Ring ring;

    // Written in the mailbox, read by whoever asks which page of several somebody looks at.
    private volatile Watch watch = new Watch(false, false, System.nanoTime());

    // Under the monitor.
    private final ArrayDeque<Framed> replay = new ArrayDeque<>(4);
    private final ArrayDeque<String> outbox = new ArrayDeque<>(4);
    private int replayChars;
    private int outboxChars;
    private long seq;
    private long dropped;
    private Socket socket;
    private boolean writing;
    // Stale: frames are dropped until the page is drawn afresh. Given up: the owner is still to be told that.
    private boolean stale;
    private boolean givenUp;
    private volatile long leftAt = System.nanoTime();

    public Page(String id, Owner owner, Locale locale, Place place) {
        this.id = id;
        this.owner = owner;
        this.locale = locale;
        this.place = place;
    }

    public String id() {
        return id;
    }

    public Owner owner() {
        return owner;
    }

    public Locale locale() {
        return locale;
    }

    public Place place() {
        return place;
    }

    /** What the feature that drew the page remembers of it, small; null until it has been drawn. */
    public Object shown() {
        return shown;
    }

    /** Whether somebody can see it: a tab in the background cannot be seen. */
    public boolean visible() {
        return visible;
    }

    public void visible(boolean now) {
        visible = now;
    }

    /** Whether somebody looks at it, as it said last. From any thread. */
    public Watch watch() {
        return watch;
    }

    public void watch(Watch now) {
        watch = now;
    }

    /** The last number given to a frame. */
    public synchronized long seq() {
        return seq;
    }

    public synchronized boolean connected() {
        return socket != null;
    }

    /** When the page lost its socket, or was made without one; {@link System#nanoTime()}. */
    public long leftAt() {
        return leftAt;
    }

    // ---- gathered in the mailbox

    /**
     * From here on changes wait, since the page is about to be drawn from the stores.
     *
     * @return the number of this drawing; only the newest may end the waiting, since what an older one read may lack
     *     what the page has been told meanwhile
     */
    public int beginLoading(Place next) {
        place = next;
        shown = null;
        loading = true;
        return ++drawing;
    }

    /** The number of the newest drawing, 0 for that of the first load. */
    public int drawing() {
        return drawing;
    }

    /** The page has been drawn (or goes out drawn): what waited follows it. */
    public void endLoading(Object nowShown) {
        shown = nowShown;
        loading = false;
        List<Runnable> waited = held;
        held = null;
        if (tooManyHeld) {
            tooManyHeld = false;
            owner.stale(this);
        } else if (waited != null) {
            // One of them may have the page drawn again: the others wait for that then.
            waited.forEach(this::whenDrawn);
        }
    }

    public boolean loading() {
        return loading;
    }

    /**
     * Makes a change of what is shown: now, or once the page has been drawn, since what it is drawn from may have been read
     * before the change. It is made only then, as only then it is known what the page shows.
     */
    public void whenDrawn(Runnable change) {
        if (!loading) {
            change.run();
            return;
        }
        if (held == null) {
            held = new ArrayList<>();
        }
        if (held.size() < MOST_HELD) {
            held.add(change);
        } else {
            tooManyHeld = true;
        }
    }

    /** A change of what is shown. */
    public void patch(Patch patch) {
        whenDrawn(() -> gathered.add(patch));
    }

    /** Drawn regions, which go out before anything that waited for them. */
    public void draw(Patch patch) {
        gathered.add(patch);
    }

    /** The action was done. */
    public void acknowledge(String reference) {
        if (acknowledged == null) {
            acknowledged = new ArrayList<>(2);
        }
        acknowledged.add(Json.quote(reference));
    }

    /** The action was refused, in words for people; {@code fault} is the log's reference, or empty. */
    public void refuse(String reference, String text, String fault) {
        if (refused == null) {
            refused = new ArrayList<>(1);
        }
        refused.add("{\"ref\":" + Json.quote(reference) + ",\"text\":" + Json.quote(text) + ",\"reference\":" + Json.quote(fault) + '}');
    }

    public void title(String text) {
        title = text;
    }

    /** Where the page is now, as its address bar is to show it, and which of list and pane a phone shows. */
    public void at(String path, String shownView) {
        url = path;
        view = shownView;
    }

    /** What the page shows has another address by now. */
    public void moved(Place to, String path) {
        place = to;
        url = path;
    }

    /** Something came in that deserves a sound or a glance, when the page wants it: {@code message}. */
    public void tone(String name) {
        tone = name;
    }

    /** Something came in of which the browser is to show a notification; of several in one frame the last. */
    public void ring(Ring about) {
        ring = about;
    }

    /** Sends what was gathered as one frame; nothing when nothing was. */
    public void flush() {
        if (gathered.isEmpty() && acknowledged == null && refused == null && title == null && url == null && tone == null && ring == null) {
            return;
        }
        StringBuilder body = new StringBuilder();
        list(body, "patches", gathered.stream().map(Patch::json).toList());
        list(body, "ack", acknowledged);
        list(body, "refused", refused);
        text(body, "title", title);
        text(body, "url", url);
        text(body, "view", view);
        text(body, "tone", tone);
        if (ring != null) {
            body.append(",\"ring\":").append(ring.json());
        }
        gathered = new ArrayList<>(4);
        acknowledged = null;
        refused = null;
        title = null;
        url = null;
        view = null;
        tone = null;
        ring = null;
        number(body);
    }

    private static void list(StringBuilder body, String name, List<String> parts) {
        if (parts != null && !parts.isEmpty()) {
            body.append(",\"").append(name).append("\":[").append(String.join(",", parts)).append(']');
        }
    }

    private static void text(StringBuilder body, String name, String value) {
        if (value != null) {
            body.append(",\"").append(name).append("\":").append(Json.quote(value));
        }
    }

    // ---- the outbox: one write in flight, handed to Jetty outside the monitor

    private void number(StringBuilder body) {
        synchronized (this) {
            seq++;
            if (stale) {
                dropped = seq;
                return;
            }
            String json = "{\"seq\":" + seq + body + '}';
            replay.add(new Framed(seq, json));
            replayChars += json.length();
            while (replayChars > REPLAY_CHARS && replay.size() > 1 || replay.size() > REPLAY_FRAMES) {
                Framed oldest = replay.poll();
                replayChars -= oldest.json().length();
                dropped = oldest.seq();
            }
            post(json);
        }
        pump();
    }

    private void post(String json) {
        if (socket == null || givenUp) {
            return;
        }
        if (outboxChars > 0 && outboxChars + json.length() > OUTBOX_CHARS) {
            // What waits is given up; the page is drawn afresh once the write in hand is through.
            outbox.clear();
            outboxChars = 0;
            stale = true;
            givenUp = true;
            return;
        }
        outbox.add(json);
        outboxChars += json.length();
    }

    private void pump() {
        while (true) {
            String next;
            Sent sent;
            synchronized (this) {
                if (writing || socket == null) {
                    return;
                }
                next = outbox.poll();
                if (next == null && !givenUp) {
                    return;
                }
                givenUp = false;
                writing = next != null;
                outboxChars -= next == null ? 0 : next.length();
                sent = new Sent(socket);
            }
            if (next == null) {
                owner.stale(this);
                return;
            }
            sent.over.send(next, sent);
            if (!sent.cameBackAtOnce()) {
                return;
            }
        }
    }

    private final class Sent implements SendCallback {
        private final Socket over;
        private boolean calling = true;
        private boolean done;

        Sent(Socket over) {
            this.over = over;
        }

        boolean cameBackAtOnce() {
            synchronized (Page.this) {
                calling = false;
                return done;
            }
        }

        @Override
        public void sent() {
            boolean later;
            synchronized (Page.this) {
                if (over != socket) {
                    return;
                }
                done = true;
                writing = false;
                later = !calling;
            }
            if (later) {
                pump();
            }
        }

        @Override
        public void failed(Throwable cause) {
            detach(over);
            over.close(1011, "write failed");
        }
    }

    // ---- the socket

    /**
     * A socket comes for this page.
     *
     * @param last the last frame that the browser has taken
     * @return false when another socket has the page, which then keeps it
     */
    public boolean attach(Socket arriving, long last) {
        boolean redraw;
        synchronized (this) {
            if (socket != null) {
                return false;
            }
            socket = arriving;
            writing = false;
            givenUp = false;
            outbox.clear();
            outboxChars = 0;
            boolean known = !stale && last >= dropped && last <= seq;
            redraw = !known;
            hello(known ? last : seq);
            if (known) {
                taken(last);
                replay.forEach(frame -> post(frame.json()));
            }
        }
        owner.arrived(this);
        pump();
        if (redraw) {
            owner.stale(this);
        }
        return true;
    }

    private void hello(long from) {
        post("{\"hello\":{\"page\":" + Json.quote(id) + ",\"seq\":" + from + "}}");
    }

    /** The page is about to be drawn afresh: what it missed before does not matter any more. */
    public void restart() {
        synchronized (this) {
            replay.clear();
            replayChars = 0;
            dropped = seq;
            stale = false;
            givenUp = false;
            hello(seq);
        }
        pump();
    }

    /** The browser has taken all frames up to this one. */
    public synchronized void taken(long last) {
        Iterator<Framed> frames = replay.iterator();
        while (frames.hasNext()) {
            Framed frame = frames.next();
            if (frame.seq() > last) {
                return;
            }
            frames.remove();
            replayChars -= frame.json().length();
            dropped = frame.seq();
        }
    }

    /** Answers a beat, outside the sequence. */
    public void beat(long last) {
        synchronized (this) {
            taken(last);
            post("{\"beat\":" + seq + '}');
        }
        pump();
    }

    /** The socket is gone; nothing when the page has another one by now. */
    public void detach(Socket gone) {
        synchronized (this) {
            if (socket != gone) {
                return;
            }
            socket = null;
            writing = false;
            givenUp = false;
            outbox.clear();
            outboxChars = 0;
            leftAt = System.nanoTime();
        }
        owner.left(this);
    }

    /** Ends the socket, with a close code that the browser understands: 4401 log in again, 4410 the session is over. */
    public void close(int code, String reason) {
        Socket ending;
        synchronized (this) {
            ending = socket;
        }
        if (ending != null) {
            ending.close(code, reason);
        }
    }
}
