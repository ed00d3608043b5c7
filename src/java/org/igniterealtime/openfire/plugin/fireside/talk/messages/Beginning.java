package org.igniterealtime.openfire.plugin.fireside.talk.messages;

/** The first message that a log shows; what is earlier goes before that one and no other. Of one page, in its mailbox. */
public final class Beginning {
    private String cursor;

    /** @param cursor or empty for a log without messages */
    public Beginning(String cursor) {
        this.cursor = cursor;
    }

    public boolean is(long id) {
        return cursor.equals(Cursor.of(id));
    }

    public void moveTo(String earlier) {
        cursor = earlier;
    }
}
