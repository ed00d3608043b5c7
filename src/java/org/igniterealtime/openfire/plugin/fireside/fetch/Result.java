package org.igniterealtime.openfire.plugin.fireside.fetch;

import java.nio.charset.Charset;

/** What came of a fetch. */
public sealed interface Result {
    /**
     * Content.
     *
     * @param address where it was in the end
     * @param type of the content as the server says it, in lower case, without parameters; empty when it says none
     * @param charset as the server says it, or null
     * @param bytes unpacked
     * @param whole false when there is more of it, which was not read
     */
    record Fetched(WebAddress address, String type, Charset charset, byte[] bytes, boolean whole) implements Result {
    }

    /** No content. */
    record Refused(Reason reason) implements Result {
    }
}
