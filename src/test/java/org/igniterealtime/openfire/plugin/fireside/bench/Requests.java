package org.igniterealtime.openfire.plugin.fireside.bench;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;

/** A client that asks as fast as it is answered, so many requests in flight. */
final class Requests implements AutoCloseable {
    private static final byte[] ANSWER = "<iq ".getBytes();
    private static final byte[] ERROR = "type=\"error\"".getBytes();
    private static final int PATIENCE_SECONDS = 120;

    private final Semaphore free;
    private final int inFlight;
    private final Writer writer;
    private int ids;
    private int matched;
    private int errorMatched;
    private volatile int errors;

    Requests(OpenfireServer server, String user, String password, int inFlight) throws IOException {
        this.inFlight = inFlight;
        this.free = new Semaphore(inFlight);
        this.writer = new Writer(server, user, password, this::taken);
    }

    /** Sends it once there is room. @param to empty for none @param child XML */
    void ask(String type, String to, String child) throws IOException, InterruptedException {
        if (!free.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("No answer");
        }
        writer.write("<iq type='" + type + "' id='r" + ++ids + "'" + (to.isEmpty() ? "" : " to='" + to + "'") + ">" + child + "</iq>");
    }

    /** Sends what has no answer. @param stanza as XML */
    void say(String stanza) throws IOException {
        writer.write(stanza);
    }

    /** Waits until all are answered. @return how many were refused so far */
    int settle() throws IOException, InterruptedException {
        if (!free.tryAcquire(inFlight, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("No answer");
        }
        free.release(inFlight);
        return errors;
    }

    // Marks may come in two pieces; none of them begins within itself.
    private void taken(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            matched = bytes[i] == ANSWER[matched] ? matched + 1 : bytes[i] == ANSWER[0] ? 1 : 0;
            if (matched == ANSWER.length) {
                matched = 0;
                free.release();
            }
            errorMatched = bytes[i] == ERROR[errorMatched] ? errorMatched + 1 : bytes[i] == ERROR[0] ? 1 : 0;
            if (errorMatched == ERROR.length) {
                errorMatched = 0;
                errors++;
            }
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
