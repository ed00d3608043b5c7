package org.igniterealtime.openfire.plugin.fireside.host;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jivesoftware.openfire.XMPPServer;
import org.xmpp.component.IQResultListener;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/** What is asked of others in somebody's name, of an account mostly: nobody of it need be here, nor hears the answer. */
public final class Inquiries {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Consumer<IQ> way;

    /** @param way routes a request later; returns at once */
    public Inquiries(Consumer<IQ> way) {
        this.way = way;
    }

    /**
     * Asks. Returns at once.
     *
     * @param request with an addressee; gets an id that nobody guesses
     * @param account bare JID of a local one; or whoever else it is asked for, of a service of this server
     * @return the result or error; a {@link TimeoutException} when none came in time
     */
    public CompletableFuture<IQ> ask(IQ request, JID account) {
        CompletableFuture<IQ> answer = new CompletableFuture<>();
        request.setID("fireside-" + UUID.randomUUID());
        request.setFrom(account);
        XMPPServer.getInstance().getIQRouter().addIQResultListener(request.getID(), new IQResultListener() {
            @Override
            public void receivedAnswer(IQ iq) {
                if (request.getTo().equals(iq.getFrom())) {
                    answer.complete(iq.createCopy());
                } else {
                    answer.completeExceptionally(new TimeoutException("Somebody else answered"));
                }
            }

            @Override
            public void answerTimeout(String id) {
                answer.completeExceptionally(new TimeoutException());
            }
        }, PATIENCE.toMillis());
        way.accept(request);
        return answer;
    }
}
