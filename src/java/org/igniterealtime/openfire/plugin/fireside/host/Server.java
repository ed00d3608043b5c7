package org.igniterealtime.openfire.plugin.fireside.host;

import java.util.List;
import org.jivesoftware.openfire.XMPPServer;
import org.jivesoftware.openfire.XMPPServerListener;
import org.jivesoftware.openfire.http.HttpBindManager;
import org.jivesoftware.util.JiveGlobals;
import org.xmpp.packet.JID;

/** Facts of the host that do not change while the plugin runs, and its HTTP-bind. */
public final class Server {
    private final String domain = XMPPServer.getInstance().getServerInfo().getXMPPDomain();

    /** The XMPP domain that accounts live on. */
    public String domain() {
        return domain;
    }

    /** The address of the host's own publish-subscribe service, which is not Fireside's. */
    public String pubsub() {
        return JiveGlobals.getProperty("xmpp.pubsub.service", "pubsub") + "." + domain;
    }

    /** The services of rooms here that are no secret (XEP-0045 §6.1). */
    public List<JID> roomServices() {
        return XMPPServer.getInstance().getMultiUserChatManager().getMultiUserChatServices().stream().filter(service -> !service.isHidden())
            .map(service -> new JID(null, service.getServiceDomain(), null, true)).toList();
    }

    /**
     * Says of the server that it can do something more (XEP-0030 §3.1), where the host answers requests that this is a part of.
     *
     * @return says it no longer
     */
    public AutoCloseable offer(String feature, String where) {
        XMPPServer server = XMPPServer.getInstance();
        if (!server.getIQRouter().supports(where)) {
            return () -> {
            };
        }
        server.getIQDiscoInfoHandler().addServerFeature(feature);
        return () -> server.getIQDiscoInfoHandler().removeServerFeature(feature);
    }

    /** The host's version, as {@code 4.2.0}. */
    public String version() {
        return XMPPServer.getInstance().getServerInfo().getVersion().getVersionString();
    }

    /** The bare JID of a local account. */
    public JID jid(String username) {
        return new JID(username, domain, null, true);
    }

    /** Whether an address is that of a local account (not of a component, a room or another server). */
    public boolean isAccount(JID jid) {
        return jid.getNode() != null && domain.equals(jid.getDomain());
    }

    /**
     * Has work done when the server begins to stop: everything still runs then. Openfire 4.2 stops its modules before
     * the plugins, so that at a plugin's own end nobody can be told anything any more.
     *
     * @return calls it off
     */
    public AutoCloseable whenStopping(Runnable work) {
        XMPPServerListener listener = new XMPPServerListener() {
            @Override
            public void serverStarted() {
                // Nobody waits for it.
            }

            @Override
            public void serverStopping() {
                work.run();
            }
        };
        XMPPServer.getInstance().addServerListener(listener);
        return () -> XMPPServer.getInstance().removeServerListener(listener);
    }

    /** Sends a message in the server's name to all who are here, with whatever client. @param subject may be empty */
    public void announce(String subject, String body) {
        XMPPServer.getInstance().getSessionManager().sendServerMessage(subject.isEmpty() ? null : subject, body);
    }

    /**
     * Where the world finds the web ports: what the setting {@code fireside.url} says, else the domain and HTTP-bind's own port, that
     * for TLS where it is open. Without a slash at its end.
     */
    public String webAddress() {
        String set = JiveGlobals.getProperty("fireside.url", "").strip();
        if (set.matches("https?://[^\\s\"'<>]+")) {
            return set.replaceFirst("/+$", "");
        }
        HttpBindManager web = web();
        String bosh = web.isHttpsBindActive() ? web.getHttpBindSecureAddress() : web.getHttpBindUnsecureAddress();
        return bosh.replaceFirst("/http-bind/?$", "");
    }

    /** @param handler an {@code org.eclipse.jetty.server.Handler} made by a {@code WebMount} */
    public void mount(Object handler) {
        web().addJettyHandler((org.eclipse.jetty.server.Handler) handler);
    }

    public void unmount(Object handler) {
        web().removeJettyHandler((org.eclipse.jetty.server.Handler) handler);
    }

    // Who asks first makes it, and it gives the context's class loader to the host's own pages: ours would never go.
    private static HttpBindManager web() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(XMPPServer.class.getClassLoader());
        try {
            return HttpBindManager.getInstance();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
