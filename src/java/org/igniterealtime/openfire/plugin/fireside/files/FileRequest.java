package org.igniterealtime.openfire.plugin.fireside.files;

import java.util.List;
import java.util.Map;

/**
 * What a web server was asked for.
 *
 * @param path below where files are, decoded: {@code <id>/<name>}
 * @param headers those of {@link #HEADERS} that came, by these names
 * @param length of the body as it was announced, -1 when it was not
 */
public record FileRequest(String method, String path, Map<String, String> headers, long length) {
    /** The headers that matter. */
    public static final List<String> HEADERS = List.of("Authorization", "Content-Type", "Content-Encoding", "Content-Range", "If-Match",
        "If-Modified-Since", "If-None-Match", "If-Range", "If-Unmodified-Since", "Range");

    String header(String name) {
        return headers.get(name);
    }
}
