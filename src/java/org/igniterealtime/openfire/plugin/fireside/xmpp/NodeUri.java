package org.igniterealtime.openfire.plugin.fireside.xmpp;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.xmpp.packet.JID;

/**
 * The xmpp address of a node or of an item in it (XEP-0060 §12.21, RFC 5122).
 *
 * @param service the account or the pubsub service that has the node
 * @param node its name, not encoded
 * @param item an item's id, not encoded, or empty
 */
public record NodeUri(JID service, String node, String item) {
    /** The longest address that is read. */
    public static final int LONGEST = 3000;

    private static final int LONGEST_NAME = 1000;
    private static final String SCHEME = "xmpp:";
    private static final String IN_NAME = "%;&#\"<>\\^`{|}";

    public static NodeUri of(JID service, String node) {
        return new NodeUri(service, node, "");
    }

    /**
     * Reads {@code xmpp:service?;node=…;item=…}, percent-encoded or not, with an action before it or none, with white space
     * in it as the examples of the XEPs have it.
     *
     * @return empty when the text is no such address
     */
    public static Optional<NodeUri> parse(String text) {
        String address = text == null || text.length() > LONGEST ? "" : text.replaceAll("\\s+", "");
        int query = address.indexOf('?');
        if (query < 0 || !address.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        Map<String, String> pairs = new HashMap<>();
        for (String pair : address.substring(query + 1).split(";")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                pairs.putIfAbsent(pair.substring(0, equals).toLowerCase(Locale.ROOT), decoded(pair.substring(equals + 1)));
            }
        }
        String node = pairs.getOrDefault("node", "");
        String item = pairs.getOrDefault("item", "");
        return node.isEmpty() || node.length() > LONGEST_NAME || item.length() > LONGEST_NAME ? Optional.empty()
            : Jids.bare(decoded(address.substring(SCHEME.length(), query))).map(service -> new NodeUri(service, node, item));
    }

    /**
     * The address with colons and slashes as they are: RFC 5122 §2.2 would have them encoded.
     * COMPAT: Movim splits the address and decodes nothing. What would end a name is encoded all the same.
     */
    @Override
    public String toString() {
        return SCHEME + encoded(service.toBareJID(), "%?#") + "?;node=" + encoded(node, IN_NAME) + (item.isEmpty() ? "" : ";item=" + encoded(item, IN_NAME));
    }

    private static String encoded(String name, String ends) {
        StringBuilder encoded = new StringBuilder(name.length());
        for (char c : name.toCharArray()) {
            if (c <= ' ' || ends.indexOf(c) >= 0) {
                encoded.append(String.format("%%%02X", (int) c));
            } else {
                encoded.append(c);
            }
        }
        return encoded.toString();
    }

    private static String decoded(String name) {
        try {
            return XmlText.clean(URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            return name;
        }
    }
}
