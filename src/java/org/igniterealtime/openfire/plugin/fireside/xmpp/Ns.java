package org.igniterealtime.openfire.plugin.fireside.xmpp;

/** The namespaces in use, each named as its specification is known. */
public final class Ns {
    /** RFC 6120 §8.3. */
    public static final String STANZA_ERRORS = "urn:ietf:params:xml:ns:xmpp-stanzas";
    /** XEP-0085. */
    public static final String CHAT_STATES = "http://jabber.org/protocol/chatstates";
    /** XEP-0184. */
    public static final String RECEIPTS = "urn:xmpp:receipts";
    /** XEP-0191. */
    public static final String BLOCKING = "urn:xmpp:blocking";
    /** XEP-0377. */
    public static final String REPORTING = "urn:xmpp:reporting:1";
    /** XEP-0393. */
    public static final String STYLING = "urn:xmpp:styling:0";
    /** XEP-0333. */
    public static final String MARKERS = "urn:xmpp:chat-markers:0";
    /** XEP-0334. */
    public static final String HINTS = "urn:xmpp:hints";
    /** XEP-0359. */
    public static final String STANZA_ID = "urn:xmpp:sid:0";
    /** XEP-0313. */
    public static final String HISTORY = "urn:xmpp:mam:2";
    /** XEP-0313 §7: ids in the form, flipped pages, what an archive begins and ends with. */
    public static final String HISTORY_EXTENDED = HISTORY + "#extended";
    /** XEP-0122. */
    public static final String DATA_VALIDATE = "http://jabber.org/protocol/xdata-validate";
    /** XEP-0203. */
    public static final String DELAY = "urn:xmpp:delay";
    /** XEP-0280. */
    public static final String CARBONS = "urn:xmpp:carbons:2";
    /** XEP-0297. */
    public static final String FORWARD = "urn:xmpp:forward:0";
    /** XEP-0115. */
    public static final String CAPS = "http://jabber.org/protocol/caps";
    /** The node by which sessions of Fireside say what they are (XEP-0115 §4). */
    public static final String OWN_CAPS = "https://igniterealtime.org/fireside";
    /** What a person has uploaded: docs/component.md. */
    public static final String FILES = OWN_CAPS + "/files:0";
    /** Between the plugin and the component outside: docs/component.md. */
    public static final String COMPONENT = OWN_CAPS + "/component:0";
    /** XEP-0030. */
    public static final String DISCO_INFO = "http://jabber.org/protocol/disco#info";
    /** XEP-0030 §4. */
    public static final String DISCO_ITEMS = "http://jabber.org/protocol/disco#items";
    /** XEP-0055. */
    public static final String SEARCH = "jabber:iq:search";
    /** XEP-0050. */
    public static final String COMMANDS = "http://jabber.org/protocol/commands";
    /** XEP-0092. */
    public static final String VERSION = "jabber:iq:version";
    /** XEP-0199. */
    public static final String PING = "urn:xmpp:ping";
    /** RFC 6121 §2. */
    public static final String ROSTER = "jabber:iq:roster";
    /** XEP-0045 §9. */
    public static final String MUC_ADMIN = "http://jabber.org/protocol/muc#admin";
    /** XEP-0402. */
    public static final String BOOKMARKS = "urn:xmpp:bookmarks:1";
    /** XEP-0469: of a bookmark, that it stands before the others. */
    public static final String PINNING = "urn:xmpp:bookmarks-pinning:0";
    /** XEP-0492. */
    public static final String NOTIFY = "urn:xmpp:notification-settings:0";
    /** XEP-0490. */
    public static final String DISPLAYED = "urn:xmpp:mds:displayed:0";
    /** XEP-0048. */
    public static final String OLD_BOOKMARKS = "storage:bookmarks";
    /** XEP-0049. */
    public static final String PRIVATE = "jabber:iq:private";
    /** XEP-0249. */
    public static final String CONFERENCE = "jabber:x:conference";
    /** XEP-0045. */
    public static final String MUC = "http://jabber.org/protocol/muc";
    /** XEP-0045 §10. */
    public static final String MUC_OWNER = MUC + "#owner";
    /** XEP-0045 §6.4. */
    public static final String MUC_ROOM_INFO = MUC + "#roominfo";
    /** XEP-0045 §7.2. */
    public static final String MUC_USER = "http://jabber.org/protocol/muc#user";
    /** XEP-0004. */
    public static final String DATA_FORMS = "jabber:x:data";
    /** XEP-0059. */
    public static final String RSM = "http://jabber.org/protocol/rsm";
    /** XEP-0060. */
    public static final String PUBSUB = "http://jabber.org/protocol/pubsub";
    /** XEP-0060 §8. */
    public static final String PUBSUB_OWNER = "http://jabber.org/protocol/pubsub#owner";
    /** XEP-0060 §7.1.2. */
    public static final String PUBSUB_EVENT = "http://jabber.org/protocol/pubsub#event";
    /** XEP-0060 §11. */
    public static final String PUBSUB_ERRORS = "http://jabber.org/protocol/pubsub#errors";
    /** XEP-0465 §3. */
    public static final String FOLLOWED = "urn:xmpp:pubsub:subscription:0";
    /** XEP-0413. */
    public static final String ORDER_BY = "urn:xmpp:order-by:1";
    /** XEP-0084. */
    public static final String AVATAR_DATA = "urn:xmpp:avatar:data";
    /** XEP-0084. */
    public static final String AVATAR_METADATA = "urn:xmpp:avatar:metadata";
    /** XEP-0054. */
    public static final String VCARD = "vcard-temp";
    /** XEP-0292 §3: RFC 6351 in its own namespace. */
    public static final String VCARD4 = "urn:ietf:params:xml:ns:vcard-4.0";
    /** XEP-0292 §4: the node that has it. */
    public static final String VCARD4_NODE = "urn:xmpp:vcard4";
    /** COMPAT: Movim's node for the picture across a person's page, told as XEP-0084 tells an avatar. */
    public static final String BANNER = "urn:xmpp:movim-banner:0";
    /** XEP-0153. */
    public static final String VCARD_UPDATE = "vcard-temp:x:update";
    /** XEP-0372. */
    public static final String REFERENCE = "urn:xmpp:reference:0";
    /** XEP-0066 §3. */
    public static final String OUT_OF_BAND = "jabber:x:oob";
    /** XEP-0103: an address that something can be had from. */
    public static final String URL_DATA = "http://jabber.org/protocol/url-data";
    /** XEP-0264: a small picture of a file. */
    public static final String THUMBNAILS = "urn:xmpp:thumbs:1";
    /** XEP-0428: what is there for who does not understand the rest. */
    public static final String FALLBACK = "urn:xmpp:fallback:0";
    /** XEP-0308. */
    public static final String CORRECTION = "urn:xmpp:message-correct:0";
    /** XEP-0424. */
    public static final String RETRACTION = "urn:xmpp:message-retract:1";
    /** XEP-0424 before version 0.4, within {@link #FASTEN}. */
    public static final String RETRACTION_OLD = "urn:xmpp:message-retract:0";
    /** XEP-0422, as older versions of XEP-0424 and XEP-0425 use it. */
    public static final String FASTEN = "urn:xmpp:fasten:0";
    /** XEP-0425. */
    public static final String MODERATION = "urn:xmpp:message-moderate:1";
    /** XEP-0425 before version 0.3. */
    public static final String MODERATION_OLD = "urn:xmpp:message-moderate:0";
    /** XEP-0444. */
    public static final String REACTIONS = "urn:xmpp:reactions:0";
    /** XEP-0461. */
    public static final String REPLY = "urn:xmpp:reply:0";
    /** XEP-0421. */
    public static final String OCCUPANT_ID = "urn:xmpp:occupant-id:0";
    /** XEP-0380. */
    public static final String ENCRYPTION = "urn:xmpp:eme:0";
    /** XEP-0384 before version 0.4, as most clients have it. */
    public static final String OMEMO_OLD = "eu.siacs.conversations.axolotl";
    /** XEP-0446. */
    public static final String FILE = "urn:xmpp:file:metadata:0";
    /** XEP-0447. */
    public static final String FILE_SHARING = "urn:xmpp:sfs:0";
    /** XEP-0363. */
    public static final String UPLOAD = "urn:xmpp:http:upload:0";
    /** RFC 4287. */
    public static final String ATOM = "http://www.w3.org/2005/Atom";
    /** RFC 4685. */
    public static final String THREADING = "http://purl.org/syndication/thread/1.0";
    /** RFC 4287 §3.1.1.3. */
    public static final String XHTML = "http://www.w3.org/1999/xhtml";

    /** XEP-0016. */
    public static final String PRIVACY = "jabber:iq:privacy";

    private Ns() {
    }
}
