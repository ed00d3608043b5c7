package org.igniterealtime.openfire.plugin.fireside.host;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.xmpp.packet.IQ;
import org.xmpp.packet.Packet;

/**
 * A session of an account that says nothing of its presence, to ask the host something in the account's name. Answers come
 * back to it as they do to any client, from whatever thread the host uses. Its calls block: lanes make them.
 */
public final class Errand implements VirtualLink.Receiver, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Map<String, CompletableFuture<IQ>> asked = new ConcurrentHashMap<>();
    private final Consumer<Runnable> way;
    private HostSession session;
    private int number;

    private Errand(Consumer<Runnable> way) {
        this.way = way;
    }

    /**
     * @param username an account that exists
     * @param way runs what routes a request
     */
    public static Errand as(String username, Consumer<Runnable> way) {
        Errand errand = new Errand(way);
        errand.session = HostSession.bind(username, "fireside-errand-" + Long.toHexString(System.nanoTime()),
            new VirtualLink(errand, "127.0.0.1", true), Locale.ENGLISH);
        return errand;
    }

    /**
     * Asks, and waits for the answer, a result or an error.
     *
     * @throws Outage when none came in time
     */
    public IQ ask(IQ request) {
        CompletableFuture<IQ> answer = new CompletableFuture<>();
        request.setID("errand-" + number++);
        asked.put(request.getID(), answer);
        try {
            way.accept(() -> session.route(request));
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException none) {
            throw new Outage(none);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Outage(interrupted);
        } finally {
            asked.remove(request.getID());
        }
    }

    @Override
    public void delivered(Packet packet) {
        if (packet instanceof IQ iq && iq.isResponse() && iq.getID() != null) {
            CompletableFuture<IQ> answer = asked.get(iq.getID());
            if (answer != null) {
                answer.complete(iq.createCopy());
            }
        }
    }

    @Override
    public void closed() {
        asked.values().forEach(answer -> answer.cancel(false));
    }

    @Override
    public void close() {
        session.close();
    }
}
