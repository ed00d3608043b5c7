package org.igniterealtime.openfire.plugin.fireside.testkit.server;

import org.jivesoftware.openfire.IQHandlerInfo;
import org.jivesoftware.openfire.handler.IQHandler;
import org.xmpp.packet.IQ;

/** Answers a namespace as another plugin would: its own way, whatever is asked. */
final class StandIn extends IQHandler {
    private final String namespace;

    StandIn(String namespace) {
        super("stand-in");
        this.namespace = namespace;
    }

    @Override
    public IQ handleIQ(IQ request) {
        IQ answer = IQ.createResultIQ(request);
        answer.setChildElement("stand-in", namespace);
        return answer;
    }

    @Override
    public IQHandlerInfo getInfo() {
        return new IQHandlerInfo("query", namespace);
    }
}
