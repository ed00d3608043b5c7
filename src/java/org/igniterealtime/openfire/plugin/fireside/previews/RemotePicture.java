package org.igniterealtime.openfire.plugin.fireside.previews;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A picture of another server, here on disk.
 *
 * @param file may be gone by the time it is opened, when others were wanted more
 * @param type its media type by its bytes
 * @param size in bytes
 * @param fetched when it came
 */
public record RemotePicture(Path file, String type, long size, Instant fetched) {
}
