package org.igniterealtime.openfire.plugin.fireside.work;

import java.security.SecureRandom;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where bugs end: logged once with a short reference that the page shows too, and counted for the admin. */
public final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private static final String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

    private final SecureRandom random = new SecureRandom();
    private final LongAdder count = new LongAdder();

    /**
     * @param where what was being done, for the log
     * @return the reference, eight characters
     */
    public String report(String where, Throwable fault) {
        StringBuilder reference = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            reference.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        count.increment();
        LOG.error("Fault {} in {}", new Object[] {reference, where, fault});
        return reference.toString();
    }

    /** How many since the plugin started. */
    public long count() {
        return count.sum();
    }
}
