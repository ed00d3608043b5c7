package org.igniterealtime.openfire.plugin.fireside.desk.search;

import java.util.Arrays;
import java.util.Locale;

/** What of all that there is somebody looks for. */
enum Part {
    ALL, PEOPLE, MESSAGES, POSTS, ROOMS, COMMUNITIES;

    /** As an address has it; empty for all. */
    String word() {
        return this == ALL ? "" : name().toLowerCase(Locale.ROOT);
    }

    /** Of such a word; all where there is no such part. */
    static Part of(String word) {
        return Arrays.stream(values()).filter(part -> part.word().equals(word)).findFirst().orElse(ALL);
    }
}
