package org.igniterealtime.openfire.plugin.fireside.work;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for calls that may block. Calls of one chain run one after the other, in order; of one owner, and towards one
 * peer (a remote domain), only a few run at once, so that no session and no dead server takes all the threads; nor all the
 * room in which to wait.
 */
public final class Lane implements AutoCloseable {
    /** What part of all that may wait may wait for one peer. */
    private static final int SHARE = 5;

    private final String name;
    private final int threads;
    private final int perOwner;
    private final int perPeer;
    private final int bound;
    private final ThreadPoolExecutor pool;
    private final Map<Object, ArrayDeque<Call<?>>> waiting = new LinkedHashMap<>();
    private final Map<Object, Integer> busy = new HashMap<>();
    private final Map<Object, Integer> queuedFor = new HashMap<>();
    private final AtomicInteger named = new AtomicInteger();
    private int running;
    private int queued;
    private boolean closed;

    /**
     * @param perOwner calls of one owner at once
     * @param perPeer calls towards one peer at once
     * @param bound calls that may wait in all, a fifth of them towards one peer; more are refused
     */
    public Lane(String name, int threads, int perOwner, int perPeer, int bound) {
        this.name = name;
        this.threads = threads;
        this.perOwner = perOwner;
        this.perPeer = perPeer;
        this.bound = bound;
        this.pool = new ThreadPoolExecutor(threads, threads, 20, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);
        this.pool.allowCoreThreadTimeOut(true);
    }

    private record Chain(Object owner, Object key) {
    }

    private record Peer(Object key) {
    }

    private record Call<T>(Chain chain, Peer peer, Callable<T> work, CompletableFuture<T> result) {
    }

    /** A call in the owner's own order, towards nobody in particular. */
    public <T> CompletableFuture<T> call(Object owner, Callable<T> work) {
        return call(owner, "", null, work);
    }

    /**
     * @param owner who asks, by identity or value
     * @param chain calls of one owner and chain keep their order
     * @param peer whom the call may wait for, or null
     * @return completed on the lane's thread with what the work returned or threw; with
     *     {@link RejectedExecutionException} when too many wait, in all or for that peer
     */
    public <T> CompletableFuture<T> call(Object owner, Object chain, Object peer, Callable<T> work) {
        Call<T> call = new Call<>(new Chain(owner, chain), peer == null ? null : new Peer(peer), work, new CompletableFuture<>());
        boolean refused;
        synchronized (this) {
            refused = closed || queued >= bound || call.peer() != null && queuedFor.getOrDefault(call.peer(), 0) >= bound / SHARE;
            if (!refused) {
                waiting.computeIfAbsent(call.chain(), any -> new ArrayDeque<>()).add(call);
                queued(call, 1);
                startWhatMay();
            }
        }
        if (refused) {
            call.result().completeExceptionally(new RejectedExecutionException("The lane " + name + " is full or closed"));
        }
        return call.result();
    }

    /** Calls that wait for a thread. */
    public synchronized int queued() {
        return queued;
    }

    /** Waits until nothing runs and nothing waits. @return whether that came within the time */
    public synchronized boolean drain(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (running > 0 || queued > 0) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void startWhatMay() {
        Map<Object, ArrayDeque<Call<?>>> served = new LinkedHashMap<>(2);
        Iterator<Map.Entry<Object, ArrayDeque<Call<?>>>> chains = waiting.entrySet().iterator();
        while (running < threads && chains.hasNext()) {
            ArrayDeque<Call<?>> chain = chains.next().getValue();
            Call<?> call = chain.peek();
            if (mayStart(call)) {
                chain.poll();
                chains.remove();
                if (!chain.isEmpty()) {
                    served.put(call.chain(), chain);
                }
                start(call);
            }
        }
        // To the end of the line, so that a chain that never runs empty holds up no other.
        waiting.putAll(served);
    }

    private boolean mayStart(Call<?> call) {
        return !busy.containsKey(call.chain())
            && busy.getOrDefault(call.chain().owner(), 0) < perOwner
            && (call.peer() == null || busy.getOrDefault(call.peer(), 0) < perPeer);
    }

    private void start(Call<?> call) {
        queued(call, -1);
        running++;
        count(call, 1);
        pool.execute(() -> run(call));
    }

    private <T> void run(Call<T> call) {
        T value = null;
        Throwable fault = null;
        try {
            value = call.work().call();
        } catch (Throwable thrown) { // handed to whoever waits for the result
            fault = thrown;
        }
        // Before the chain's next call begins, so that what follows one call is not overtaken by what follows the next.
        if (fault == null) {
            call.result().complete(value);
        } else {
            call.result().completeExceptionally(fault);
        }
        synchronized (this) {
            running--;
            count(call, -1);
            startWhatMay();
            if (running == 0) {
                notifyAll();
            }
        }
    }

    private void queued(Call<?> call, int change) {
        queued += change;
        if (call.peer() != null) {
            add(queuedFor, call.peer(), change);
        }
    }

    private void count(Call<?> call, int change) {
        add(busy, call.chain(), change);
        add(busy, call.chain().owner(), change);
        if (call.peer() != null) {
            add(busy, call.peer(), change);
        }
    }

    private static void add(Map<Object, Integer> counts, Object key, int change) {
        counts.merge(key, change, (old, more) -> old + more == 0 ? null : old + more);
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "fireside-" + name + "-" + named.incrementAndGet());
        thread.setDaemon(true);
        thread.setContextClassLoader(Lane.class.getClassLoader());
        return thread;
    }

    /** Refuses what waits, lets what runs finish for a little while, then interrupts it. */
    @Override
    public void close() {
        List<Call<?>> refused = new ArrayList<>();
        synchronized (this) {
            closed = true;
            waiting.values().forEach(refused::addAll);
            waiting.clear();
            queued = 0;
            queuedFor.clear();
        }
        refused.forEach(call -> call.result().cancel(false));
        pool.shutdown();
        try {
            if (!pool.awaitTermination(3, TimeUnit.SECONDS)) {
                pool.shutdownNow();
                pool.awaitTermination(2, TimeUnit.SECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
