package org.igniterealtime.openfire.plugin.fireside.page;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.igniterealtime.openfire.plugin.fireside.work.Faults;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request for a file, from its beginning to its end, which comes once. What it does, it does in the lane, one thing after the other. */
final class Transfer implements AsyncListener {
    private static final Logger LOG = LoggerFactory.getLogger(Transfer.class);

    /** A transfer ends after so long at the latest; the host ends one that stands still much sooner. */
    private static final long LONGEST_MILLIS = 2 * 3600_000L;

    /** A piece of it. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final AsyncContext async;
    private final Lane lane;
    private final Faults faults;
    private final AtomicBoolean over = new AtomicBoolean();
    // The container is through with it: request and response may be others' by now.
    private volatile boolean gone;
    // What it holds and must give back; set and called in the lane.
    private volatile Runnable release = () -> { };

    private Transfer(HttpServletRequest request, HttpServletResponse response, AsyncContext async, Lane lane, Faults faults) {
        this.request = request;
        this.response = response;
        this.async = async;
        this.lane = lane;
        this.faults = faults;
    }

    static Transfer begin(HttpServletRequest request, HttpServletResponse response, Lane lane, Faults faults) {
        AsyncContext async = request.startAsync();
        async.setTimeout(LONGEST_MILLIS);
        Transfer transfer = new Transfer(request, response, async, lane, faults);
        async.addListener(transfer);
        return transfer;
    }

    HttpServletRequest request() {
        return request;
    }

    HttpServletResponse response() {
        return response;
    }

    /** What is to be done when it ends, in whatever way. */
    void holds(Runnable given) {
        release = given;
    }

    /** Whether nobody waits for it any more. */
    boolean isOver() {
        return gone || over.get();
    }

    /** Does something with it, after all that it does already. */
    void inLane(Work work) {
        lane.call(this, () -> {
            if (!over.get() && !gone) {
                guarded(work);
            }
            return null;
        }).exceptionally(refused -> {
            // Too much waits, or the plugin is going.
            LOG.debug("A transfer was given up", refused);
            abort(503);
            return null;
        });
    }

    private void guarded(Work work) {
        try {
            work.run();
        } catch (IOException goneAway) {
            LOG.debug("A transfer was cut off", goneAway);
            abort(500);
        } catch (RuntimeException fault) {
            // A container that is through with it says so in many ways.
            if (!gone) {
                faults.report("a transfer of a file", fault);
            }
            abort(500);
        }
    }

    /** Ends it. */
    void end() {
        if (over.compareAndSet(false, true)) {
            release.run();
            complete();
        }
    }

    private void abort(int status) {
        if (over.compareAndSet(false, true)) {
            release.run();
            try {
                if (!gone && !response.isCommitted()) {
                    response.setStatus(status);
                }
            } finally {
                complete();
            }
        }
    }

    private void complete() {
        try {
            async.complete();
        } catch (IllegalStateException completedByItself) {
            LOG.debug("A transfer was over already", completedByItself);
        }
    }

    /** The other end is gone: nothing is said any more. */
    void cut(Throwable cause) {
        gone = true;
        LOG.debug("A transfer was cut off", cause);
        lane.call(this, () -> {
            end();
            return null;
        }).exceptionally(closed -> {
            end();
            return null;
        });
    }

    @Override
    public void onComplete(AsyncEvent event) {
        gone = true;
        if (!over.get()) {
            cut(event.getThrowable());
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        cut(event.getThrowable());
    }

    @Override
    public void onError(AsyncEvent event) {
        cut(event.getThrowable());
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // It is begun once.
    }
}
