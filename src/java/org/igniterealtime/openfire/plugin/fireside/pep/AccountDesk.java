package org.igniterealtime.openfire.plugin.fireside.pep;

import java.util.Optional;
import java.util.function.Consumer;
import org.dom4j.Attribute;
import org.igniterealtime.openfire.plugin.fireside.component.Answers;
import org.igniterealtime.openfire.plugin.fireside.host.Accounts;
import org.igniterealtime.openfire.plugin.fireside.host.Blocking;
import org.igniterealtime.openfire.plugin.fireside.route.Additions;
import org.igniterealtime.openfire.plugin.fireside.route.Handover;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/**
 * Answers for accounts what was handed over ({@link Handover}). The host, which knows nothing of that, decides no more who
 * may ask an account at all, so that is asked here first; what it would refuse, it gets back, to refuse it as it does.
 */
public final class AccountDesk implements Answers {
    private final String domain;
    private final Answers engine;
    private final Accounts accounts;
    private final Blocking blocking;
    private final Import imports;
    private final Additions additions;
    private final Consumer<IQ> host;

    /**
     * @param domain of the accounts
     * @param engine answers what concerns social nodes
     * @param host routes a request past the hand-over, later
     */
    public AccountDesk(String domain, Answers engine, Accounts accounts, Blocking blocking, Import imports, Additions additions,
                       Consumer<IQ> host) {
        this.domain = domain;
        this.engine = engine;
        this.accounts = accounts;
        this.blocking = blocking;
        this.imports = imports;
        this.additions = additions;
        this.host = host;
    }

    /** The account as which to answer, when the request was handed over and not sent here by somebody who knows the way. */
    public Optional<JID> account(IQ request) {
        return request.getElement().attribute(Handover.MARK) == null || request.getTo().getNode() == null ? Optional.empty()
            : Optional.of(new JID(request.getTo().getNode(), domain, null, true));
    }

    @Override
    public Optional<IQ> to(IQ request, JID account) {
        if (!admitted(request, account)) {
            host.accept(asItCame(request));
            return Optional.empty();
        }
        imports.of(account.getNode());
        Optional<IQ> answer = engine.to(request, account);
        if (concernsAll(request)) {
            answer.filter(mine -> mine.getType() == IQ.Type.result)
                .ifPresent(mine -> additions.await(request, theirs -> Merge.into(theirs, mine)));
            host.accept(asItCame(request));
            return Optional.empty();
        }
        return answer;
    }

    private boolean admitted(IQ request, JID account) {
        boolean own = request.getFrom().asBareJID().equals(account);
        return accounts.find(account.getNode()).isPresent() && (own || !blocking.blocks(account.getNode(), addressed(request, account)));
    }

    // Privacy lists tell by stanza, sender and group: of the stanza they need no more than its kind.
    private static IQ addressed(IQ request, JID account) {
        IQ shell = new IQ(request.getType(), request.getID());
        shell.setFrom(request.getFrom());
        shell.setTo(account);
        return shell;
    }

    // What names no node is answered from all there are: the host's and ours.
    private static boolean concernsAll(IQ request) {
        String namespace = request.getChildElement().getNamespaceURI();
        if (namespace.equals(Ns.DISCO_ITEMS)) {
            return request.getChildElement().attribute("node") == null;
        }
        return namespace.equals(Ns.PUBSUB) && request.getChildElement().elements().stream()
            .noneMatch(each -> ((org.dom4j.Element) each).attribute("node") != null);
    }

    private static IQ asItCame(IQ request) {
        IQ copy = request.createCopy();
        Attribute mark = copy.getElement().attribute(Handover.MARK);
        copy.getElement().remove(mark);
        copy.setTo(mark.getValue().isEmpty() ? null : new JID(mark.getValue()));
        return copy;
    }
}
