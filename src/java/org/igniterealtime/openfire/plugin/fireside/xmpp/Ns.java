package org.igniterealtime.openfire.plugin.fireside.xmpp;

/** The namespaces in use, each named as its specification is known. */
public final class Ns {
    /** RFC 6120 §8.3. */
    public static final String STANZA_ERRORS = "urn:ietf:params:xml:ns:xmpp-stanzas";
    /** XEP-0085. */
    public static final String CHAT_STATES = "http://jabber.org/protocol/chatstates";
    /** XEP-0184. */
    public static final String RECEIPTS = "urn:xmpp:receipts";
    /** XEP-0333. */
    public static final String MARKERS = "urn:xmpp:chat-markers:0";
    /** XEP-0334. */
    public static final String HINTS = "urn:xmpp:hints";
    /** XEP-0359. */
    public static final String STANZA_ID = "urn:xmpp:sid:0";
    /** XEP-0203. */
    public static final String DELAY = "urn:xmpp:delay";
    /** XEP-0280. */
    public static final String CARBONS = "urn:xmpp:carbons:2";
    /** XEP-0297. */
    public static final String FORWARD = "urn:xmpp:forward:0";
    /** XEP-0115. */
    public static final String CAPS = "http://jabber.org/protocol/caps";
    /** XEP-0030. */
    public static final String DISCO_INFO = "http://jabber.org/protocol/disco#info";
    /** XEP-0092. */
    public static final String VERSION = "jabber:iq:version";
    /** XEP-0199. */
    public static final String PING = "urn:xmpp:ping";
    /** RFC 6121 §2. */
    public static final String ROSTER = "jabber:iq:roster";
    /** XEP-0060. */
    public static final String PUBSUB = "http://jabber.org/protocol/pubsub";
    /** XEP-0084. */
    public static final String AVATAR_DATA = "urn:xmpp:avatar:data";
    /** XEP-0084. */
    public static final String AVATAR_METADATA = "urn:xmpp:avatar:metadata";
    /** XEP-0054. */
    public static final String VCARD = "vcard-temp";
    /** XEP-0153. */
    public static final String VCARD_UPDATE = "vcard-temp:x:update";

    private Ns() {
    }
}
