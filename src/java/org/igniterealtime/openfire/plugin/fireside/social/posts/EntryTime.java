package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/** Times of RFC 3339 (RFC 4287 §3.3), and as careless clients write them. */
final class EntryTime {
    private static final int LONGEST = 40;
    private static final int YEARS = 9999;

    private EntryTime() {
    }

    /** @return empty when the text is no time of the years 1 to 9999 */
    static Optional<Instant> parse(String text) {
        String time = text.strip().toUpperCase(Locale.ROOT).replace(' ', 'T');
        if (time.isEmpty() || time.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            OffsetDateTime parsed = time.indexOf('T') < 0 ? LocalDate.parse(time).atStartOfDay().atOffset(ZoneOffset.UTC)
                : time.matches(".*(?:Z|[+-]\\d\\d:\\d\\d)") ? OffsetDateTime.parse(time)
                : LocalDateTime.parse(time).atOffset(ZoneOffset.UTC);
            return Optional.of(parsed).filter(each -> each.getYear() > 0 && each.getYear() <= YEARS).map(OffsetDateTime::toInstant);
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
