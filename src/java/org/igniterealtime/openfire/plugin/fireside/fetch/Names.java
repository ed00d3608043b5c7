package org.igniterealtime.openfire.plugin.fireside.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks hosts up in threads of its own, since a lookup can be given no end and not be interrupted. */
final class Names implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int WAITING = 200;

    private final Network network;
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(THREADS, THREADS, 20, TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(WAITING), Names::thread);

    Names(Network network) {
        this.network = network;
        pool.allowCoreThreadTimeOut(true);
    }

    /** All addresses of a host, at least one. */
    List<InetAddress> resolve(WebAddress address, Deadline deadline) throws Stopped {
        Future<List<InetAddress>> lookup = null;
        try {
            if (address.literal()) {
                return List.of(InetAddress.getByName(address.host()));
            }
            lookup = pool.submit(() -> network.resolve(address.host()));
            List<InetAddress> found = lookup.get(deadline.left(), TimeUnit.MILLISECONDS);
            if (found.isEmpty()) {
                throw new Stopped(Reason.UNKNOWN_HOST);
            }
            return found;
        } catch (UnknownHostException | ExecutionException none) {
            throw new Stopped(Reason.UNKNOWN_HOST);
        } catch (RejectedExecutionException full) {
            throw new Stopped(Reason.BUSY);
        } catch (TimeoutException late) {
            throw new Stopped(Reason.SLOW);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new Stopped(Reason.BUSY);
        } finally {
            if (lookup != null) {
                lookup.cancel(true);
            }
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "fireside-names");
        thread.setDaemon(true);
        thread.setContextClassLoader(Names.class.getClassLoader());
        return thread;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
