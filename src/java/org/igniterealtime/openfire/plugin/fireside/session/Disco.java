package org.igniterealtime.openfire.plugin.fireside.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.TreeSet;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.xmpp.packet.IQ;
import org.xmpp.packet.PacketError;

/**
 * What a session answers of itself: service discovery (XEP-0030 §3), its hash for presence (XEP-0115 §5), version
 * (XEP-0092), ping (XEP-0199). Everything else it is asked gets the error that RFC 6120 §8.4 names.
 */
public final class Disco {
    private static final String NODE = Ns.OWN_CAPS;
    private static final String NAME = "Fireside";

    private final TreeSet<String> features = new TreeSet<>();
    private final String version;
    private volatile String hash;

    public Disco(String version) {
        this.version = version;
        add(Ns.DISCO_INFO);
        add(Ns.CAPS);
        add(Ns.VERSION);
        add(Ns.PING);
    }

    /** Called while the features register, before there is any session. */
    public void add(String feature) {
        features.add(feature);
    }

    /** The {@code c} element of presence. */
    void describe(Element presence) {
        Element caps = presence.addElement("c", Ns.CAPS);
        caps.addAttribute("hash", "sha-1");
        caps.addAttribute("node", NODE);
        caps.addAttribute("ver", hash());
    }

    /** @param request a get or set that was addressed to the session */
    IQ answer(IQ request) {
        Element child = request.getChildElement();
        String namespace = child == null ? "" : child.getNamespaceURI();
        IQ reply = IQ.createResultIQ(request);
        boolean get = request.getType() == IQ.Type.get;
        if (get && namespace.equals(Ns.DISCO_INFO) && known(child.attributeValue("node"))) {
            info(reply.setChildElement("query", Ns.DISCO_INFO), child.attributeValue("node"));
        } else if (get && namespace.equals(Ns.VERSION)) {
            Element query = reply.setChildElement("query", Ns.VERSION);
            query.addElement("name").setText(NAME);
            query.addElement("version").setText(version);
        } else if (!get || !namespace.equals(Ns.PING)) {
            if (child != null) {
                reply.setChildElement(child.createCopy());
            }
            boolean node = namespace.equals(Ns.DISCO_INFO);
            reply.setError(node ? PacketError.Condition.item_not_found : PacketError.Condition.service_unavailable);
        }
        return reply;
    }

    private boolean known(String node) {
        return node == null || node.equals(NODE + "#" + hash());
    }

    private void info(Element query, String node) {
        if (node != null) {
            query.addAttribute("node", node);
        }
        Element identity = query.addElement("identity");
        identity.addAttribute("category", "client");
        identity.addAttribute("type", "web");
        identity.addAttribute("name", NAME);
        features.forEach(feature -> query.addElement("feature").addAttribute("var", feature));
    }

    private String hash() {
        if (hash == null) {
            StringBuilder text = new StringBuilder("client/web//" + NAME + "<");
            features.forEach(feature -> text.append(feature).append('<'));
            try {
                hash = Base64.getEncoder().encodeToString(
                    MessageDigest.getInstance("SHA-1").digest(text.toString().getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return hash;
    }
}
