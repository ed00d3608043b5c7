package org.igniterealtime.openfire.plugin.fireside.fetch;

/** Why nothing was fetched. */
public enum Reason {
    /** No address of the web. */
    MALFORMED(false),
    /** Neither http nor https. */
    SCHEME(false),
    /** The address has a name or a password in it. */
    CREDENTIALS(false),
    /** A port on which no public web server is. */
    PORT(false),
    /** A host that is a number in disguise, or never one of the internet. */
    HOST(false),
    /** The host is, or is also, where nobody else could ask: here, in the network around, or nowhere. */
    ADDRESS(false),
    /** There is no such host. */
    UNKNOWN_HOST(true),
    /** Too much is asked already. */
    BUSY(true),
    /** Nobody takes the connection. */
    UNREACHABLE(true),
    /** No TLS, or a certificate that is not trusted or is another host's. */
    TLS(true),
    /** Not done within the time. */
    SLOW(true),
    /** More redirects than are followed. */
    REDIRECTS(false),
    /** A redirect to nowhere, or to several places. */
    LOCATION(false),
    /** A redirect from https to http. */
    DOWNGRADE(false),
    /** The server says that there is nothing, or not for us. */
    STATUS(true),
    /** More before, between or after the content than HTTP needs. */
    HEAD(false),
    /** No HTTP, or content that ends too early. */
    BROKEN(true),
    /** Of a type that was not wanted. */
    TYPE(false),
    /** Compressed in a way that was not offered. */
    ENCODING(false),
    /** More bytes than were wanted, as they came or unpacked. */
    TOO_LARGE(false);

    private final boolean passing;

    Reason(boolean passing) {
        this.passing = passing;
    }

    /** Whether it may well be otherwise in a while. */
    public boolean passing() {
        return passing;
    }
}
