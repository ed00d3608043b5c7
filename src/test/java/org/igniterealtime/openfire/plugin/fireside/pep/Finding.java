package org.igniterealtime.openfire.plugin.fireside.pep;

import java.util.List;

/**
 * What a stock client has found about one request of XEP-0060.
 *
 * @param section of the XEP
 * @param shows the features of the XEP's list (§11) that it shows, by blanks
 * @param service how it went at the service: one of the four words here, or what was wrong
 * @param account likewise, at an account
 */
record Finding(String section, String what, String shows, String service, String account) {
    static final String WORKS = "works";
    static final String REFUSED = "refused as the XEP says";
    static final String NOT_OFFERED = "not offered";
    /** It is not there, and the error is the one that the XEP has for that. */
    static final String UNSUPPORTED = "not offered, and refused as the XEP says";

    /** The client has no call for it. */
    static final String NO_CALL = "–";
    /** The client has a call, which cannot come to a good end with any service: see {@link SmackRequests#FAULTS}. */
    static final String CLIENTS_FAULT = "Smack's fault";

    private static final List<String> GOOD = List.of(WORKS, REFUSED, NOT_OFFERED, UNSUPPORTED, CLIENTS_FAULT);

    boolean isGood() {
        return GOOD.contains(service) && GOOD.contains(account);
    }

    boolean shows(String feature) {
        return List.of(shows.split(" ")).contains(feature);
    }

    /** Which request it is about, whoever made it. */
    String request() {
        return "§" + section + " | " + what;
    }
}
