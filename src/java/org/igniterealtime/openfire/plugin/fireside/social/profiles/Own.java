package org.igniterealtime.openfire.plugin.fireside.social.profiles;

import org.dom4j.Element;

/**
 * What an account says of itself, as it is kept.
 *
 * @param four the vCard4, or null
 * @param temp the vcard-temp, or null
 * @param everybody whether the vCard4 is for everybody, rather than for contacts
 */
record Own(Element four, Element temp, Banner banner, boolean everybody) {
    /** What others see of it: the vCard4 where there is one. */
    Profile profile() {
        Profile said = four == null ? Profile.NONE : VCard4.read(four);
        return said.isEmpty() && temp != null ? VCardTemp.read(temp) : said;
    }
}
