package org.igniterealtime.openfire.plugin.fireside.desk.directory;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the index has of somebody or something.
 *
 * @param weight what has more comes first
 * @param name by which those of one weight are in order
 * @param texts what it is found by
 * @param tags in lower case
 */
record Entry(Kind kind, String key, long weight, String name, Map<Field, List<String>> texts, Set<String> tags) {

    /** Where a text stands. */
    enum Field {
        FIRST, LAST, NICK,
        /** Found as a whole alone, and only by who asks for it. */
        MAIL,
        /** All else. */
        WORDS
    }
}
