package org.igniterealtime.openfire.plugin.fireside.outside;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.component.Offer;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Forms;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.StanzaErrors;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError;

/**
 * What the server alone may ask, or Fireside's plugin in it: {@code <gone account='…'/>} is set when an account is no more, and all
 * that it has here is deleted; {@code <fetch/>} and {@code <piece/>} get what is on the web ({@link Errands}). Whoever asks is known by his address, which the server vouches for.
 */
final class ServerRequests implements Offer {
    /** As whom the plugin speaks. */
    private static final String PLUGIN = "fireside-accounts.";

    private final String domain;
    private final Optional<String> web;
    private final Consumer<String> gone;
    private final Errands errands;

    /**
     * @param web scheme, host and port of the web server, if there is one
     * @param gone deletes what an account has, by its bare JID. Blocks
     */
    ServerRequests(String domain, Optional<String> web, Consumer<String> gone, Errands errands) {
        this.domain = domain;
        this.web = web;
        this.gone = gone;
        this.errands = errands;
    }

    @Override
    public Set<String> namespaces() {
        return Set.of(Ns.COMPONENT);
    }

    @Override
    public void describe(Element query) {
        Forms form = Forms.add(query, "result", Ns.COMPONENT);
        web.ifPresent(address -> form.text("web", address));
    }

    @Override
    public Optional<IQ> to(IQ request, JID as) {
        String from = request.getFrom().toString();
        if (!from.equals(domain) && !from.equals(PLUGIN + domain)) {
            return Optional.of(StanzaErrors.answer(request, as, PacketError.Condition.forbidden));
        }
        switch (request.getType() + " " + request.getChildElement().getName()) {
            case "set gone" -> {
                return Optional.of(gone(request, as));
            }
            case "get fetch" -> {
                errands.fetch(request, as);
                return Optional.empty();
            }
            case "get piece" -> {
                return Optional.of(errands.piece(request, as));
            }
            default -> {
                return Optional.of(StanzaErrors.answer(request, as, PacketError.Condition.feature_not_implemented));
            }
        }
    }

    private IQ gone(IQ request, JID as) {
        Optional<String> account = account(request.getChildElement().attributeValue("account", ""));
        if (account.isEmpty()) {
            return StanzaErrors.answer(request, as, PacketError.Condition.bad_request);
        }
        gone.accept(account.get());
        IQ answer = IQ.createResultIQ(request);
        answer.setFrom(as);
        return answer;
    }

    private Optional<String> account(String text) {
        try {
            JID account = new JID(text);
            return account.getNode() != null && account.getResource() == null && account.getDomain().equals(domain) ? Optional.of(account.toString())
                : Optional.empty();
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
