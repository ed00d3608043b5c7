package org.igniterealtime.openfire.plugin.fireside.talk.messages;

/**
 * What a page shows of all that was said: the log from one message on up to another one or the newest, and a thread beside it. What is
 * earlier goes before the first and no other, what is later behind the last. Of one page, in its mailbox.
 */
public final class Sight {
    private String first;
    private String last;
    private long thread;

    /** @param first the cursor of the first message, or empty for a log without any @param last that of the last one, or empty where it is the newest */
    public Sight(String first, String last) {
        this.first = first;
        this.last = last;
    }

    public boolean beginsAt(long id) {
        return first.equals(Cursor.of(id));
    }

    public void beginAt(String earlier) {
        first = earlier;
    }

    public boolean endsAt(long id) {
        return last.equals(Cursor.of(id));
    }

    /** @param later cursor, or empty where it is the newest */
    public void endAt(String later) {
        last = later;
    }

    /** Whether what is said now goes at its end. */
    public boolean isLive() {
        return last.isEmpty();
    }

    /** @param root the message with which the thread began that stands beside, 0 for none */
    public void thread(long root) {
        thread = root;
    }

    public long thread() {
        return thread;
    }

    /** Whether a message stands in the thread beside the log. @param root of its own thread, 0 for none */
    public boolean hasInThread(long id, long root) {
        return thread != 0 && (thread == id || thread == root);
    }
}
