package org.igniterealtime.openfire.plugin.fireside.talk.messages;

import java.util.List;
import java.util.Locale;

/**
 * What the look of a message depends on: few different values, so that it is drawn few times.
 *
 * @param mentions whether it names who looks at it
 * @param reacted with what he has reacted
 * @param moderates whether he may have it taken back though another one said it
 * @param bare whether the room can do no more than pass words on
 */
public record Look(boolean mine, boolean mentions, List<String> reacted, boolean moderates, boolean bare, Locale locale) {
    public static Look of(boolean mine, List<String> reacted, Locale locale) {
        return new Look(mine, false, reacted, false, false, locale);
    }
}
