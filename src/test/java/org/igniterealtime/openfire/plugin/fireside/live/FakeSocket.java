package org.igniterealtime.openfire.plugin.fireside.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.igniterealtime.openfire.plugin.fireside.host.web.SendCallback;
import org.igniterealtime.openfire.plugin.fireside.host.web.Socket;

/** A socket that keeps what it was given: quick ones answer on the spot, slow ones when the test says so. */
final class FakeSocket implements Socket {
    private final boolean quick;
    private final List<String> sent = new ArrayList<>();
    private final Deque<SendCallback> inHand = new ArrayDeque<>();
    private final AtomicInteger depth = new AtomicInteger();
    private int deepest;
    private int mostInHand;
    private int closed;

    private FakeSocket(boolean quick) {
        this.quick = quick;
    }

    static FakeSocket quick() {
        return new FakeSocket(true);
    }

    static FakeSocket slow() {
        return new FakeSocket(false);
    }

    @Override
    public void send(String text, SendCallback done) {
        synchronized (this) {
            deepest = Math.max(deepest, depth.incrementAndGet());
            sent.add(text);
            inHand.add(done);
            mostInHand = Math.max(mostInHand, inHand.size());
        }
        if (quick) {
            finish();
        }
        depth.decrementAndGet();
    }

    /** The write in hand is through. */
    void finish() {
        take().sent();
    }

    void fail() {
        take().failed(new java.io.IOException("broken"));
    }

    private synchronized SendCallback take() {
        return inHand.remove();
    }

    synchronized List<String> sent() {
        return List.copyOf(sent);
    }

    synchronized int mostInHand() {
        return mostInHand;
    }

    /** How often a send was inside another one. */
    synchronized int deepest() {
        return deepest;
    }

    /** The code it was closed with, or 0. */
    synchronized int closedWith() {
        return closed;
    }

    @Override
    public synchronized void close(int code, String reason) {
        closed = closed == 0 ? code : closed;
    }

    @Override
    public String remoteAddress() {
        return "192.0.2.1";
    }

    @Override
    public synchronized boolean open() {
        return closed == 0;
    }
}
