package org.igniterealtime.openfire.plugin.fireside.desk.reports;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;

/**
 * What somebody tells those who run the server about somebody.
 *
 * @param id rises with the time
 * @param reporter bare JID of a local account
 * @param about bare JID
 * @param words of the reporter, which may be none
 * @param messages what the person wrote, as the reporter's archive has it: nobody can report what was not said
 * @param done whether somebody has seen to it
 */
public record Report(long id, String reporter, String about, Reason reason, String words, List<Evidence> messages, boolean done) {
    /** Characters of the reporter's words, and of each message. */
    static final int LONGEST = 1_000;
    /** Messages of one report. */
    static final int MESSAGES = 10;

    /** XEP-0377 §4. */
    public enum Reason {
        SPAM, ABUSE;

        /** As pages and the database name it. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Optional<Reason> of(String word) {
            return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
        }

        /** @param urn as the attribute {@code reason} has it */
        static Optional<Reason> ofUrn(String urn) {
            return Arrays.stream(values()).filter(each -> urn.equals("urn:xmpp:reporting:" + each.word())).findFirst();
        }
    }

    /** A message. @param id in the reporter's archive */
    public record Evidence(long id, String body) {
        /** For templates. */
        public Instant at() {
            return Stamp.time(id);
        }

        /** The name of its field. */
        public String field() {
            return "m-" + String.format(java.util.Locale.ROOT, "%016x", id);
        }
    }

    /** For templates. */
    public Instant at() {
        return Stamp.time(id);
    }

    /** The beginning of a text, of at most so many characters as one report has room for. */
    static String cut(String text) {
        String bare = text.strip();
        return bare.length() <= LONGEST ? bare : bare.substring(0, Character.isHighSurrogate(bare.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }
}
