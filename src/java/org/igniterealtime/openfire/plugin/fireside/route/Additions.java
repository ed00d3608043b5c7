package org.igniterealtime.openfire.plugin.fireside.route;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/** What is added to answers that the host gives for an account, on their way to whoever asked. */
public final class Additions {
    private static final int MOST = 20_000;
    private static final long SECONDS = 60;

    private final String domain;
    private final Consumer<Element> features;
    private final Cache<Asked, Consumer<IQ>> awaited = Caffeine.newBuilder().maximumSize(MOST)
        .expireAfterWrite(SECONDS, TimeUnit.SECONDS).executor(Runnable::run).build();

    private record Asked(String by, String id) {
    }

    /**
     * @param domain of the accounts
     * @param features adds to the {@code query} in which an account tells its features (XEP-0030 §3)
     */
    public Additions(String domain, Consumer<Element> features) {
        this.domain = domain;
        this.features = features;
    }

    /** Has the host's answer to a request changed, result or error; must be quick, it is done on the host's thread. */
    public void await(IQ request, Consumer<IQ> change) {
        awaited.put(asked(request.getFrom(), request.getID()), change);
    }

    /** Of an IQ that the host is about to hand out. */
    void meet(IQ iq) {
        JID from = iq.getFrom();
        if (!iq.isResponse() || iq.getTo() == null || from == null || from.getResource() != null || !domain.equals(from.getDomain())) {
            return;
        }
        Consumer<IQ> change = awaited.asMap().remove(asked(iq.getTo(), iq.getID()));
        if (change != null) {
            change.accept(iq);
        }
        Element child = iq.getChildElement();
        if (from.getNode() != null && iq.getType() == IQ.Type.result && child != null && Ns.DISCO_INFO.equals(child.getNamespaceURI())
            && child.attribute("node") == null) {
            features.accept(child);
        }
    }

    private static Asked asked(JID by, String id) {
        return new Asked(by.toString(), id == null ? "" : id);
    }
}
