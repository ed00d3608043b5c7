package org.igniterealtime.openfire.plugin.fireside.files;

import java.time.Instant;
import org.igniterealtime.openfire.plugin.fireside.event.Stamp;

/**
 * A file that is kept, or whose upload is awaited.
 *
 * @param id 32 hexadecimal digits that nobody can guess
 * @param owner bare JID
 * @param name as the owner calls it
 * @param type media type without parameters; of one that is awaited, empty when the owner did not say
 * @param size bytes
 * @param secretHash SHA-256 of what the upload has to show, hexadecimal
 * @param digest SHA-256 of the content, hexadecimal; null while it is awaited
 * @param created a stamp id
 * @param expires milliseconds since 1970, 0 for never
 */
public record StoredFile(String id, String owner, String name, String type, long size, State state, String secretHash, String digest,
                         long created, long expires) {

    /** What has become of it; the order is that of the numbers in the database. */
    public enum State { PROMISED, KEPT, GONE }

    /** When its slot was given. */
    public Instant createdAt() {
        return Stamp.time(created);
    }

    /** Below where files are, fit for an address: {@code <id>/<name>}. */
    public String path() {
        return id + "/" + FileName.encoded(name);
    }

    boolean isExpired(Instant now) {
        return expires > 0 && expires <= now.toEpochMilli();
    }
}
