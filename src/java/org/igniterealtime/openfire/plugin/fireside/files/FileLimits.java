package org.igniterealtime.openfire.plugin.fireside.files;

import java.time.Duration;
import java.util.List;

/**
 * What may be uploaded, as the admin has it now.
 *
 * @param size bytes of one file
 * @param quota bytes of all files of one owner
 * @param day bytes that one owner may upload in a day
 * @param types media types as {@code image/png}, {@code image/*} or {@code *}
 * @param slot how long a slot waits for its upload
 * @param kept how long a file is kept; zero for ever
 */
public record FileLimits(long size, long quota, long day, List<String> types, Duration slot, Duration kept) {

    /** @param type without parameters, in small letters */
    boolean allows(String type) {
        return types.stream().anyMatch(each -> each.equals("*") || each.equals(type)
            || each.endsWith("/*") && type.startsWith(each.substring(0, each.length() - 1)));
    }
}
